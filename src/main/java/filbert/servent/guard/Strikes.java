package filbert.servent.guard;

import filbert.net.Timeline;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** "So many in so long is too many": remembers the moments of the latest faults of one peer. Not thread-safe. */
public final class Strikes {
    private final Timeline timeline;
    private final long windowNanos;
    private final int tooMany;
    private long @Nullable [] moments; // most peers make no fault
    private int count;

    public Strikes(Timeline timeline, int tooMany, Duration window) {
        this.timeline = timeline;
        this.windowNanos = window.toNanos();
        this.tooMany = tooMany;
    }

    /** @return true when this one makes it too many */
    public boolean strike() {
        var now = timeline.nanos();
        var latest = moments == null ? new long[tooMany] : moments;
        moments = latest;
        latest[count % tooMany] = now;
        count++;
        var oldest = latest[count % tooMany];
        return count >= tooMany && now - oldest <= windowNanos;
    }
}
