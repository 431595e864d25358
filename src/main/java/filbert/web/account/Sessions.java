package filbert.web.account;

import filbert.household.Person;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.InMemoryWebSessionStore;
import org.springframework.web.server.session.WebSessionManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Who is signed in where. */
@Component
public final class Sessions {
    private static final String CONTEXT = WebSessionServerSecurityContextRepository.DEFAULT_SPRING_SECURITY_CONTEXT_ATTR_NAME;

    private final InMemoryWebSessionStore store;
    private final Sinks.Many<String> ended = Sinks.many().multicast().directBestEffort();

    Sessions(WebSessionManager manager) {
        this.store = (InMemoryWebSessionStore) ((DefaultWebSessionManager) manager).getSessionStore();
    }

    /** Signs the person out everywhere but here. Blocks. */
    void endOthers(Person person, ServerWebExchange here) {
        here.getSession()
                .flatMapMany(own -> Flux.fromIterable(store.getSessions().values()).filter(session -> !session.getId().equals(own.getId())))
                .filter(session -> belongsTo(session, person))
                .flatMap(this::end)
                .then()
                .block();
    }

    /** Signs out whoever asks. */
    public Mono<Void> end(ServerWebExchange here) {
        return here.getSession().flatMap(this::end);
    }

    private Mono<Void> end(WebSession session) {
        var id = session.getId();
        return session.invalidate().doFinally(_ -> {
            synchronized (ended) {
                ended.tryEmitNext(id);
            }
        });
    }

    /** Completes when somebody signs out of this session, or is signed out of it. */
    public Mono<Void> ended(String id) {
        return ended.asFlux().filter(id::equals).next().then();
    }

    private static boolean belongsTo(WebSession session, Person person) {
        return person(session).filter(signedIn -> signedIn.id() == person.id()).isPresent();
    }

    /** Who signed in there. */
    public static Optional<Person> person(WebSession session) {
        return session.getAttribute(CONTEXT) instanceof SecurityContext context
                        && context.getAuthentication() instanceof Authentication proved
                        && proved.getPrincipal() instanceof Person signedIn
                ? Optional.of(signedIn)
                : Optional.empty();
    }
}
