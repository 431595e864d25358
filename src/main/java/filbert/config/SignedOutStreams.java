package filbert.config;

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

/** Ends the event streams, and the long answers with a file, of a session that was signed out: nothing else asks again whether it still may. */
@Component
@Order(SignedOutStreams.ORDER)
final class SignedOutStreams implements WebFilter {
    static final int ORDER = SetUpGate.ORDER + 10;

    private final Sessions sessions;

    SignedOutStreams(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!lasting(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        return exchange.getSession()
                .filter(WebSession::isStarted)
                .map(session -> Mono.firstWithSignal(chain.filter(exchange), sessions.ended(session.getId())))
                .defaultIfEmpty(chain.filter(exchange))
                .flatMap(answer -> answer);
    }

    private static boolean lasting(ServerHttpRequest request) {
        return request.getHeaders().getAccept().contains(MediaType.TEXT_EVENT_STREAM) || request.getPath().value().endsWith("/content");
    }
}
