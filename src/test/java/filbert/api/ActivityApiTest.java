package filbert.api;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.Role;
import filbert.showroom.PretendHouse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

final class ActivityApiTest {
    private final PretendHouse house = new PretendHouse().furnished();

    private WebTestClient as(Role role) {
        return Controllers.as(role, new ActivityApi(house.activity, house.tasks));
    }

    @Test
    void whatHappenedIsListedNewestFirst() {
        as(Role.OWNER).get().uri("/api/v1/activity").exchange().expectStatus().isOk().expectHeader().valueEquals("X-Total-Count", "3").expectBody()
                .jsonPath("$[0].kind").isEqualTo("download.done")
                .jsonPath("$[2].person").isEqualTo(0);
        as(Role.GUEST).get().uri("/api/v1/activity?kind=network&page=-3").exchange().expectStatus().isOk().expectBody().jsonPath("$.length()").isEqualTo(1);
        as(Role.OWNER).get().uri("/api/v1/activity?page=2").exchange().expectBody().jsonPath("$.length()").isEqualTo(0);
    }

    @Test
    void tasksAreRunByTheOwnerAlone() {
        as(Role.OWNER).post().uri("/api/v1/tasks/backup/run").exchange().expectStatus().isAccepted().expectBody().jsonPath("$.begun").isEqualTo(true);
        assertThat(house.happened.backups).hasValue(1);
        as(Role.OWNER).post().uri("/api/v1/tasks/nosuch/run").exchange().expectStatus().isNotFound();
        as(Role.OWNER).get().uri("/api/v1/tasks").exchange().expectStatus().isOk().expectBody().jsonPath("$[0].outcome").isEqualTo("done");
        for (var role : List.of(Role.MEMBER, Role.GUEST)) {
            as(role).get().uri("/api/v1/tasks").exchange().expectStatus().isForbidden();
            as(role).post().uri("/api/v1/tasks/backup/run").exchange().expectStatus().isForbidden();
        }
        assertThat(house.happened.backups).hasValue(1);
    }
}
