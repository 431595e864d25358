package filbert.config;

import java.net.URI;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.savedrequest.CookieServerRequestCache;
import org.springframework.security.web.server.savedrequest.ServerRequestCache;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Remembers in a cookie which page a stranger wanted before signing in: no session for strangers, they could fill the memory with them. Forgets
 * it when that page is asked for, and not, as Spring's own does, with the first answer whatever it is.
 */
final class WantedPage implements ServerRequestCache {
    private final ServerRequestCache cookies = new CookieServerRequestCache();

    @Override
    public Mono<Void> saveRequest(ServerWebExchange exchange) {
        return cookies.saveRequest(exchange);
    }

    @Override
    public Mono<URI> getRedirectUri(ServerWebExchange exchange) {
        return cookies.getRedirectUri(exchange);
    }

    @Override
    public Mono<ServerHttpRequest> removeMatchingRequest(ServerWebExchange exchange) {
        return getRedirectUri(exchange)
                .filter(wanted -> wanted.getPath().equals(exchange.getRequest().getPath().pathWithinApplication().value()))
                .flatMap(_ -> cookies.removeMatchingRequest(exchange));
    }
}
