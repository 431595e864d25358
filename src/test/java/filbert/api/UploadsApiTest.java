package filbert.api;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.HouseholdNetwork;
import filbert.household.Role;
import filbert.showroom.PretendHouse;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

final class UploadsApiTest {
    private static final String UPLOADS = "/api/v1/uploads";

    private final PretendHouse house = new PretendHouse().furnished();

    private WebTestClient as(Role role) {
        return Controllers.as(role, new UploadsApi(new HouseholdNetwork(house.overlay, house.uploads)));
    }

    @Test
    void everybodyMayLook() {
        as(Role.GUEST)
                .get()
                .uri(UPLOADS)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.length()").isEqualTo(2)
                .jsonPath("$[0].state").isEqualTo("sending")
                .jsonPath("$[0].host").isEqualTo("192.0.2.7:6346")
                .jsonPath("$[0].sent").isEqualTo(1_200_000);
        as(Role.GUEST)
                .get()
                .uri(UPLOADS + "/queue")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.length()").isEqualTo(2)
                .jsonPath("$[0].position").isEqualTo(1)
                .jsonPath("$[0].connected").isEqualTo(true)
                .jsonPath("$[1].callable").isEqualTo(false)
                .jsonPath("$[1].until").exists();
    }

    @Test
    void onlyTheOwnerSendsAway() {
        as(Role.MEMBER).delete().uri(UPLOADS + "/1").exchange().expectStatus().isForbidden();
        as(Role.MEMBER).delete().uri(UPLOADS + "/queue/1").exchange().expectStatus().isForbidden();
        as(Role.OWNER).delete().uri(UPLOADS + "/1").exchange().expectStatus().isNoContent();
        as(Role.OWNER).delete().uri(UPLOADS + "/1").exchange().expectStatus().isNotFound();
        as(Role.OWNER).delete().uri(UPLOADS + "/queue/1").exchange().expectStatus().isNoContent();
        as(Role.OWNER).delete().uri(UPLOADS + "/queue/1").exchange().expectStatus().isNotFound();
        as(Role.MEMBER).delete().uri(UPLOADS + "/hosts/192.0.2.18").exchange().expectStatus().isForbidden();
        as(Role.OWNER).delete().uri(UPLOADS + "/hosts/192.0.2.18").exchange().expectStatus().isOk().expectBody().jsonPath("$.ended").isEqualTo(1);
        as(Role.OWNER).delete().uri(UPLOADS + "/hosts/nobody").exchange().expectStatus().isOk().expectBody().jsonPath("$.ended").isEqualTo(0);
        as(Role.OWNER).delete().uri(UPLOADS + "/queue/x").exchange().expectStatus().isBadRequest();
        assertThat(house.uploads.commands).containsExactly("cancel 1", "cancel 1", "dismiss 1", "dismiss 1", "cancel all of 192.0.2.18");
    }

    @Test
    void theOwnerGivesAFewAPlaceBesideTheSlots() {
        as(Role.MEMBER).post().uri(UPLOADS + "/queue/1/slot").exchange().expectStatus().isForbidden();
        as(Role.OWNER).post().uri(UPLOADS + "/queue/1/slot").exchange().expectStatus().isNoContent();
        as(Role.OWNER).post().uri(UPLOADS + "/queue/9/slot").exchange().expectStatus().isNotFound();
        house.uploads.full = true;
        as(Role.OWNER).post().uri(UPLOADS + "/queue/1/slot").exchange().expectStatus().isEqualTo(409);
    }
}
