package filbert.config;

import filbert.household.FirstStart;
import java.net.URI;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Until somebody has an account nothing answers but set-up, what its pages are made of, and the health check. */
@Component
@Order(SetUpGate.ORDER)
final class SetUpGate implements WebFilter {
    static final int ORDER = HostCheck.ORDER + 10;

    private static final List<String> OPEN = List.of("/setup", "/assets", "/preferences", "/actuator/health", "/manifest.webmanifest", "/sw.js", "/offline");

    private final FirstStart firstStart;
    private final ProblemAnswers problems;

    SetUpGate(FirstStart firstStart, ProblemAnswers problems) {
        this.firstStart = firstStart;
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var path = exchange.getRequest().getPath().pathWithinApplication().value();
        if (firstStart.state() != FirstStart.State.ACCOUNT || OPEN.stream().anyMatch(open -> path.equals(open) || path.startsWith(open + "/"))) {
            return chain.filter(exchange);
        }
        if (path.startsWith("/api/") || exchange.getRequest().getMethod() != HttpMethod.GET) {
            return problems.answer(exchange, HttpStatus.SERVICE_UNAVAILABLE, "api.problem.set-up");
        }
        exchange.getResponse().setStatusCode(HttpStatus.SEE_OTHER);
        exchange.getResponse()
                .getHeaders()
                .setLocation(URI.create(exchange.getRequest().getPath().contextPath().value() + "/setup"));
        return Mono.empty();
    }
}
