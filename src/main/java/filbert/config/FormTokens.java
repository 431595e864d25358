package filbert.config;

import filbert.household.Role;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRequestHandler;
import org.springframework.security.web.server.csrf.XorServerCsrfTokenRequestAttributeHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Where a form carries its CSRF token: in an ordinary field, and beside a file only on the pages that take files and only from the owner, because to find it
 * there the files must be read first. How large a part may be, {@code spring.webflux.multipart} says.
 */
final class FormTokens implements ServerCsrfTokenRequestHandler {
    private static final Set<String> TAKE_FILES = Set.of("/network/lists", "/admin/backup/bring");

    private final XorServerCsrfTokenRequestAttributeHandler fields = new XorServerCsrfTokenRequestAttributeHandler();
    private final XorServerCsrfTokenRequestAttributeHandler besideFiles = new XorServerCsrfTokenRequestAttributeHandler();

    private final WhoAsks who;

    FormTokens(WhoAsks who) {
        this.who = who;
        besideFiles.setTokenFromMultipartDataEnabled(true);
    }

    @Override
    public void handle(ServerWebExchange exchange, Mono<CsrfToken> token) {
        fields.handle(exchange, token);
    }

    @Override
    public Mono<String> resolveCsrfTokenValue(ServerWebExchange exchange, CsrfToken token) {
        var request = exchange.getRequest();
        if (!HttpMethod.POST.equals(request.getMethod()) || !TAKE_FILES.contains(request.getPath().pathWithinApplication().value())) {
            return fields.resolveCsrfTokenValue(exchange, token);
        }
        // tokens are asked for before the security context is there
        var owner = who.of(request).filter(person -> person.role().includes(Role.OWNER)).isPresent();
        return (owner ? besideFiles : fields).resolveCsrfTokenValue(exchange, token);
    }
}
