package filbert.servent.bootstrap;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How looking for hosts stands: immutable.
 *
 * @param asked and {@code answered} of the sources, within the last hour
 * @param nextAsk when the next source may be asked; null when there is none
 */
public record BootstrapView(Step step, int asked, int answered, List<HostSource> sources, @Nullable Instant nextAsk) {
    public static final BootstrapView OUTSIDE = new BootstrapView(Step.ENOUGH, 0, 0, List.of(), null);

    /** What is being done to find hosts. */
    public enum Step {
        /** Nothing: there are links enough, or it is too early to ask anybody. */
        ENOUGH,
        /** UDP host caches have been asked. */
        UDP,
        /** A web cache has been asked. */
        WEB,
        /** Everybody was asked within the hour. */
        WAITING,
        /** There is nobody to ask. */
        NOBODY
    }
}
