package filbert.api;

import filbert.household.Role;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * The least role a call takes, on its method or on all of its controller. Whoever has less is refused by {@link Threshold} before anything of the call is
 * read; {@link OpenApi} tells it from here. What {@code household} allows it still decides by itself.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@interface Least {
    Role value();

    /** How it is found. */
    final class Found {
        private Found() {}

        /** @return an owner's, where nothing is said: something new is open to nobody by mistake */
        static Role on(HandlerMethod handler) {
            var said = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), Least.class);
            var ofAll = said == null ? AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), Least.class) : said;
            return ofAll == null ? Role.OWNER : ofAll.value();
        }
    }
}
