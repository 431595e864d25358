package filbert.net.gateway;

import java.time.Duration;

/**
 * Notices from a router's seconds since its start that it has started again and forgotten what it granted. Both documents allow its clock to run
 * a little slow or fast; RFC 6887 looks at both directions, RFC 6886 at one. Not thread-safe.
 */
final class Epoch {
    private static final int TOLERATED_FRACTION = 16; // RFC 6887, 8.5; RFC 6886, 3.6 gives a clock an eighth
    private static final int NAT_PMP_FRACTION = 8;
    private static final long TOLERATED_SECONDS = 2;

    private boolean known;
    private long serverSeconds;
    private long ourNanos;

    /**
     * RFC 6887, 8.5.
     *
     * @param seconds unsigned 32 bits
     * @param nanos our own monotonic clock
     */
    boolean restartedSayingPcp(long seconds, long nanos) {
        var ours = elapsed(nanos);
        var theirs = seconds - serverSeconds;
        var restarted = known
                && (theirs < -1
                        || ours + TOLERATED_SECONDS < theirs - theirs / TOLERATED_FRACTION
                        || theirs + TOLERATED_SECONDS < ours - ours / TOLERATED_FRACTION);
        remember(seconds, nanos);
        return restarted;
    }

    /** RFC 6886, 3.6: earlier by more than two seconds than seven eighths of the time that passed. */
    boolean restartedSayingNatPmp(long seconds, long nanos) {
        var ours = elapsed(nanos);
        var expected = serverSeconds + ours - ours / NAT_PMP_FRACTION;
        var restarted = known && seconds < expected - TOLERATED_SECONDS;
        remember(seconds, nanos);
        return restarted;
    }

    private long elapsed(long nanos) {
        return Duration.ofNanos(nanos - ourNanos).toSeconds();
    }

    private void remember(long seconds, long nanos) {
        known = true;
        serverSeconds = seconds;
        ourNanos = nanos;
    }
}
