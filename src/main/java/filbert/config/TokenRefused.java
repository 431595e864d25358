package filbert.config;

import filbert.household.TooManyTriesException;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tells scripts how to sign in, and those that tried too many wrong tokens when to come back. */
final class TokenRefused implements ServerAuthenticationEntryPoint {
    private final ProblemAnswers problems;
    private final InstantSource clock;

    TokenRefused(ProblemAnswers problems, InstantSource clock) {
        this.problems = problems;
        this.clock = clock;
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException refused) {
        var headers = exchange.getResponse().getHeaders();
        if (refused.getCause() instanceof TooManyTriesException tooMany) {
            var seconds = Duration.between(clock.instant(), tooMany.until()).toSeconds() + 1;
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, seconds)));
            return problems.answer(exchange, HttpStatus.TOO_MANY_REQUESTS, "api.problem.too-many-tokens");
        }
        headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return problems.answer(exchange, HttpStatus.UNAUTHORIZED, "api.problem.token");
    }
}
