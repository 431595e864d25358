package filbert.servent.outofband;

import filbert.net.Timeline;
import filbert.servent.guard.OncePer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;

/**
 * How many offers may stand unclaimed with one address. Who lets more go unanswered within a minute hears nothing for ten (2-search, 7.3): it
 * may well be somebody else's address. Confined to the owner.
 */
final class Patience {
    static final int MOST_UNCLAIMED = 25;
    static final int MOST_CLAIMED = 100; // ours, in a minute: a claim may be forged, and the hits then go to somebody who asked nothing
    static final int MOST_ADDRESSES = 2_048;
    static final Duration IGNORED = Duration.ofMinutes(10);

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private record Standing(long since, int unclaimed, int claimed) {}

    private final Timeline timeline;
    private final OncePer<InetAddress> ignored;
    private final LinkedHashMap<InetAddress, Standing> standing = new LinkedHashMap<>();

    Patience(Timeline timeline) {
        this.timeline = timeline;
        this.ignored = new OncePer<>(timeline, IGNORED, MOST_ADDRESSES);
    }

    /** @return false for one too many */
    boolean offer(InetAddress to) {
        if (ignored.recently(to)) {
            return false;
        }
        var now = timeline.nanos();
        var before = standing.remove(to);
        var after = before == null || now - before.since() >= A_MINUTE.toNanos()
                ? new Standing(now, 1, 0)
                : new Standing(before.since(), before.unclaimed() + 1, before.claimed());
        if (after.unclaimed() > MOST_UNCLAIMED) {
            ignored.pass(to);
            return false;
        }
        standing.put(to, after);
        if (standing.size() > MOST_ADDRESSES) {
            standing.pollFirstEntry();
        }
        return true;
    }

    /** One of the offers is wanted. @return false for one too many within the minute */
    boolean claimed(InetAddress by) {
        var now = standing.get(by);
        if (now == null) {
            return false; // forgotten since: nothing stands open
        }
        if (now.claimed() >= MOST_CLAIMED) {
            return false;
        }
        standing.put(by, new Standing(now.since(), Math.max(0, now.unclaimed() - 1), now.claimed() + 1));
        return true;
    }

    int remembered() {
        return standing.size();
    }
}
