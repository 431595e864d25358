package filbert.config;

import filbert.household.People;
import filbert.household.Person;
import filbert.web.account.Sessions;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;

/** Ends the event streams, and the long answers with a file, of who was signed out or may do other things now: nothing else asks again whether it still may. */
@Component
@Order(SignedOutStreams.ORDER)
final class SignedOutStreams implements WebFilter {
    static final int ORDER = SetUpGate.ORDER + 10;

    private final Sessions sessions;
    private final People people;

    SignedOutStreams(Sessions sessions, People people) {
        this.sessions = sessions;
        this.people = people;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!lasting(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        return exchange.getSession()
                .filter(WebSession::isStarted)
                .map(session -> Mono.firstWithSignal(chain.filter(exchange), sessions.ended(session.getId()), changed(session)))
                .defaultIfEmpty(chain.filter(exchange))
                .flatMap(answer -> answer);
    }

    /** Completes when the one who is signed in there is somebody else by now: in another role, or nobody. */
    private Mono<Void> changed(WebSession session) {
        var id = Sessions.person(session).map(Person::id);
        if (id.isEmpty()) {
            return Mono.never();
        }
        return Mono.create(sink -> {
            var before = people.active(id.get());
            sink.onDispose(people.changed().watch(() -> {
                if (!people.active(id.get()).equals(before)) {
                    sink.success();
                }
            })::run);
        });
    }

    private static boolean lasting(ServerHttpRequest request) {
        return request.getHeaders().getAccept().contains(MediaType.TEXT_EVENT_STREAM) || request.getPath().value().endsWith("/content");
    }
}
