package filbert.config;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.DefaultServerRedirectStrategy;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.savedrequest.ServerRequestCache;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sends strangers to the login page: browsers by a redirect, htmx by its own header, event streams not at all. */
final class SignInFirst implements ServerAuthenticationEntryPoint {
    private static final String LOGIN = "/login";
    private static final String UNKNOWN = "/login?unknown"; // the proxy says who it is, and nobody here is

    private final ServerRequestCache wanted;
    private final WhoAsks who;
    private final DefaultServerRedirectStrategy redirect = new DefaultServerRedirectStrategy();

    /** @param wanted remembers the page, to go there afterwards */
    SignInFirst(ServerRequestCache wanted, WhoAsks who) {
        this.wanted = wanted;
        this.who = who;
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException stranger) {
        var headers = exchange.getRequest().getHeaders();
        var response = exchange.getResponse();
        if (headers.containsHeader("HX-Request")) {
            response.setStatusCode(HttpStatus.UNAUTHORIZED);
            response.getHeaders().set("HX-Redirect", exchange.getRequest().getPath().contextPath().value() + LOGIN);
            return Mono.empty();
        }
        if (headers.getAccept().contains(MediaType.TEXT_EVENT_STREAM)) {
            response.setStatusCode(HttpStatus.UNAUTHORIZED);
            return Mono.empty();
        }
        return wanted.saveRequest(exchange).then(redirect.sendRedirect(exchange, URI.create(who.named(exchange.getRequest()).isPresent() ? UNKNOWN : LOGIN)));
    }
}
