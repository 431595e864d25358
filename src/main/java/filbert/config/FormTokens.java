package filbert.config;

import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRequestHandler;
import org.springframework.security.web.server.csrf.XorServerCsrfTokenRequestAttributeHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Where a form carries its CSRF token: in an ordinary field, and beside a file only on the page that takes files and only from somebody signed in, because to
 * find it there the files must be read first. How large a part may be, {@code spring.webflux.multipart} says.
 */
final class FormTokens implements ServerCsrfTokenRequestHandler {
    private static final String TAKES_FILES = "/network/lists";

    private final XorServerCsrfTokenRequestAttributeHandler fields = new XorServerCsrfTokenRequestAttributeHandler();
    private final XorServerCsrfTokenRequestAttributeHandler besideFiles = new XorServerCsrfTokenRequestAttributeHandler();

    FormTokens() {
        besideFiles.setTokenFromMultipartDataEnabled(true);
    }

    @Override
    public void handle(ServerWebExchange exchange, Mono<CsrfToken> token) {
        fields.handle(exchange, token);
    }

    @Override
    public Mono<String> resolveCsrfTokenValue(ServerWebExchange exchange, CsrfToken token) {
        var request = exchange.getRequest();
        if (!HttpMethod.POST.equals(request.getMethod()) || !request.getPath().pathWithinApplication().value().equals(TAKES_FILES)) {
            return fields.resolveCsrfTokenValue(exchange, token);
        }
        return signedIn(exchange).flatMap(signedIn -> (signedIn ? besideFiles : fields).resolveCsrfTokenValue(exchange, token));
    }

    /** Tokens are asked for before the security context is there. */
    private static Mono<Boolean> signedIn(ServerWebExchange exchange) {
        return exchange.getSession()
                .map(session -> session.getAttribute(WebSessionServerSecurityContextRepository.DEFAULT_SPRING_SECURITY_CONTEXT_ATTR_NAME)
                                instanceof SecurityContext context
                        && context.getAuthentication() != null
                        && context.getAuthentication().isAuthenticated());
    }
}
