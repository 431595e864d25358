package filbert.config;

import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers that filters give themselves, as problem+json (RFC 9457). */
@Component
final class ProblemAnswers {
    private final JsonMapper json;
    private final MessageSource messages;

    ProblemAnswers(JsonMapper json, MessageSource messages) {
        this.json = json;
        this.messages = messages;
    }

    /** @param key of a message, and the code for scripts */
    Mono<Void> answer(ServerWebExchange exchange, HttpStatus status, String key) {
        return answer(exchange, status, key, Map.of());
    }

    /** @param more members of the problem; the message may speak of their values, in this order */
    Mono<Void> answer(ServerWebExchange exchange, HttpStatus status, String key, Map<String, String> more) {
        var response = exchange.getResponse();
        response.setStatusCode(status);
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        var problem = ProblemDetail.forStatusAndDetail(status, messages.getMessage(key, more.values().toArray(), Locale.ENGLISH));
        problem.setProperty("code", key);
        more.forEach(problem::setProperty);
        var body = json.writeValueAsBytes(problem);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
