package filbert.net;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;

/** What it costs to ask the bucket before something leaves: without a limit, as on most machines all the time, and with one that is never reached. */
final class TokenBucketBench {
    private static final int CALLS = 10_000_000;
    private static final int ROUNDS = 9;
    private static final int MESSAGE = 100; // bytes

    /** Nobody waits here. */
    private static final Timeline CLOCK = new Timeline() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            throw new IllegalStateException("bug: somebody waits");
        }
    };

    public static void main(String[] none) {
        measure("without a limit", 0);
        measure("below a limit", 1L << 40);
    }

    private static void measure(String what, long rate) {
        var bucket = new TokenBucket(CLOCK);
        bucket.rate(rate);
        var place = bucket.place(() -> {});
        var least = Long.MAX_VALUE;
        for (var round = 0; round < ROUNDS; round++) {
            pause(rate);
            var began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (var i = 0; i < CALLS; i++) {
                if (place.take(Precedence.CONTROL, MESSAGE) != MESSAGE) {
                    throw new IllegalStateException("bug: refused below the limit");
                }
            }
            least = Math.min(least, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began);
        }
        System.out.printf(Locale.ROOT, "%s: %.1f ns of CPU for each take%n", what, least / (double) CALLS);
    }

    /** A new limit begins with an empty bucket. */
    private static void pause(long rate) {
        var until = System.nanoTime() + (rate == 0 ? 0 : Duration.ofMillis(100).toNanos());
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }
}
