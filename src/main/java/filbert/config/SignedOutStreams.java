package filbert.config;

import filbert.household.People;
import filbert.household.Sessions;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Ends the event streams, and the long answers with a file, of who was signed out or may do other things now: nothing else asks again whether it still may. */
@Component
@Order(SignedOutStreams.ORDER)
final class SignedOutStreams implements WebFilter {
    static final int ORDER = SetUpGate.ORDER + 10;

    private final Sessions sessions;
    private final People people;
    private final WhoAsks who;

    SignedOutStreams(Sessions sessions, People people, WhoAsks who) {
        this.who = who;
        this.sessions = sessions;
        this.people = people;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        return lasting(request) && who.of(request).isPresent()
                ? Mono.firstWithSignal(chain.filter(exchange), otherwise(request))
                : chain.filter(exchange);
    }

    /** Completes when whoever asks is signed in no longer, or in another role. */
    private Mono<Void> otherwise(ServerHttpRequest request) {
        return Mono.create(sink -> {
            var before = who.of(request);
            Runnable look = () -> {
                if (!who.of(request).equals(before)) {
                    sink.success();
                }
            };
            var ends = List.of(sessions.ended().watch(look), people.changed().watch(look));
            sink.onDispose(() -> ends.forEach(Runnable::run));
        });
    }

    /** By what is asked for: what the caller says it accepts would be a way round. */
    private static boolean lasting(ServerHttpRequest request) {
        var path = request.getPath().value();
        return path.endsWith("/events") || path.endsWith("/content");
    }
}
