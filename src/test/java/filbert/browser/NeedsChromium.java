package filbert.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Skips a test class, loudly, where there is no Chromium. Such classes run one after the other, beside all the rest: a browser is mostly waited for. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Chromium.There.class)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("Chromium")
@interface NeedsChromium {}
