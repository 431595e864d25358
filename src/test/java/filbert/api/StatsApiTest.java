package filbert.api;

import filbert.household.Role;
import filbert.showroom.PretendHouse;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

final class StatsApiTest {
    private final PretendHouse house = new PretendHouse().furnished();

    private WebTestClient as(Role role) {
        return Controllers.as(role, new StatsApi(house.statistics, house.libraryDesk()));
    }

    @Test
    void figuresOverTimeAreForEverybody() {
        as(Role.GUEST).get().uri("/api/v1/stats?range=24h").exchange().expectStatus().isOk().expectBody()
                .jsonPath("$.seconds").isEqualTo(300)
                .jsonPath("$.lines.received.length()").isEqualTo(280)
                .jsonPath("$.shares.folder[0].label").isEqualTo("music <b>")
                .jsonPath("$.shares.person.length()").isEqualTo(1);
        as(Role.OWNER).get().uri("/api/v1/stats?range=all").exchange().expectBody().jsonPath("$.shares.person.length()").isEqualTo(2);
        as(Role.OWNER).get().uri("/api/v1/stats?range=1h").exchange().expectStatus().isBadRequest().expectBody().jsonPath("$.code").isEqualTo("api.problem.range");
    }

    @Test
    void whichFilesAreAskedForMostIsForOwners() {
        as(Role.OWNER).get().uri("/api/v1/stats/asked").exchange().expectStatus().isOk().expectBody().jsonPath("$[0].requests").isEqualTo(12);
        as(Role.MEMBER).get().uri("/api/v1/stats/asked").exchange().expectStatus().isForbidden();
        as(Role.GUEST).get().uri("/api/v1/library/files/3/asked").exchange().expectStatus().isOk();
        as(Role.GUEST).get().uri("/api/v1/library/files/4711/asked").exchange().expectStatus().isNotFound();
    }
}
