package filbert.api;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.Role;
import filbert.operations.LogDesk;
import filbert.showroom.PretendHouse;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.reactive.server.WebTestClient;

final class LogsApiTest {
    private final PretendHouse house = new PretendHouse().furnished();

    private WebTestClient as(Role role) {
        return Controllers.as(role, new LogsApi(new LogDesk(house.log), house.log.diagnostics()));
    }

    @Test
    void linesAreFilteredByLevelPartAndWords() {
        var owner = as(Role.OWNER);
        owner.get().uri("/api/v1/logs").exchange().expectStatus().isOk().expectBody().jsonPath("$.length()").isEqualTo(3).jsonPath("$[0].level").isEqualTo("ERROR");
        owner.get().uri("/api/v1/logs?level=warn").exchange().expectBody().jsonPath("$.length()").isEqualTo(2);
        owner.get().uri("/api/v1/logs?logger=sharing.download").exchange().expectBody().jsonPath("$.length()").isEqualTo(1);
        owner.get().uri("/api/v1/logs?text=OPEN").exchange().expectBody().jsonPath("$[0].logger").isEqualTo("filbert.config.Opening");
        owner.get().uri("/api/v1/logs?after=2").exchange().expectBody().jsonPath("$.length()").isEqualTo(1);
        owner.get().uri("/api/v1/logs?after=x").exchange().expectStatus().isBadRequest();
    }

    @Test
    void theOwnerIsToldWhatRunsHere() {
        var about = new AboutApi(house.log.about());
        Controllers.as(Role.MEMBER, about).get().uri("/api/v1/diagnostics/about").exchange().expectStatus().isForbidden();
        Controllers.as(Role.OWNER, about).get().uri("/api/v1/diagnostics/about").exchange().expectStatus().isOk().expectBody()
                .jsonPath("$.java").isEqualTo("Temurin 25")
                .jsonPath("$.dataDirectory").isEqualTo("/var/lib/filbert")
                .jsonPath("$.licences[1].licence").isEqualTo("MPL-2.0 OR EPL-1.0");
    }

    private WebTestClient.ResponseSpec set(Role role, String logger, String level) {
        return as(role).put().uri("/api/v1/logs/levels").bodyValue(Map.of("logger", logger, "level", level)).exchange();
    }

    @Test
    void aLevelIsSetAndSetBack() {
        set(Role.OWNER, "filbert.sharing", "debug").expectStatus().isOk().expectBody().jsonPath("$['filbert.sharing']").isEqualTo("DEBUG");
        set(Role.OWNER, "filbert.sharing", "").expectStatus().isOk().expectBody().jsonPath("$.length()").isEqualTo(0);
    }

    @ParameterizedTest
    @CsvSource({
        "filbert.net, LOUD, level",
        "org.springframework.web, TRACE, logger",
        "ROOT, TRACE, logger",
        "filberts, TRACE, logger",
        "filbert..x, TRACE, logger",
        "'filbert.x\ny', TRACE, logger"
    })
    void onlyOurPartsAndKnownLevels(String logger, String level, String problem) {
        set(Role.OWNER, logger, level).expectStatus().isEqualTo(422).expectBody().jsonPath("$.code").isEqualTo("logs.problem." + problem);
        assertThat(house.log.levels).isEmpty();
    }

    @Test
    void onlySoManyPartsAreSet() {
        for (var i = 0; i < 20; i++) {
            set(Role.OWNER, "filbert.p" + i, "DEBUG").expectStatus().isOk();
        }
        set(Role.OWNER, "filbert.one.more", "DEBUG").expectStatus().isEqualTo(422).expectBody().jsonPath("$.code").isEqualTo("logs.problem.many");
        set(Role.OWNER, "filbert.p0", "TRACE").expectStatus().isOk();
    }

    @Test
    void theBundleHoldsEveryPartAndNoSecret() throws Exception {
        var bytes = as(Role.OWNER).get().uri("/api/v1/diagnostics").exchange().expectStatus().isOk().expectHeader().contentType("application/zip")
                .expectBody().returnResult().getResponseBody();
        assertThat(bytes).isNotNull();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("about.txt");
            assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8)).contains("filbert: 1").doesNotContain("hazel-bush");
            assertThat(zip.getNextEntry().getName()).isEqualTo("broken.txt");
            assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8)).contains("no way");
        }
    }

    @Test
    void nobodyButTheOwnerComesNear() {
        for (var role : List.of(Role.MEMBER, Role.GUEST)) {
            for (var path : List.of("/logs", "/logs/levels", "/diagnostics")) {
                as(role).get().uri("/api/v1" + path).exchange().expectStatus().isForbidden();
            }
            set(role, "filbert.net", "DEBUG").expectStatus().isForbidden();
        }
        assertThat(house.log.levels).isEmpty();
    }
}
