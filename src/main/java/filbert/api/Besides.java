package filbert.api;

import filbert.household.Scope;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A scope that a token needs besides the one of {@link NeededScope}, for some of what the call can do: asked by the call itself, which alone knows;
 * {@link OpenApi} tells it from here.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Besides {
    Scope value();

    /** Completes the sentence "When ...". */
    String when();
}
