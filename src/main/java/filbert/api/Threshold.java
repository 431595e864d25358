package filbert.api;

import filbert.household.Fetchers;
import filbert.household.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;

/** Lets nobody past whose role is less than the call {@link Least takes}. Runs on event loops: nothing here blocks. */
@ControllerAdvice(basePackageClasses = Threshold.class)
final class Threshold {
    private final Fetchers fetchers;

    Threshold(Fetchers fetchers) {
        this.fetchers = fetchers;
    }

    /** @throws filbert.household.NotAllowedException naming the role */
    @ModelAttribute
    void pass(@AuthenticationPrincipal(errorOnInvalidType = false) @Nullable Person person, ServerWebExchange exchange) {
        if (person != null
                && exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof PathPattern path
                && path.getPatternString().startsWith(OpenApi.ROOT)
                && exchange.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod handler) {
            if (Fetches.Found.on(handler)) {
                fetchers.require(person);
            } else {
                person.require(Least.Found.on(handler));
            }
        }
    }
}
