package filbert.servent.connection;

/** Bytes per second over the last ten seconds, told by a growing total. Confined to the owner. */
final class ByteRate {
    private static final int SECONDS = 10;
    private static final long NANOS = 1_000_000_000L;

    private final long[] buckets = new long[SECONDS];
    private final long start;
    private long second;
    private long last;

    ByteRate(long now) {
        start = now;
    }

    void total(long now, long total) {
        advance(now);
        buckets[(int) (second % SECONDS)] += total - last;
        last = total;
    }

    long perSecond(long now) {
        advance(now);
        var sum = 0L;
        for (var bucket : buckets) {
            sum += bucket;
        }
        return sum / SECONDS;
    }

    private void advance(long now) {
        var current = (now - start) / NANOS;
        for (var stale = Math.max(second + 1, current - SECONDS + 1); stale <= current; stale++) {
            buckets[(int) (stale % SECONDS)] = 0;
        }
        second = Math.max(second, current);
    }
}
