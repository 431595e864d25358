package filbert.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/** Calls of this controller that say nothing of a role themselves are for guests as well, if they have a quota: see {@link filbert.household.Fetchers}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Fetches {
    /** How it is found. */
    final class Found {
        private Found() {}

        static boolean on(HandlerMethod handler) {
            return AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), Fetches.class)
                    && !AnnotatedElementUtils.hasAnnotation(handler.getMethod(), Least.class);
        }
    }
}
