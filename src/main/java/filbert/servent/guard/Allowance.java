package filbert.servent.guard;

import filbert.net.Timeline;
import java.time.Duration;

/** A token bucket: {@code burst} at once, then one per {@code every}. Not thread-safe. */
public final class Allowance {
    private final Timeline timeline;
    private final long everyNanos;
    private final long burstNanos;
    private long usedUntil;

    public Allowance(Timeline timeline, int burst, Duration every) {
        this.timeline = timeline;
        this.everyNanos = every.toNanos();
        this.burstNanos = everyNanos * burst;
        this.usedUntil = timeline.nanos();
    }

    /** @return false when there is nothing left at the moment */
    public boolean take() {
        var now = timeline.nanos();
        var next = (usedUntil - now > 0 ? usedUntil : now) + everyNanos;
        if (next - now > burstNanos) {
            return false;
        }
        usedUntil = next;
        return true;
    }
}
