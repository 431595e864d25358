package filbert.config;

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

/** What {@link SignedOutStreams} is to browsers: ends the long answers with a file that go to a token whose person may no longer have them. */
@Component
@Order(DemotedScripts.BEHIND_SECURITY)
final class DemotedScripts implements WebFilter {
    static final int BEHIND_SECURITY = 0;

    private final People people;

    DemotedScripts(People people) {
        this.people = people;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var path = exchange.getRequest().getPath().pathWithinApplication().value();
        if (!path.startsWith("/api/") || !path.endsWith("/content")) {
            return chain.filter(exchange);
        }
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .mapNotNull(Authentication::getPrincipal)
                .ofType(Person.class)
                .map(person -> Mono.firstWithSignal(chain.filter(exchange), demoted(person)))
                .defaultIfEmpty(chain.filter(exchange))
                .flatMap(answer -> answer);
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
