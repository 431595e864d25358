package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.AccessTokens;
import filbert.household.People;
import filbert.household.Role;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What leaves the house for somebody who helps holds nothing that is nobody's business: planted beforehand, looked for afterwards. */
final class DiagnosticsBundleTest {
    @TempDir
    Path directory;

    private static Map<String, String> unpacked(byte[] zip) throws Exception {
        var parts = new LinkedHashMap<String, String>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                parts.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }

    @Test
    void nothingPlantedIsFound() throws Exception {
        var music = Files.createDirectories(directory.resolve("planted music"));
        Files.writeString(music.resolve("planted song.ogg"), "x");
        try (var filbert = RunningFilbert.setUp(directory.resolve("data"), "network.hosts=198.51.100.77:4711", "web.hosts=planted-name.example.org")) {
            filbert.script().post().uri("/api/v1/library/folders").bodyValue(Map.of("path", music.toString())).exchange().expectStatus().is2xxSuccessful().expectBody();
            filbert.script().post().uri("/api/v1/searches").bodyValue(Map.of("query", "planted medlar")).exchange().expectBody();
            var jonas = filbert.part(People.class).create("plantedjonas", "planted hazel bush", Role.MEMBER);
            var token = filbert.part(AccessTokens.class).create(jonas, "planted label", Role.MEMBER);
            filbert.browser().signIn("plantedjonas", "planted wrong password");
            var log = LoggerFactory.getLogger("filbert.planted");
            log.warn("The file {} cannot be read; token={}, from 198.51.100.78", music.resolve("planted song.ogg"), token);
            log.warn("password: {}", RunningFilbert.PASSWORD);
            log.warn("A word of a library's on plantedjonas, who came");
            log.warn("Open http://10.1.2.3:8346/setup?code=PLANTEDCODE", new IllegalStateException(music + ": no"));
            filbert.script().put().uri("/api/v1/logs/levels").bodyValue(Map.of("logger", "filbert.planted", "level", "DEBUG")).exchange().expectStatus().isOk().expectBody();
            log.debug("planted detail");

            var zip = filbert.script().get().uri("/api/v1/diagnostics").exchange().expectStatus().isOk().expectBody().returnResult().getResponseBody();
            var parts = unpacked(zip);
            assertThat(parts).containsOnlyKeys("about.txt", "settings.txt", "network.txt", "transfers.txt", "tables.txt", "threads.txt", "log.txt");
            assertThat(parts.get("about.txt")).contains("filbert: ", "sync: ", "java: ");
            assertThat(parts.get("settings.txt")).contains("filbert.web.port = 0", "filbert.owner.password = <redacted>", "filbert.network.hosts = (set)");
            assertThat(parts.get("tables.txt")).contains("person 2", "shared_folder 1", "session 0");
            assertThat(parts.get("threads.txt")).contains("\"owner\"", "    at ");
            assertThat(parts.get("log.txt")).contains("The file <path> cannot be read", "code=<redacted>", "from <address>");
            parts.forEach((name, text) -> {
                for (var secret : List.of(RunningFilbert.PASSWORD, RunningFilbert.TOKEN, token, "PLANTEDCODE", "planted", directory.toString(), "198.51.100", "medlar")) {
                    var searched = text.replace("filbert.planted", "").replace("PlantedIs", "");
                    assertThat(searched).as(name).doesNotContain(secret);
                }
            });
            filbert.stranger().get().uri("/api/v1/diagnostics").exchange().expectStatus().isUnauthorized().expectBody();
        }
    }
}
