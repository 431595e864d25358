package filbert.servent.search;

import filbert.net.Timeline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How often the household may begin to search (2-search, 9.1 and 10). Confined to the owner. */
final class StartLimits {
    /** The newest files are asked for once in so long. */
    static final Duration NEWEST_EVERY = Duration.ofMinutes(5); // S-68

    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final int MAX_A_MINUTE = 12; // 2-search, 10
    private static final int MAX_LIVE = 50; // 2-search, 10

    private final Timeline timeline;
    private final Deque<Long> startedLately = new ArrayDeque<>();
    private long newestAskedAt;
    private boolean newestEver;

    StartLimits(Timeline timeline) {
        this.timeline = timeline;
    }

    /**
     * One more is to begin.
     *
     * @param live how many there are
     * @throws UnsearchableException when that is too many
     */
    void one(long live, boolean whatsNew) {
        var now = timeline.nanos();
        if (whatsNew && newestEver && now - newestAskedAt < NEWEST_EVERY.toNanos()) {
            throw new UnsearchableException("new-too-soon", NEWEST_EVERY.minusNanos(now - newestAskedAt));
        }
        while (!startedLately.isEmpty() && now - startedLately.getFirst() >= A_MINUTE.toNanos()) {
            startedLately.removeFirst();
        }
        if (startedLately.size() >= MAX_A_MINUTE) {
            throw new UnsearchableException("too-many-a-minute", A_MINUTE.minusNanos(now - startedLately.getFirst()));
        }
        if (live >= MAX_LIVE) {
            throw new UnsearchableException("too-many-live");
        }
        startedLately.addLast(now);
        if (whatsNew) {
            newestEver = true;
            newestAskedAt = now;
        }
    }
}
