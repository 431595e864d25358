package filbert.config;

import filbert.household.AccessTokens;
import filbert.household.Origin;
import filbert.household.TooManyTriesException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Finds out whom a bearer token speaks for. */
final class TokenSignIn implements ReactiveAuthenticationManager {
    private static final String BEARER = "Bearer ";
    private static final int LONGEST = 500;

    private final AccessTokens tokens;
    private final Scheduler scheduler;

    TokenSignIn(AccessTokens tokens, Scheduler scheduler) {
        this.tokens = tokens;
        this.scheduler = scheduler;
    }

    /** The token a request carries, not yet looked at. */
    static Mono<Authentication> token(ServerWebExchange exchange) {
        var origin = Origin.of(exchange.getRequest().getRemoteAddress());
        return Mono.justOrEmpty(text(exchange)).map(token -> UsernamePasswordAuthenticationToken.unauthenticated(origin, token));
    }

    static Optional<String> text(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
    }

    @Override
    public Mono<Authentication> authenticate(Authentication carried) {
        var token = String.valueOf(carried.getCredentials());
        var origin = carried.getPrincipal() instanceof Origin from ? from : Origin.UNKNOWN;
        return Mono.fromCallable(() -> tokens.bearer(token.substring(0, Math.min(token.length(), LONGEST)), origin))
                .subscribeOn(scheduler)
                .onErrorMap(TooManyTriesException.class, tooMany -> new LockedException("no more tries for now", tooMany))
                .filter(found -> token.length() < LONGEST && found.isPresent())
                .map(found -> SignedIn.as(found.get()))
                .switchIfEmpty(Mono.error(() -> new BadCredentialsException("unknown token")));
    }
}
