package filbert.sharing.upload;

import filbert.net.Timeline;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a peer may take to say what it wants. Confined to the link's loop. */
final class Patience {
    static final Duration WHOLE_HEADER = Duration.ofSeconds(90); // 3-transfer, 3.1
    static final Duration BETWEEN_BYTES = Duration.ofSeconds(30); // 3-transfer, 3.12: request timeout

    private final Timeline timeline;
    private final Runnable onTooSlow;
    private Duration untilNext = BETWEEN_BYTES;
    private Timeline.@Nullable Timer idle;
    private Timeline.@Nullable Timer wholeHeader;

    Patience(Timeline timeline, Runnable onTooSlow) {
        this.timeline = timeline;
        this.onTooSlow = onTooSlow;
    }

    /** How long the next request may take to begin. */
    void untilNext(Duration most) {
        untilNext = most;
    }

    /** The next request has to begin. */
    void forNext() {
        waitFor(untilNext);
    }

    /** More of a request has to come. */
    void forRest() {
        waitFor(BETWEEN_BYTES);
        if (wholeHeader == null) {
            wholeHeader = timeline.after(WHOLE_HEADER, onTooSlow);
        }
    }

    private void waitFor(Duration most) {
        if (idle != null) {
            idle.cancel();
        }
        idle = timeline.after(most, onTooSlow);
    }

    /** The request is complete, or nobody waits for one any more. */
    void enough() {
        if (idle != null) {
            idle.cancel();
            idle = null;
        }
        if (wholeHeader != null) {
            wholeHeader.cancel();
            wholeHeader = null;
        }
    }
}
