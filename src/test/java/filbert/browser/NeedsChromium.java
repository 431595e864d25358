package filbert.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Skips a test class, loudly, where there is no Chromium. Such classes run one after the other, beside all the rest: a browser is mostly waited for.
 * None of them may run the whole program in this process: as it ends, it ends the web loops of every other one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Chromium.There.class)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("Chromium")
@interface NeedsChromium {}
