package filbert.api;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.HouseholdNetwork;
import filbert.household.Role;
import filbert.servent.guard.Offence;
import filbert.showroom.PretendHouse;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

final class NetworkApiTest {
    private final PretendHouse house = new PretendHouse().furnished();

    private WebTestClient as(Role role) {
        var network = new HouseholdNetwork(house.overlay, house.uploads);
        return Controllers.as(role, new NetworkApi(network), new TrafficApi(network));
    }

    private WebTestClient.ResponseSpec post(Role role, String path, String body) {
        return as(role).post().uri("/api/v1/network" + path).contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    private WebTestClient.ResponseSpec get(Role role, String path) {
        return as(role).get().uri("/api/v1/network" + path).exchange();
    }

    @Test
    void theOwnerBlocksAnAddressAndNobodyElseDoes() {
        post(Role.MEMBER, "/bans", "{\"address\":\"10.0.0.7\"}").expectStatus().isForbidden();
        post(Role.OWNER, "/bans", "{\"address\":\"example.org\"}").expectStatus().isBadRequest();
        post(Role.OWNER, "/bans", "{}").expectStatus().isBadRequest();
        assertThat(house.overlay.banned).hasSize(1);
        post(Role.OWNER, "/bans", "{\"address\":\"10.0.0.7\"}").expectStatus().isNoContent();
        assertThat(house.overlay.banned.getFirst()).matches(ban -> ban.why() == Offence.BLOCKED && ban.address().getHostAddress().equals("10.0.0.7"));
        assertThat(house.overlay.neighbours).noneMatch(one -> one.address().toString().startsWith("10.0.0.7:"));
    }

    @Test
    void theOwnerHasHostCachesAsked() {
        post(Role.MEMBER, "/sources/ask", "").expectStatus().isForbidden();
        post(Role.OWNER, "/sources/ask", "").expectStatus().isAccepted().expectBody().jsonPath("$.asking").isEqualTo(1);
        assertThat(house.overlay.commands).containsExactly("ask");
    }

    @Test
    void messagesAreCountedWithWhyTheyWereDropped() {
        get(Role.GUEST, "/messages").expectStatus().isOk().expectBody()
                .jsonPath("$[1].type").isEqualTo("query")
                .jsonPath("$[1].dropped").isEqualTo(410)
                .jsonPath("$[1].drops[0].why").isEqualTo("duplicate")
                .jsonPath("$[1].drops[0].messages").isEqualTo(400);
    }

    @Test
    void everybodySeesWhichProgramsWereMetAndWhereHostsWereHeardOf() {
        get(Role.GUEST, "/vendors").expectStatus().isOk().expectBody()
                .jsonPath("$[1].name").isEqualTo("GTKG")
                .jsonPath("$[1].pongs").isEqualTo(9)
                .jsonPath("$[1].hits").isEqualTo(31)
                .jsonPath("$[1].all").doesNotExist();
        get(Role.GUEST, "/hosts/by-source").expectStatus().isOk().expectBody()
                .jsonPath("$.length()").isEqualTo(2)
                .jsonPath("$[0].source").isEqualTo("pong")
                .jsonPath("$[0].failing").isEqualTo(1)
                .jsonPath("$[1].source").isEqualTo("user")
                .jsonPath("$[1].connected").isEqualTo(1)
                .jsonPath("$[1].failing").isEqualTo(0);
    }

    @Test
    void whatComesByIsForTheOwner() {
        get(Role.MEMBER, "/passing").expectStatus().isForbidden();
        get(Role.OWNER, "/passing").expectStatus().isOk().expectBody()
                .jsonPath("$[0].kind").isEqualTo("query")
                .jsonPath("$[0].text").isEqualTo("hazel <b>wood")
                .jsonPath("$[1].kind").isEqualTo("hit")
                .jsonPath("$[1].results").isEqualTo(12);
    }
}
