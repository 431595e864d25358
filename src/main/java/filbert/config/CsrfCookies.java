package filbert.config;

import org.jspecify.annotations.Nullable;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Keeps CSRF tokens in a cookie, not in a session: strangers who look at the login page leave nothing behind here. Where the page came by https, or a
 * listed proxy says so, the cookie goes that way only; Spring's own looks at this server's TLS alone.
 */
final class CsrfCookies implements ServerCsrfTokenRepository {
    private final CookieServerCsrfTokenRepository plain = new CookieServerCsrfTokenRepository();
    private final CookieServerCsrfTokenRepository secure = new CookieServerCsrfTokenRepository();

    CsrfCookies() {
        plain.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Lax").secure(false));
        secure.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Lax").secure(true));
    }

    private CookieServerCsrfTokenRepository fit(ServerWebExchange exchange) {
        return "https".equalsIgnoreCase(exchange.getRequest().getURI().getScheme()) ? secure : plain;
    }

    @Override
    public Mono<CsrfToken> generateToken(ServerWebExchange exchange) {
        return fit(exchange).generateToken(exchange);
    }

    @Override
    public Mono<Void> saveToken(ServerWebExchange exchange, @Nullable CsrfToken token) {
        return fit(exchange).saveToken(exchange, token);
    }

    @Override
    public Mono<CsrfToken> loadToken(ServerWebExchange exchange) {
        return fit(exchange).loadToken(exchange);
    }
}
