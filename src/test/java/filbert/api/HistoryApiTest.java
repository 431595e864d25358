package filbert.api;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.Role;
import filbert.showroom.PretendHouse;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

final class HistoryApiTest {
    private final PretendHouse house = new PretendHouse();
    private final WebTestClient ann = Controllers.as(Role.MEMBER, new HistoryApi(house.historyDesk()));

    @Test
    void oneReadsAndForgetsOnesOwn() {
        var mine = house.searches.start(1, "hazel");
        var other = house.searches.start(1, "medlar");
        var theirs = house.searches.start(2, "secret");
        ann.get().uri("/api/v1/history").exchange().expectStatus().isOk().expectBody()
                .jsonPath("$.length()").isEqualTo(2).jsonPath("$[1].query").isEqualTo("hazel").jsonPath("$[0].id").isEqualTo(other).jsonPath("$[0].taken").isEqualTo(0);
        ann.delete().uri("/api/v1/history/" + theirs).exchange().expectStatus().isNotFound();
        ann.delete().uri("/api/v1/history/" + mine).exchange().expectStatus().isNoContent();
        ann.delete().uri("/api/v1/history").exchange().expectStatus().isNoContent();
        assertThat(house.searches.runs).containsOnlyKeys(theirs);
    }
}
