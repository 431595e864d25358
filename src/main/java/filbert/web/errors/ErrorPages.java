package filbert.web.errors;

import filbert.web.Shells;
import java.util.HashMap;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.webflux.autoconfigure.error.AbstractErrorWebExceptionHandler;
import org.springframework.boot.webflux.error.ErrorAttributes;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;
import reactor.core.publisher.Mono;

/** Answers every error that nobody else did: browsers with a page, scripts with problem+json. What is our fault is logged with its incident. */
@Component
@Order(-1) // in front of Spring's own
final class ErrorPages extends AbstractErrorWebExceptionHandler {
    private final Shells shells;
    private final MessageSource messages;

    ErrorPages(
            ErrorAttributes attributes,
            ApplicationContext context,
            ServerCodecConfigurer codecs,
            ObjectProvider<ViewResolver> viewResolvers,
            Shells shells,
            MessageSource messages) {
        super(attributes, new WebProperties.Resources(), context);
        this.shells = shells;
        this.messages = messages;
        setMessageWriters(codecs.getWriters());
        setMessageReaders(codecs.getReaders());
        setViewResolvers(viewResolvers.orderedStream().toList());
    }

    @Override
    protected RouterFunction<ServerResponse> getRoutingFunction(ErrorAttributes attributes) {
        return RouterFunctions.route(RequestPredicates.accept(MediaType.TEXT_HTML).and(ErrorPages::forPeople), this::page)
                .andRoute(RequestPredicates.all(), this::problem);
    }

    private static boolean forPeople(ServerRequest request) {
        return !request.requestPath().pathWithinApplication().value().startsWith("/api/");
    }

    private Mono<ServerResponse> page(ServerRequest request) {
        var mishap = Mishap.of(getError(request));
        var model = new HashMap<String, Object>();
        model.put("mishap", mishap);
        model.put("incident", request.exchange().getRequest().getId());
        model.put("shell", shells.forStranger(request.exchange()));
        return ServerResponse.status(mishap.status())
                .headers(mishap::tell)
                .contentType(MediaType.TEXT_HTML)
                .render(request.headers().firstHeader("HX-Request") == null ? "error/error" : "error/error :: main", model);
    }

    private Mono<ServerResponse> problem(ServerRequest request) {
        var mishap = Mishap.of(getError(request));
        return ServerResponse.status(mishap.status())
                .headers(mishap::tell)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyValue(problem(mishap.status()));
    }

    /** As the API words it; 404 and 405 have no controller that could. */
    private ProblemDetail problem(HttpStatusCode status) {
        var key = "api.problem.status-" + status.value();
        var problem = ProblemDetail.forStatus(status);
        problem.setDetail(messages.getMessage(key, null, problem.getTitle(), Locale.ENGLISH));
        problem.setProperty("code", key);
        return problem;
    }
}
