package filbert.config;

import filbert.household.AccessTokens;
import filbert.household.People;
import filbert.household.Person;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * What {@link SignedOutStreams} is to browsers: ends event streams, and the long answers with a file, that go to a token which was revoked, or whose person
 * may no longer have them.
 */
@Component
@Order(DemotedScripts.BEHIND_SECURITY)
final class DemotedScripts implements WebFilter {
    static final int BEHIND_SECURITY = 0;

    private final People people;
    private final AccessTokens tokens;

    DemotedScripts(People people, AccessTokens tokens) {
        this.people = people;
        this.tokens = tokens;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var path = exchange.getRequest().getPath().pathWithinApplication().value();
        if (!path.startsWith("/api/") || !path.endsWith("/content") && !path.endsWith("/events")) {
            return chain.filter(exchange);
        }
        var token = TokenSignIn.text(exchange).orElse("");
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .mapNotNull(Authentication::getPrincipal)
                .ofType(Person.class)
                .map(person -> Mono.firstWithSignal(chain.filter(exchange), demoted(person), revoked(token)))
                .defaultIfEmpty(chain.filter(exchange))
                .flatMap(answer -> answer);
    }

    /** Completes when there is no such token any more. Whoever revokes one may block, and waits for the look. */
    private Mono<Void> revoked(String token) {
        return Mono.create(sink -> sink.onDispose(tokens.revoked().watch(() -> {
            if (!tokens.holds(token)) {
                sink.success();
            }
        })::run));
    }

    /** Completes when this person is gone, switched off, or may do less than the token was used for. */
    private Mono<Void> demoted(Person person) {
        return Mono.create(sink -> sink.onDispose(people.changed().watch(() -> {
            if (people.active(person.id()).filter(now -> now.role().includes(person.role()) && now.child() == person.child()).isEmpty()) {
                sink.success();
            }
        })::run));
    }
}
