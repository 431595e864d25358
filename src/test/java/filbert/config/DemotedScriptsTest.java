package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.AccessTokens;
import filbert.household.Person;
import filbert.household.Role;
import filbert.showroom.PretendHouse;
import filbert.showroom.PretendTokens;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import reactor.core.publisher.Mono;

/** A file that goes to a script goes no further once its person may not have it. */
final class DemotedScriptsTest {
    private final PretendHouse house = new PretendHouse();
    private final PretendTokens tokens = new PretendTokens();

    private CompletableFuture<Void> fetching(String path, Person person) {
        return new DemotedScripts(house.people, tokens)
                .filter(MockServerWebExchange.from(MockServerHttpRequest.get(path)), _ -> Mono.never())
                .contextWrite(ReactiveSecurityContextHolder.withAuthentication(SignedIn.as(person)))
                .toFuture();
    }

    @Test
    void itEndsForWhoIsSwitchedOffOrDemotedAndForNobodyElse() {
        var members = fetching("/api/v1/downloads/1/content", PretendHouse.MEMBER);
        var asGuest = fetching("/api/v1/library/files/1/content", new Person(PretendHouse.MEMBER.id(), "jonas", Role.GUEST));
        var owners = fetching("/api/v1/downloads/2/content", PretendHouse.OWNER);
        var other = fetching("/api/v1/downloads", PretendHouse.MEMBER);
        house.peopleDesk().changeRole(PretendHouse.OWNER, PretendHouse.MEMBER.id(), Role.GUEST);
        assertThat(members).isDone();
        assertThat(asGuest).isNotDone();
        house.peopleDesk().disable(PretendHouse.OWNER, PretendHouse.MEMBER.id());
        assertThat(asGuest).isDone();
        assertThat(owners).isNotDone();
        assertThat(other).isNotDone();
    }

    @Test
    void itEndsForATokenThatWasRevoked() {
        tokens.create(PretendHouse.OWNER, "one", AccessTokens.Rights.all(Role.OWNER));
        tokens.create(PretendHouse.OWNER, "two", AccessTokens.Rights.all(Role.OWNER));
        var file = fetching("/api/v1/downloads/1/content", PretendHouse.OWNER);
        var events = fetching("/api/v1/events", PretendHouse.OWNER);
        tokens.revoke(PretendHouse.OWNER, 1);
        assertThat(events).as("another token").isNotDone();
        tokens.revoke(PretendHouse.OWNER, 2);
        assertThat(file).isDone();
        assertThat(events).isDone();
    }
}
