package filbert.servent.guard;

import filbert.net.Timeline;
import java.time.Duration;

/** "So many in so long is too many": remembers the moments of the latest faults of one peer. Not thread-safe. */
public final class Strikes {
    private final Timeline timeline;
    private final long windowNanos;
    private final long[] moments;
    private int count;

    public Strikes(Timeline timeline, int tooMany, Duration window) {
        this.timeline = timeline;
        this.windowNanos = window.toNanos();
        this.moments = new long[tooMany];
    }

    /** @return true when this one makes it too many */
    public boolean strike() {
        var now = timeline.nanos();
        moments[count % moments.length] = now;
        count++;
        var oldest = moments[count % moments.length];
        return count >= moments.length && now - oldest <= windowNanos;
    }
}
