package filbert.web;

import java.util.Locale;
import java.util.Objects;
import org.reactivestreams.Publisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets the threads of a request write figures and dates as its language does. Whoever lets others run what was asked for carries it there. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class TongueOfRequests implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var answer = chain.filter(exchange);
        Publisher<Void> spoken = reader -> Tongue.speak(() -> tongue(exchange), () -> answer.subscribe(reader));
        return Mono.from(spoken);
    }

    private static Locale tongue(ServerWebExchange exchange) {
        return Objects.requireNonNullElse(exchange.getLocaleContext().getLocale(), Locale.ENGLISH);
    }
}
