package filbert.sharing.download;

import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How fast a source is, in bytes per second, as measured from request to request. Owner only. */
final class Pace {
    private static final long SURE = Duration.ofSeconds(3).toNanos(); // ours: before, nobody can tell
    private static final long LONG_ENOUGH = RateMeter.WINDOW.toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long SHORTEST = Duration.ofMillis(1).toNanos();
    private static final long TELLING = 16 * 1024; // ours: fewer bytes say nothing

    private @Nullable RateMeter meter; // of those who ever brought anything
    private long askedAt;
    private long brought; // since then
    private long measured = -1; // of the replies before; the last ones count most

    /** It was asked for a range. */
    void asked(long now) {
        askedAt = now;
        brought = 0;
    }

    void brought(long now, long bytes) {
        if (meter == null) {
            meter = new RateMeter(now);
        }
        meter.count(now, bytes);
        brought += bytes;
    }

    /** The reply has ended. */
    void ended(long now) {
        if (brought >= TELLING) {
            var rate = perSecond(now);
            measured = measured < 0 ? rate : (measured + rate) / 2;
        }
        brought = 0;
    }

    /** What people see. */
    long shown(long now) {
        return meter == null ? 0 : meter.perSecond(now);
    }

    /** What may be expected of it when it is asked next; empty when it never brought anything worth the name. */
    OptionalLong expected() {
        return measured < 0 ? OptionalLong.empty() : OptionalLong.of(measured);
    }

    /** Of the reply under way; empty when it is too young to tell. */
    OptionalLong current(long now) {
        var since = now - askedAt;
        if (since < SURE) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(since < LONG_ENOUGH ? perSecond(now) : shown(now));
    }

    private long perSecond(long now) {
        return (long) ((double) brought * SECOND / Math.max(SHORTEST, now - askedAt));
    }
}
