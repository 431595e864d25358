package filbert.config;

import filbert.household.People;
import filbert.household.Sessions;
import filbert.web.account.SessionCookie;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
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

    SignedOutStreams(Sessions sessions, People people) {
        this.sessions = sessions;
        this.people = people;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        return lasting(request) && SessionCookie.sent(request)
                ? Mono.firstWithSignal(chain.filter(exchange), otherwise(SessionCookie.secret(request)))
                : chain.filter(exchange);
    }

    /** Completes when whoever is signed in with this now no longer is, or is in another role. */
    private Mono<Void> otherwise(String secret) {
        return Mono.create(sink -> {
            var before = sessions.who(secret);
            Runnable look = () -> {
                if (!sessions.who(secret).equals(before)) {
                    sink.success();
                }
            };
            var ends = List.of(sessions.ended().watch(look), people.changed().watch(look));
            sink.onDispose(() -> ends.forEach(Runnable::run));
        });
    }

    private static boolean lasting(ServerHttpRequest request) {
        return request.getHeaders().getAccept().contains(MediaType.TEXT_EVENT_STREAM) || request.getPath().value().endsWith("/content");
    }
}
