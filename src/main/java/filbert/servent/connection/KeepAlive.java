package filbert.servent.connection;

import java.time.Duration;

/**
 * When a neighbour is to be pinged, and when it is taken for gone (1-connect, 3.8). Anything received proves life. A value to be asked; holds
 * no timer. Times are nanoseconds of the owner's timeline.
 */
final class KeepAlive {
    static final Duration SILENCE_BEFORE_PING = Duration.ofSeconds(30);
    static final Duration SILENCE_BEFORE_CLOSE = Duration.ofMinutes(2);
    static final int UNANSWERED_BEFORE_CLOSE = 3;

    /** What to do now. */
    enum Due {
        NOTHING,
        PING,
        CLOSE
    }

    private final long quietNanos;
    private long heard;
    private long sent;
    private long pinged;
    private int unanswered;

    /** @param quiet after having sent nothing for so long, a ping says that we still live */
    KeepAlive(long now, Duration quiet) {
        quietNanos = quiet.toNanos();
        heard = now;
        sent = now;
        pinged = now;
    }

    void heard(long now) {
        heard = now;
        unanswered = 0;
    }

    void sent(long now) {
        sent = now;
    }

    /** To be acted upon: a ping asked for counts as sent. */
    Due check(long now) {
        var silence = now - heard;
        if (silence >= SILENCE_BEFORE_CLOSE.toNanos() && unanswered >= UNANSWERED_BEFORE_CLOSE) {
            return Due.CLOSE;
        }
        if (now >= nextPing()) {
            pinged = now;
            sent = now;
            unanswered += silence >= SILENCE_BEFORE_PING.toNanos() ? 1 : 0;
            return Due.PING;
        }
        return Due.NOTHING;
    }

    /** How long until {@link #check} may have something to say; never zero. */
    Duration next(long now) {
        var close = heard + SILENCE_BEFORE_CLOSE.toNanos();
        var next = close > now ? Math.min(nextPing(), close) : nextPing();
        return Duration.ofNanos(Math.max(next - now, 1));
    }

    private long nextPing() {
        var silent = Math.max(heard, pinged) + SILENCE_BEFORE_PING.toNanos();
        return Math.min(silent, sent + quietNanos);
    }
}
