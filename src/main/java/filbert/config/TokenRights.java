package filbert.config;

import filbert.api.NeededScope;
import filbert.household.AccessTokens.Rights;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What a token may be used for and from where: the one place every call of the API passes. */
final class TokenRights implements ReactiveAuthorizationManager<AuthorizationContext> {
    /** A right that this token lacks. */
    static final class LackingException extends AccessDeniedException {
        private static final long serialVersionUID = 1;

        private final String key;
        private final transient Map<String, String> what;

        LackingException(String key, Map<String, String> what) {
            super(key);
            this.key = key;
            this.what = what;
        }
    }

    static Mono<Void> answer(ServerWebExchange exchange, AccessDeniedException denied, ProblemAnswers problems) {
        return denied instanceof LackingException lacking
                ? problems.answer(exchange, HttpStatus.FORBIDDEN, lacking.key, lacking.what)
                : problems.answer(exchange, HttpStatus.FORBIDDEN, "api.problem.status-403");
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> carried, AuthorizationContext context) {
        return carried.filter(Authentication::isAuthenticated)
                .<AuthorizationResult>map(proved -> new AuthorizationDecision(
                        proved.getDetails() instanceof Rights rights && check(rights, context.getExchange().getRequest())))
                .defaultIfEmpty(new AuthorizationDecision(false));
    }

    private static boolean check(Rights rights, ServerHttpRequest request) {
        var caller = request.getRemoteAddress();
        if (!rights.holdsFrom(caller == null ? null : caller.getAddress())) {
            var from = caller == null || caller.getAddress() == null ? "?" : caller.getAddress().getHostAddress();
            throw new LackingException("api.problem.token-network", Map.of("from", from));
        }
        var sufficient = NeededScope.of(request.getMethod(), segments(request.getPath().pathWithinApplication()));
        if (sufficient.stream().noneMatch(rights.scopes()::contains)) {
            throw new LackingException("api.problem.scope", Map.of("missing", sufficient.getFirst().name().toLowerCase(Locale.ROOT)));
        }
        return true;
    }

    /** As controllers are matched: decoded, so that no other spelling leads past. */
    private static List<String> segments(PathContainer path) {
        return path.elements().stream()
                .filter(PathContainer.PathSegment.class::isInstance)
                .map(segment -> ((PathContainer.PathSegment) segment).valueToMatch())
                .toList();
    }
}
