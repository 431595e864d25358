package filbert.api;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.Role;
import filbert.sharing.browse.Browsing;
import filbert.showroom.PretendHouse;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

final class HostsApiTest {
    private static final String HOST = "/api/v1/hosts/192.0.2.7:6346";

    private final PretendHouse house = new PretendHouse().furnished();

    private WebTestClient as(Role role) {
        return Controllers.as(role, new HostsApi(house.hostDesk()), new HostNotesApi(house.notes));
    }

    private WebTestClient.ResponseSpec post(Role role, String path, String body) {
        return as(role).post().uri(path).contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    @Test
    void aListIsShownToMembers() {
        as(Role.GUEST).get().uri(HOST).exchange().expectStatus().isForbidden();
        as(Role.MEMBER).get().uri("/api/v1/hosts/192.0.2.99:6346").exchange().expectStatus().isNotFound();
        as(Role.MEMBER).get().uri("/api/v1/hosts/nobody").exchange().expectStatus().isBadRequest();
        as(Role.MEMBER)
                .get()
                .uri(HOST)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state").isEqualTo("arriving")
                .jsonPath("$.files.length()").isEqualTo(132)
                .jsonPath("$.files[0].folder[0]").isEqualTo("Music")
                .jsonPath("$.files[131].sha1").isEmpty();
    }

    @Test
    void aHostIsAsked() {
        as(Role.MEMBER).post().uri(HOST + "/browse").exchange().expectStatus().isAccepted().expectBody().jsonPath("$.outcome").isEqualTo("asked");
        post(Role.MEMBER, HOST + "/browse", "{\"servent\":\"0123456789abcdef0123456789abcdef\",\"push\":true,\"proxies\":[\"192.0.2.1:6346\"]}").expectStatus().isAccepted();
        post(Role.MEMBER, HOST + "/browse", "{\"servent\":\"x\"}").expectStatus().isBadRequest();
        post(Role.GUEST, HOST + "/browse", "{}").expectStatus().isForbidden();
        assertThat(house.browsing.asked).extracting(Browsing.Wanted::push).containsExactly(false, true);
    }

    @Test
    void aNoteIsKeptForWhoWroteIt() {
        var note = HOST + "/note";
        as(Role.GUEST).get().uri(note).exchange().expectStatus().isForbidden();
        put(Role.MEMBER, note, "{\"note\":\" has the \\r\\nold songs \"}").expectStatus().isOk().expectBody().jsonPath("$.note").isEqualTo("has the \nold songs");
        as(Role.MEMBER).get().uri("/api/v1/hosts/192.0.2.7:1/note").exchange().expectBody().jsonPath("$.note").isEqualTo("has the \nold songs");
        as(Role.MEMBER).get().uri("/api/v1/hosts/notes").exchange().expectBody().jsonPath("$[0].address").isEqualTo("192.0.2.7").jsonPath("$.length()").isEqualTo(1);
        put(Role.MEMBER, note, "{\"note\":\"" + "x".repeat(501) + "\"}").expectStatus().isEqualTo(422).expectBody().jsonPath("$.code").isEqualTo("hosts.problem.note-long");
        put(Role.MEMBER, "/api/v1/hosts/nobody/note", "{}").expectStatus().isBadRequest();
        as(Role.MEMBER).delete().uri(note).exchange().expectStatus().isNoContent();
        as(Role.MEMBER).get().uri(note).exchange().expectBody().jsonPath("$.note").isEqualTo("");
    }

    private WebTestClient.ResponseSpec put(Role role, String path, String body) {
        return as(role).put().uri(path).contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    @Test
    void filesOfItAreDownloaded() {
        house.downloads.queue.clear();
        post(Role.MEMBER, HOST + "/download", "{\"files\":[0,5,131,-1,999]}").expectStatus().isOk().expectBody().jsonPath("$.downloads").isEqualTo(2);
        post(Role.MEMBER, HOST + "/download", "{}").expectStatus().isOk().expectBody().jsonPath("$.downloads").isEqualTo(0);
        assertThat(house.downloads.queue).hasSize(2);
    }
}
