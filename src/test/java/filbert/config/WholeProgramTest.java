package filbert.config;

import static filbert.config.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import filbert.config.engine.Membership;
import filbert.identity.Sha1;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Everything together, over real sockets on loopback, spoken to as a script would. */
final class WholeProgramTest {
    private static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {};
    private static final ParameterizedTypeReference<List<Map<String, Object>>> LIST = new ParameterizedTypeReference<>() {};

    @TempDir
    Path directory;

    private static Map<String, Object> get(WebTestClient script, String path) {
        return Objects.requireNonNull(script.get().uri("/api/v1" + path).exchange().expectStatus().isOk().expectBody(OBJECT).returnResult().getResponseBody());
    }

    private static List<Map<String, Object>> list(WebTestClient script, String path) {
        return Objects.requireNonNull(script.get().uri("/api/v1" + path).exchange().expectStatus().isOk().expectBody(LIST).returnResult().getResponseBody());
    }

    private static Map<String, Object> post(WebTestClient script, String path, Map<String, ?> body) {
        return Objects.requireNonNull(script.post()
                .uri("/api/v1" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .is2xxSuccessful()
                .expectBody(OBJECT)
                .returnResult()
                .getResponseBody());
    }

    private static List<?> results(WebTestClient script, Object search) {
        return (List<?>) Objects.requireNonNull(get(script, "/searches/" + search).get("results"));
    }

    private static String sha1(Path file) throws Exception {
        return Sha1.of(MessageDigest.getInstance("SHA-1").digest(Files.readAllBytes(file))).base32();
    }

    private static void isOnTheNetwork(RunningFilbert filbert) {
        eventually(() -> assertThat(filbert.part(Membership.class).overlay().view().neighbours()).isNotEmpty());
    }

    @Test
    void whatIsFoundInPracticeIsFetchedAndStillThereAfterARestart() throws Exception {
        var data = directory.resolve("data");
        Object search;
        Path file;
        try (var filbert = RunningFilbert.setUp(data, "network.mode=practice")) {
            isOnTheNetwork(filbert);
            var script = filbert.script();
            search = post(script, "/searches", Map.of("query", "hazel song")).get("id");
            eventually(() -> assertThat(results(script, search)).isNotEmpty());
            var found = (Map<?, ?>) results(script, search).getFirst();
            assertThat(found.get("name")).isEqualTo("blue hazel song.wav");
            post(script, "/downloads", Map.of("search", search, "result", found.get("id")));
            eventually(() -> assertThat(list(script, "/downloads")).singleElement().satisfies(download -> assertThat(download.get("state")).isEqualTo("done")));
            file = Path.of(String.valueOf(list(script, "/downloads").getFirst().get("path")));
            assertThat(file).isEqualTo(data.resolve("downloads/owner/blue hazel song.wav"));
            assertThat(sha1(file)).isEqualTo(found.get("sha1"));
        }
        try (var again = RunningFilbert.setUp(data, "network.mode=private")) {
            eventually(() -> assertThat(list(again.script(), "/downloads")).hasSize(1));
            assertThat(list(again.script(), "/downloads").getFirst()).containsEntry("state", "done").containsEntry("path", file.toString());
            assertThat(results(again.script(), search)).isNotEmpty();
            assertThat(list(again.script(), "/network/neighbours")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void twoHouseholdsFindAndFetchEachOthersFiles(String ip) throws Exception {
        var host = ip.contains(":") ? "[" + ip + "]" : ip;
        var bind = "network.bind-address=" + ip;
        var music = Files.createDirectories(directory.resolve("music"));
        var song = Files.write(music.resolve("old walnut waltz.ogg"), new byte[300_000]);
        var port = RunningFilbert.freePort();
        try (var giver = RunningFilbert.setUp(
                        directory.resolve("giver"), bind, "network.port=" + port, "network.role=ultrapeer", "sharing.folders=" + music + "=network");
                var taker = RunningFilbert.setUp(directory.resolve("taker"), bind, "network.role=leaf", "network.hosts=" + host + ":" + port)) {
            isOnTheNetwork(taker);
            isOnTheNetwork(giver);
            eventually(() -> assertThat(giver.part(filbert.sharing.library.FolderLibrary.class).shared().files()).isEqualTo(1));
            var script = taker.script();
            var search = post(script, "/searches", Map.of("query", "walnut waltz")).get("id");
            eventually(() -> assertThat(results(script, search)).hasSize(1));
            var found = (Map<?, ?>) results(script, search).getFirst();
            assertThat(found.get("sha1")).isEqualTo(sha1(song));
            post(script, "/downloads", Map.of("magnet", "magnet:?xt=urn:sha1:" + sha1(song) + "&dn=waltz.ogg&xs=http://" + host + ":" + port + "/uri-res/N2R?urn:sha1:" + sha1(song)));
            eventually(() -> assertThat(list(script, "/downloads").getFirst()).containsEntry("state", "done"));
            assertThat(Files.mismatch(song, Path.of(String.valueOf(list(script, "/downloads").getFirst().get("path"))))).isEqualTo(-1);
            assertThat(get(giver.script(), "/status").toString()).contains("ultrapeer");
        }
    }

    @Test
    void stoppingSaysGoodbyeToTheNeighbours() throws Exception {
        var port = RunningFilbert.freePort();
        try (var stays = RunningFilbert.setUp(directory.resolve("stays"), "network.port=" + port, "network.role=ultrapeer")) {
            var leaves = RunningFilbert.setUp(directory.resolve("leaves"), "network.hosts=127.0.0.1:" + port);
            try (leaves) {
                isOnTheNetwork(stays);
            }
            eventually(() -> assertThat(stays.part(Membership.class).overlay().view().neighbours()).isEmpty());
            assertThat(stays.part(Membership.class).overlay().messageCounts())
                    .filteredOn(count -> count.type().equals("bye"))
                    .extracting(filbert.servent.NetworkView.MessageCount::in)
                    .containsExactly(1L);
        }
    }
}
