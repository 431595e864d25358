package filbert.config;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * None of the parts in {@link Vitals} has parts of its own. Spring Boot (4.1, {@code HealthEndpointSupport.getContributor}) takes it for a mistake of the program, and answers
 * 500, when somebody asks for a part of a part that does not exist.
 */
final class FlatHealth implements WebFilter {
    private static final String PARTS = "/actuator/health/";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var path = exchange.getRequest().getPath().pathWithinApplication().value();
        return path.startsWith(PARTS) && path.indexOf('/', PARTS.length()) >= 0 ? Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND)) : chain.filter(exchange);
    }
}
