package filbert.servent.bootstrap;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How looking for hosts stands: immutable.
 *
 * @param asked and {@code answered} of the sources, within the last hour
 * @param nextAsk when the next source may be asked; null when there is none
 * @param local null unless servents of the local network are looked for
 */
public record BootstrapView(Step step, int asked, int answered, List<HostSource> sources, @Nullable Instant nextAsk, @Nullable Local local) {
    public static final BootstrapView OUTSIDE = new BootstrapView(Step.ENOUGH, 0, 0, List.of(), null);

    /** Where the local network is not looked at. */
    public BootstrapView(Step step, int asked, int answered, List<HostSource> sources, @Nullable Instant nextAsk) {
        this(step, asked, answered, sources, nextAsk, null);
    }

    public BootstrapView with(Local neighbourhood) {
        return new BootstrapView(step, asked, answered, sources, nextAsk, neighbourhood);
    }

    /**
     * How looking around on the local network goes.
     *
     * @param trouble why it is not done, in the system's words; empty when it is
     * @param found servents that answered or announced themselves
     * @param asked when everybody was last asked; null before that
     */
    public record Local(boolean joined, String trouble, int found, @Nullable Instant asked) {}

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
