package filbert.api;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.Role;
import filbert.showroom.PretendSettings;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

final class SettingsApiTest {
    private static final String PORT = "filbert.network.port";

    private final PretendSettings settings = new PretendSettings();

    private WebTestClient web() {
        return Controllers.as(Role.OWNER, new SettingsApi(settings));
    }

    private WebTestClient.ResponseSpec put(String body) {
        return web().put().uri("/api/v1/settings").contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    @Test
    void whatHoldsIsToldAlsoAsYaml() {
        web().get().uri("/api/v1/settings").exchange().expectStatus().isOk().expectBody()
                .jsonPath("$[?(@.key == '" + PORT + "')].source").isEqualTo("page");
        web().get().uri("/api/v1/settings/yaml").exchange().expectStatus().isOk().expectHeader().contentTypeCompatibleWith("application/yaml")
                .expectBody(String.class).value(yaml -> assertThat(yaml).startsWith("filbert:\n").contains("\n  network:\n", "\n    port: 34567 # page\n"));
    }

    @Test
    void savesTellsAndRefuses() {
        put("{\"values\": {\"filbert.network.port\": \"23456\"}, \"seen\": {\"filbert.network.port\": \"34567\"}}").expectStatus().isOk().expectBody()
                .json("[{\"key\": \"filbert.network.port\", \"from\": \"34567\", \"to\": \"23456\", \"needsRestart\": true}]");
        put("{\"values\": {\"filbert.network.port\": \"1\"}, \"seen\": {\"filbert.network.port\": \"34567\"}}").expectStatus().isEqualTo(409).expectBody()
                .jsonPath("$.code").isEqualTo("api.problem.changed-elsewhere")
                .jsonPath("$.clashes['filbert.network.port'].now").isEqualTo("23456")
                .jsonPath("$.clashes['filbert.network.port'].wanted").isEqualTo("1");
        put("{\"values\": {\"filbert.network.port\": \"x\"}}").expectStatus().isEqualTo(422).expectBody()
                .jsonPath("$.code").isEqualTo("settings.problem.number")
                .jsonPath("$.problems['filbert.network.port']").isEqualTo("settings.problem.number");
        settings.locked = PORT;
        put("{\"values\": {\"filbert.network.port\": \"1\"}}").expectStatus().isEqualTo(409).expectBody().jsonPath("$.code").isEqualTo("api.problem.locked");
        put("{}").expectStatus().isBadRequest();
        put("{\"values\": {\"filbert.network.port\": null}}").expectStatus().isBadRequest();
        put("{\"values\": {}, \"seen\": {\"filbert.network.port\": null}}").expectStatus().isBadRequest();
        assertThat(settings.saved).containsOnly(java.util.Map.entry(PORT, "23456"));
    }

    @Test
    void looksAheadAndGoesBack() {
        web().post().uri("/api/v1/settings/preview").contentType(MediaType.APPLICATION_JSON).bodyValue("{\"values\": {\"filbert.network.port\": \"5\"}}")
                .exchange().expectStatus().isOk().expectBody().jsonPath("$[0].to").isEqualTo("5");
        assertThat(settings.saved).isEmpty();
        web().delete().uri("/api/v1/settings/" + PORT).exchange().expectStatus().isOk();
        assertThat(settings.saved).containsEntry(PORT, "");
        web().delete().uri("/api/v1/settings/filbert.owner.password").exchange().expectStatus().isNotFound();
    }
}
