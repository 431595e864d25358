package filbert.sharing.upload;

import filbert.net.Timeline;
import java.time.Duration;
import java.util.Optional;

/** Trees and the like need no slot; together they get 64 KiB a second (3-transfer, 3.12). Owner only. */
final class SmallThings {
    static final long BYTES_PER_SECOND = 64 * 1024;
    static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    /** What may go out at once after a quiet time. */
    private static final Duration BURST = Duration.ofSeconds(4);

    private final Timeline timeline;
    private long paidUntil;

    SmallThings(Timeline timeline) {
        this.timeline = timeline;
        paidUntil = timeline.nanos();
    }

    /**
     * Books {@code bytes}.
     *
     * @return how long to hold them back; empty, and nothing booked, when that would be too long
     */
    Optional<Duration> waitFor(long bytes) {
        var now = timeline.nanos();
        var start = Math.max(paidUntil, now);
        var wait = Duration.ofNanos(start - now).minus(BURST);
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            return Optional.empty();
        }
        paidUntil = start + bytes * 1_000_000_000L / BYTES_PER_SECOND;
        return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    }
}
