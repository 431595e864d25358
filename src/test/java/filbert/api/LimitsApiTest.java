package filbert.api;

import filbert.household.Role;
import filbert.showroom.PretendHouse;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

final class LimitsApiTest {
    private final PretendHouse house = new PretendHouse();
    private final LimitsApi api = new LimitsApi(house.limits);

    private WebTestClient.ResponseSpec put(Role role, String body) {
        return Controllers.as(role, api).put().uri("/api/v1/limits/2").contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    @Test
    void theOwnerSetsWhatOneMayFetch() {
        put(Role.OWNER, "{\"active\": 2, \"weekMebibytes\": 5000}").expectStatus().isOk().expectBody().json("""
                {"limits": {"active": 2, "weekMebibytes": 5000, "kibibytes": 0}, "own": {"active": 2, "weekMebibytes": 5000, "kibibytes": null},
                 "used": 0, "resets": "2026-11-22T23:00:00Z"}""");
        put(Role.MEMBER, "{}").expectStatus().isForbidden();
        put(Role.OWNER, "{\"active\": -1}").expectStatus().isEqualTo(422).expectBody().jsonPath("$.code").isEqualTo("limits.problem.active");
        put(Role.OWNER, "{\"active\": \"many\"}").expectStatus().isBadRequest();
    }

    @Test
    void everybodySeesTheirOwnAndNobodyElses() {
        Controllers.as(Role.MEMBER, api).get().uri("/api/v1/limits").exchange().expectStatus().isOk().expectBody().jsonPath("$.limits.active").isEqualTo(0);
        Controllers.as(Role.MEMBER, api).get().uri("/api/v1/limits/2").exchange().expectStatus().isNotFound();
        Controllers.as(Role.OWNER, api).get().uri("/api/v1/limits/7").exchange().expectStatus().isNotFound();
    }
}
