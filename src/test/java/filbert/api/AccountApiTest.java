package filbert.api;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.AccessTokens.Rights;
import filbert.household.AddressRange;
import filbert.household.Person;
import filbert.household.Role;
import filbert.household.Scope;
import filbert.showroom.PretendHouse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A person's own sessions and tokens, for scripts. */
final class AccountApiTest {
    private static final Person ANN = new Person(1, "mara", Role.OWNER); // as Controllers sign in

    private final PretendHouse house = new PretendHouse();

    @Test
    void ownSessionsAreListedAndEnded() {
        var script = Controllers.as(Role.OWNER, new AccountApi(house.sessions, house.tokens, house.tastes));
        house.sessions.begin(ANN, "192.168.1.20", "Firefox");
        var others = house.sessions.begin(PretendHouse.MEMBER, "192.168.1.21", "Safari");
        script.get().uri("/api/v1/account/sessions").exchange().expectBody().jsonPath("$.length()").isEqualTo(1).jsonPath("$[0].device").isEqualTo("Firefox");
        var id = house.sessions.list(PretendHouse.MEMBER, "").getFirst().id();
        script.delete().uri("/api/v1/account/sessions/" + id).exchange().expectStatus().isNotFound();
        script.delete().uri("/api/v1/account/sessions").exchange().expectStatus().isNoContent();
        script.get().uri("/api/v1/account/sessions").exchange().expectBody().jsonPath("$.length()").isEqualTo(0);
        assertThat(house.sessions.who(others)).contains(PretendHouse.MEMBER);
    }

    @Test
    void ownTokensAreListedAndRevoked() {
        var script = Controllers.as(Role.OWNER, new AccountApi(house.sessions, house.tokens, house.tastes));
        house.tokens.create(ANN, "backup", new Rights(Role.MEMBER, Set.of(Scope.SEARCH, Scope.READ), List.of(AddressRange.parse("10.0.0.0/8"))));
        script.get().uri("/api/v1/account/tokens").exchange().expectBody()
                .jsonPath("$[0].role").isEqualTo("member")
                .jsonPath("$[0].scopes[1]").isEqualTo("search")
                .jsonPath("$[0].networks[0]").isEqualTo("10.0.0.0/8");
        script.delete().uri("/api/v1/account/tokens/1").exchange().expectStatus().isNoContent();
        script.delete().uri("/api/v1/account/tokens/1").exchange().expectStatus().isNotFound();
    }

    @Test
    void howPagesLookIsReadAndChosen() {
        var script = Controllers.as(Role.OWNER, new AccountApi(house.sessions, house.tokens, house.tastes));
        script.get().uri("/api/v1/account/preferences").exchange().expectBody().jsonPath("$.theme").isEqualTo("auto").jsonPath("$.language").isEqualTo("");
        prefer(script, "{\"theme\":\"dark\",\"language\":\"en\"}").expectStatus().isOk().expectBody()
                .jsonPath("$.theme").isEqualTo("dark")
                .jsonPath("$.density").isEqualTo("roomy")
                .jsonPath("$.language").isEqualTo("en");
        prefer(script, "{\"columns-search\":\"name,type\"}").expectStatus().isOk().expectBody().jsonPath("$.columns-search").isEqualTo("name,type").jsonPath("$.columns-library").isEqualTo("");
        for (var wrong : List.of("{\"columns-search\":\"nuts\"}", "{\"theme\":\"pink\"}", "{\"colour\":\"dark\"}", "{\"language\":\"../en\"}", "{\"theme\":null}")) {
            prefer(script, wrong).expectStatus().isBadRequest();
        }
    }

    private static WebTestClient.ResponseSpec prefer(WebTestClient script, String body) {
        return script.put().uri("/api/v1/account/preferences").contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }
}
