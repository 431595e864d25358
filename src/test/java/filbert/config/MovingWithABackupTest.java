package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.People;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;

/** A household moves to another data directory and other folders, by command and by the API. */
final class MovingWithABackupTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(Path data, String... arguments) {
        var all = new java.util.ArrayList<>(List.of(arguments));
        all.add("--filbert.data-dir=" + data);
        var stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        said.reset();
        return new DatabaseCommands(stream, stream).run(all.toArray(String[]::new));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void byCommand() throws Exception {
        var before = directory.resolve("before");
        var after = directory.resolve("after");
        var oldMusic = Files.createDirectories(directory.resolve("old disk/music"));
        var newMusic = Files.createDirectories(directory.resolve("new disk/music"));
        try (var filbert = RunningFilbert.setUp(before)) {
            filbert.script().post().uri("/api/v1/library/folders").bodyValue(Map.of("path", oldMusic.toString(), "visibility", "household")).exchange()
                    .expectStatus().is2xxSuccessful().expectBody();
            assertThat(run(before, "backup")).as("while it runs").isEqualTo(DatabaseCommands.FAILED);
            assertThat(said()).startsWith("Another Filbert").hasLineCount(1);
        }
        var file = directory.resolve("house.sql.gz");
        assertThat(run(before, "backup", file.toString())).isZero();
        assertThat(run(before, "backup", file.toString())).as("over another").isEqualTo(DatabaseCommands.FAILED);

        var move = "--move=" + directory.resolve("old disk") + "=" + directory.resolve("new disk");
        assertThat(run(after, "restore", file.toString(), move, "--preview")).isZero();
        assertThat(said()).contains("People: owner", oldMusic + " -> " + newMusic);
        assertThat(after.resolve("database")).doesNotExist();
        assertThat(run(after, "restore", file.toString(), move)).isZero();
        try (var filbert = RunningFilbert.setUp(after)) {
            assertThat(filbert.part(People.class).all()).hasSize(1);
            filbert.script().get().uri("/api/v1/library/folders").exchange().expectStatus().isOk().expectBody().jsonPath("$[0].path").isEqualTo(newMusic.toString());
        }
        assertThat(run(after, "compact")).isZero();
        assertThat(said()).matches("(?s)From \\d+ to \\d+ bytes\n");
    }

    @Test
    void whereThereIsNoDatabaseNoneIsMade() {
        var data = directory.resolve("empty");
        for (var command : List.of("backup", "compact")) {
            assertThat(run(data, command)).as(command).isEqualTo(DatabaseCommands.FAILED);
            assertThat(said()).contains("no database in " + data).hasLineCount(1);
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void whatIsMisusedIsExplained() throws Exception {
        var data = directory.resolve("data");
        for (var arguments : List.of(List.of("restore"), List.of("backup", "a", "b"), List.of("restore", "x", "--mvoe=/a=/b"), List.of("restore", "LICENSE", "--move=a=b"))) {
            assertThat(run(data, arguments.toArray(String[]::new))).as("%s", arguments).isEqualTo(DatabaseCommands.MISUSED);
            assertThat(said()).contains("restore FILE");
        }
        assertThat(run(data, "restore", "nosuch")).isEqualTo(DatabaseCommands.FAILED);
        assertThat(run(data, "restore", "LICENSE")).isEqualTo(DatabaseCommands.FAILED);
        assertThat(said()).contains("no backup");
    }

    @Test
    void byTheApiOfTheRunningProgram() throws Exception {
        var data = directory.resolve("data");
        try (var filbert = RunningFilbert.setUp(data)) {
            var made = filbert.script().post().uri("/api/v1/backups").exchange().expectStatus().isCreated().expectBody(Map.class).returnResult().getResponseBody();
            assertThat(made).isNotNull();
            var name = String.valueOf(made.get("name"));
            var bytes = filbert.script().get().uri("/api/v1/backups/" + name + "/file").exchange().expectStatus().isOk().expectBody().returnResult().getResponseBody();
            assertThat(bytes).isEqualTo(Files.readAllBytes(data.resolve("backup").resolve(name)));
            filbert.script().put().uri("/api/v1/backups").contentType(MediaType.APPLICATION_OCTET_STREAM).bodyValue(bytes).exchange().expectStatus().isCreated().expectBody();
            filbert.script().get().uri("/api/v1/backups/" + name).exchange().expectStatus().isOk().expectBody().jsonPath("$.people[0]").isEqualTo("owner");
            filbert.script().post().uri("/api/v1/backups/compact").exchange().expectStatus().isOk().expectBody();
            filbert.script().get().uri("/api/v1/status").exchange().expectStatus().isOk().expectBody();
            filbert.stranger().get().uri("/api/v1/backups/" + name + "/file").exchange().expectStatus().isUnauthorized().expectBody();
        }
    }
}
