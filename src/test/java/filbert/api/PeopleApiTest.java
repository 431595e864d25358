package filbert.api;

import filbert.household.Role;
import filbert.showroom.PretendHouse;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** People and invitations, for scripts of owners. */
final class PeopleApiTest {
    private final PretendHouse house = new PretendHouse();

    private WebTestClient as(Role role) {
        return Controllers.as(role, new PeopleApi(house.peopleDesk(), house.invitations, InstantSource.fixed(PretendHouse.NOW)));
    }

    @Test
    void anOwnerListsChangesAndRemovesPeople() {
        var owner = as(Role.OWNER);
        owner.get().uri("/api/v1/people").exchange().expectStatus().isOk().expectBody()
                .jsonPath("$[1].name").isEqualTo("jonas")
                .jsonPath("$[1].role").isEqualTo("member")
                .jsonPath("$[1].use.downloads").isEqualTo(0);
        patch(owner, 2, "{\"role\":\"guest\",\"disabled\":true}").expectStatus().isOk().expectBody()
                .jsonPath("$.role").isEqualTo("guest")
                .jsonPath("$.disabled").isEqualTo(true);
        patch(owner, 2, "{\"disabled\":false}").expectBody().jsonPath("$.role").isEqualTo("guest").jsonPath("$.disabled").isEqualTo(false);
        patch(owner, 2, "{\"child\":true}").expectBody().jsonPath("$.child").isEqualTo(true);
        patch(owner, 2, "{\"role\":\"king\"}").expectStatus().isBadRequest().expectBody().jsonPath("$.code").isEqualTo("api.problem.role-unknown");
        patch(owner, 1, "{\"role\":\"guest\"}").expectStatus().isEqualTo(422).expectBody().jsonPath("$.code").isEqualTo("people.problem.last-owner");
        owner.delete().uri("/api/v1/people/2").exchange().expectStatus().isNoContent();
        owner.get().uri("/api/v1/people/2").exchange().expectStatus().isNotFound();
    }

    private static WebTestClient.ResponseSpec patch(WebTestClient client, long id, String body) {
        return client.patch().uri("/api/v1/people/" + id).contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    @Test
    void anInvitationIsMadeToldOnceAndTakenBack() {
        var owner = as(Role.OWNER);
        owner.post().uri("/api/v1/invitations").contentType(MediaType.APPLICATION_JSON).bodyValue("{\"role\":\"member\",\"days\":2}").exchange()
                .expectStatus().isCreated().expectBody()
                .jsonPath("$.link").value(String.class, link -> org.assertj.core.api.Assertions.assertThat(link).matches(".*/invitation/[a-z2-7]{32}"))
                .jsonPath("$.open").isEqualTo(true);
        var id = house.invitations.all(PretendHouse.OWNER).getFirst().id();
        owner.get().uri("/api/v1/invitations").exchange().expectBody().jsonPath("$[0].id").isEqualTo(id).jsonPath("$[0].link").doesNotExist();
        owner.delete().uri("/api/v1/invitations/" + id).exchange().expectStatus().isNoContent();
        owner.get().uri("/api/v1/invitations").exchange().expectBody().jsonPath("$.length()").isEqualTo(0);
        owner.post().uri("/api/v1/invitations").contentType(MediaType.APPLICATION_JSON).bodyValue("{\"days\":99}").exchange().expectStatus().isEqualTo(422);
    }

    @Test
    void nobodyElseDoesAnyOfIt() {
        for (var role : new Role[] {Role.MEMBER, Role.GUEST}) {
            var other = as(role);
            other.get().uri("/api/v1/people").exchange().expectStatus().isForbidden();
            other.get().uri("/api/v1/people/1").exchange().expectStatus().isForbidden();
            patch(other, 2, "{\"role\":\"owner\"}").expectStatus().isForbidden();
            other.delete().uri("/api/v1/people/2").exchange().expectStatus().isForbidden();
            other.get().uri("/api/v1/invitations").exchange().expectStatus().isForbidden();
            other.delete().uri("/api/v1/invitations/1").exchange().expectStatus().isForbidden();
        }
    }
}
