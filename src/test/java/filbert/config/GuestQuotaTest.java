package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.AccessTokens;
import filbert.household.AccessTokens.Rights;
import filbert.household.People;
import filbert.household.Role;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;

/** A guest of the whole program downloads from the network with a quota, and is told why without one. */
final class GuestQuotaTest {
    private static final String PASSWORD = "birch and alder";
    private static final String NAMELESS = "magnet:?xt=urn:sha1:ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String MAGNET = NAMELESS + "&dn=hazel.ogg&xl=1000";

    @TempDir
    Path data;

    private static WebTestClient.ResponseSpec post(WebTestClient script, String path, Map<String, ?> content) {
        return script.post().uri("/api/v1" + path).contentType(MediaType.APPLICATION_JSON).bodyValue(content).exchange();
    }

    @Test
    void withoutAQuotaNothingWithOneAsMuchAsItSays() {
        try (var filbert = RunningFilbert.setUp(data)) {
            var guest = filbert.part(People.class).create("ida", PASSWORD, Role.GUEST);
            var token = filbert.part(AccessTokens.class).create(guest, "script", Rights.all(Role.GUEST));
            var script = filbert.stranger().mutate().defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token).build();
            var browser = filbert.browser();
            browser.signIn("ida", PASSWORD);

            var refused = browser.get("/magnet?uri=" + NAMELESS);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.page().select("[data-problem]").text()).contains("quota for the week", "ask them");
            assertThat(browser.get("/downloads").page().text()).contains("As a guest you download nothing from the network");
            post(script, "/downloads", Map.of("magnet", MAGNET))
                    .expectStatus().isForbidden().expectBody().jsonPath("$.code").isEqualTo("api.problem.quota");
            script.get().uri("/api/v1/limits").exchange().expectBody().jsonPath("$.fetches").isEqualTo(false);

            filbert.script()
                    .put()
                    .uri("/api/v1/limits/" + guest.id())
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(Map.of("weekMebibytes", 5))
                    .exchange()
                    .expectStatus().isOk().expectBody().jsonPath("$.fetches").isEqualTo(true);
            assertThat(browser.get("/downloads").page().text()).doesNotContain("As a guest");
            var proof = browser.get("/magnet?uri=" + NAMELESS).page().select("form[method=post][action=/magnet] input[name=_csrf]").attr("value");
            var form = new LinkedMultiValueMap<String, String>();
            form.set("_csrf", proof);
            form.set("uri", MAGNET);
            var sent = browser.post("/magnet", form);
            assertThat(sent.status()).as(sent.page().text()).isEqualTo(303);
            assertThat(sent.location()).startsWith("/downloads");
            script.get().uri("/api/v1/downloads").exchange().expectBody()
                    .jsonPath("$.length()").isEqualTo(1)
                    .jsonPath("$[0].name").isEqualTo("hazel.ogg");
            post(script, "/downloads/1/pause", Map.of()).expectStatus().isOk().expectBody().jsonPath("$.state").isEqualTo("paused");
            script.get().uri("/api/v1/wishes").exchange().expectStatus().isForbidden().expectBody().jsonPath("$.code").isEqualTo("api.problem.role");
        }
    }
}
