package filbert.api;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.Role;
import filbert.showroom.PretendHouse;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

final class CheckApiTest {
    private static final String PATH = "/api/v1/network/check";

    private final PretendHouse house = new PretendHouse();

    @Test
    void everybodyMayReadIt() {
        as(Role.GUEST).get().uri(PATH).exchange().expectStatus().isOk().expectBody()
                .jsonPath("$.listening").isEqualTo("127.0.0.1:34567")
                .jsonPath("$.tcp").isEqualTo("reachable")
                .jsonPath("$.udp").isEqualTo("unknown")
                .jsonPath("$.ways[0].transport").isEqualTo("tcp")
                .jsonPath("$.ways[0].family").isEqualTo("ipv4")
                .jsonPath("$.router.wanted").isEqualTo(true)
                .jsonPath("$.router.state").isEqualTo("open")
                .jsonPath("$.router.method").isEqualTo("upnp")
                .jsonPath("$.router.tcpPort").isEqualTo(34_567)
                .jsonPath("$.router.address").isEqualTo("192.168.1.1")
                .jsonPath("$.router.external").isEqualTo("5.1.1.1")
                .jsonPath("$.router.attempts[1].method").isEqualTo("nat-pmp")
                .jsonPath("$.router.attempts[1].result").isEqualTo("not-spoken");
    }

    @Test
    void theOwnerRunsItAndTurnsTheSwitch() {
        post(Role.OWNER, "/run").expectStatus().isAccepted().expectBody().jsonPath("$.asked").isEqualTo(4);
        assertThat(house.router.commands).containsExactly("ask");
        assertThat(house.overlay.commands).containsExactly("test reachability");
        post(Role.OWNER, "/map").expectStatus().isAccepted();
        assertThat(house.settings.saved).containsEntry("filbert.network.map-port", "true");
        post(Role.OWNER, "/unmap").expectStatus().isAccepted();
        assertThat(house.settings.saved).containsEntry("filbert.network.map-port", "false");
        house.settings.locked = "filbert.network.map-port";
        post(Role.OWNER, "/map").expectStatus().isEqualTo(409).expectBody().jsonPath("$.code").isEqualTo("api.problem.locked");
    }

    @Test
    void nobodyElseDoes() {
        for (var role : new Role[] {Role.MEMBER, Role.GUEST}) {
            for (var verb : new String[] {"/run", "/map", "/unmap"}) {
                post(role, verb).expectStatus().isForbidden().expectBody().jsonPath("$.code").isEqualTo("api.problem.role");
            }
        }
        assertThat(house.router.commands).isEmpty();
        assertThat(house.overlay.commands).isEmpty();
        assertThat(house.settings.saved).isEmpty();
    }

    @Test
    void theRoleIsToldWithItsReasons() {
        as(Role.GUEST).get().uri("/api/v1/network/role").exchange().expectStatus().isOk().expectBody()
                .jsonPath("$.role").isEqualTo("leaf")
                .jsonPath("$.why").isEqualTo("lacking")
                .jsonPath("$.missing[0]").isEqualTo("udp-unknown")
                .jsonPath("$.missing[1]").isEqualTo("uptime")
                .jsonPath("$.next").isEmpty();
    }

    private WebTestClient.ResponseSpec post(Role role, String verb) {
        return as(role).post().uri(PATH + verb).exchange();
    }

    private WebTestClient as(Role role) {
        return Controllers.as(role, new CheckApi(house.networkDesk(), house.routerDesk()), new NetworkApi(house.networkDesk()));
    }
}
