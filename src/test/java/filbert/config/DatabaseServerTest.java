package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.FirstStart;
import filbert.household.ListeningPort;
import filbert.household.People;
import filbert.household.Person;
import filbert.household.Role;
import filbert.household.Sessions;
import filbert.store.DatabaseServer;
import filbert.store.PostgreSqlCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The whole program with its database on a server. */
final class DatabaseServerTest {
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    Path data;

    private static String[] on(DatabaseServer server) {
        return new String[] {"database.url=" + server.url(), "database.user=" + server.user(), "database.password=" + server.password()};
    }

    private static String refusal(String... arguments) {
        try {
            Filbert.application().run(arguments).close();
            return "it started";
        } catch (StartRefusedException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static WebTestClient.ResponseSpec share(RunningFilbert filbert, Path folder) {
        return filbert.script()
                .post()
                .uri("/api/v1/library/folders")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("path", folder.toString(), "visibility", "household"))
                .exchange();
    }

    @Test
    void whatWasDoneBeforeAnOutageIsThereAfterItAndWhatFailedIsSaidSo() throws Exception {
        var cluster = PostgreSqlCluster.ofThisRun();
        var music = Files.createDirectories(data.resolve("shelf/music"));
        var films = Files.createDirectories(data.resolve("shelf/films"));
        try (var filbert = RunningFilbert.setUp(data.resolve("data"), on(cluster.freshDatabase()))) {
            share(filbert, music).expectStatus().is2xxSuccessful().expectBody();
            assertThat(data.resolve("data/database")).doesNotExist();
            cluster.stop();
            try {
                share(filbert, films).expectStatus().isEqualTo(503).expectBody().jsonPath("$.code").isEqualTo("api.problem.database");
                assertThat(filbert.browser().get("/login").status()).as("pages go on").isEqualTo(200);
            } finally {
                cluster.start();
            }
            var folders = filbert.script().get().uri("/api/v1/library/folders").exchange().expectStatus().isOk().expectBody(String.class).returnResult();
            assertThat(folders.getResponseBody()).contains(music.toString()).doesNotContain(films.toString());
            share(filbert, films).expectStatus().is2xxSuccessful().expectBody();
        }
    }

    @Test
    void aServerThatIsNotThereYetIsWaitedFor() throws Exception {
        var cluster = PostgreSqlCluster.ofThisRun();
        var server = cluster.freshDatabase();
        cluster.stop();
        CompletableFuture<RunningFilbert> starting;
        try {
            starting = CompletableFuture.supplyAsync(() -> RunningFilbert.setUp(data.resolve("data"), on(server)));
            Eventually.eventually(() -> assertThat(data.resolve("data/filbert.lock")).exists()); // what it does right before it knocks
        } finally {
            cluster.start();
        }
        try (var filbert = starting.get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            assertThat(filbert.browser().signIn("owner", RunningFilbert.PASSWORD).location()).isEqualTo("/");
        }
    }

    @Test
    void theNextMachineOfAHouseKnowsItsPeopleAndJoinsNothingBeforeItIsToldTo() {
        var server = PostgreSqlCluster.ofThisRun().freshDatabase();
        try (var nas = RunningFilbert.setUp(data.resolve("nas"), on(server));
                var attic = RunningFilbert.fresh(data.resolve("attic"), on(server))) {
            assertThat(nas.part(FirstStart.class).state()).isEqualTo(FirstStart.State.DONE);
            assertThat(attic.part(FirstStart.class).state()).isEqualTo(FirstStart.State.OPEN);
            assertThat(attic.browser().signIn("owner", RunningFilbert.PASSWORD).status()).isEqualTo(302);
            nas.part(People.class).create("ann", "birch and alder", Role.MEMBER);
            Eventually.eventually(() -> assertThat(attic.part(People.class).all()).extracting(Person::name).containsExactly("owner", "ann"));
            var ann = attic.browser();
            assertThat(ann.signIn("ann", "birch and alder").location()).isEqualTo("/");
            var elsewhere = nas.part(Sessions.class);
            Eventually.eventually(() -> {
                elsewhere.endOthers(person(nas, "ann"), ""); // as soon as it knows of it
                assertThat(ann.get("/search").location()).isEqualTo("/login");
            });
            assertThat(attic.part(ListeningPort.class).identity().guid()).isNotEqualTo(nas.part(ListeningPort.class).identity().guid());
        }
    }

    private static Person person(RunningFilbert filbert, String name) {
        return filbert.part(People.class).all().stream().filter(person -> person.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void anAddressThatIsNoneAndAWrongPasswordAreNamedWithoutAnythingSecret() {
        var where = "--filbert.data-dir=" + data.resolve("data");
        assertThat(refusal(where, "--filbert.database.url=jdbc:mysql://ann:hazel@nas/x"))
                .contains("filbert.database.url", "must be like jdbc:postgresql://")
                .doesNotContain("hazel");
        var server = PostgreSqlCluster.ofThisRun().emptyDatabase();
        assertThat(refusal(where, "--filbert.database.url=" + server.url(), "--filbert.database.user=filbert", "--filbert.database.password=hazel"))
                .contains("127.0.0.1", "password authentication failed", "FILBERT_DATABASE_URL")
                .doesNotContain("hazel");
        assertThat(List.of(data.resolve("data").toFile().list())).as("nothing was begun").doesNotContain("database");
    }
}
