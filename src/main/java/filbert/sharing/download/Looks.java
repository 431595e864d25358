package filbert.sharing.download;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When one download last looked for more sources, and when it may again by itself: the longer in vain, the more rarely. Owner only. */
final class Looks {
    static final Duration FIRST = Duration.ofHours(1); // ours: after so long without anybody to fetch from
    static final Duration LONGEST = Duration.ofDays(7); // ours
    private static final int MAX_DOUBLINGS = 8;

    private @Nullable Instant last;
    private int inVain; // looks in a row after which nobody sent anything
    private int found; // sources, by the last one
    private boolean sought; // waits for its turn, having come without a source
    private long since; // nanos: of the last one, or when waiting began

    /** @param added when waiting began, for one that has never looked */
    Looks(DownloadView.Looking stored, Instant added, boolean sought, Engine engine) {
        last = stored.last();
        inVain = stored.inVain();
        this.sought = sought;
        since = engine.now() - engine.nanosSince(last == null ? added : last, LONGEST);
    }

    boolean sought() {
        return sought;
    }

    void sought(boolean now) {
        sought = now;
    }

    void looked(Engine engine) {
        last = engine.clock().instant();
        since = engine.now();
        inVain++;
    }

    void lookingAnew() {
        found = 0;
    }

    void found(int more) {
        found += more;
    }

    /** Somebody sends: there is no reason to look. */
    void served(long now) {
        inVain = 0;
        since = now;
    }

    /** Has it looked within this time? */
    boolean lately(Duration span, long now) {
        return last != null && now - since < span.toNanos();
    }

    int inVain() {
        return inVain;
    }

    /** Nanos: not before. */
    long dueAt() {
        var wait = FIRST.multipliedBy(1L << Math.min(MAX_DOUBLINGS, inVain));
        return since + (wait.compareTo(LONGEST) < 0 ? wait : LONGEST).toNanos();
    }

    DownloadView.Looking view(@Nullable Instant next) {
        return new DownloadView.Looking(last, inVain, found, next);
    }
}
