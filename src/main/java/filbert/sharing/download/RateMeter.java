package filbert.sharing.download;

import java.time.Duration;
import java.util.Arrays;

/** Bytes per second over the last few seconds. Not thread-safe. */
final class RateMeter {
    private static final int SECONDS = 5;
    static final Duration WINDOW = Duration.ofSeconds(SECONDS);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final long[] buckets = new long[SECONDS]; // of whole seconds, newest at newest % SECONDS
    private long newest;

    RateMeter(long now) {
        newest = Math.floorDiv(now, SECOND);
    }

    void count(long now, long bytes) {
        advance(now);
        buckets[Math.floorMod(newest, SECONDS)] += bytes;
    }

    long perSecond(long now) {
        advance(now);
        return Arrays.stream(buckets).sum() / SECONDS;
    }

    private void advance(long now) {
        var second = Math.floorDiv(now, SECOND);
        for (var step = Math.min(SECONDS, second - newest); step > 0; step--) {
            buckets[Math.floorMod(second - step + 1, SECONDS)] = 0;
        }
        newest = Math.max(newest, second);
    }
}
