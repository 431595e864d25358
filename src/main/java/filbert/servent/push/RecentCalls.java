package filbert.servent.push;

import filbert.net.Timeline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Allows something so many times within a while for each key; remembers a bounded number of keys, forgetting the one unused longest. Owner only. */
final class RecentCalls<K> {
    private static final int MAX_KEYS = 4_096;

    private final Timeline timeline;
    private final int most;
    private final long whileNanos;
    private final LinkedHashMap<K, Deque<Long>> calls = new LinkedHashMap<>(16, 0.75f, true);

    RecentCalls(Timeline timeline, int most, Duration within) {
        this.timeline = timeline;
        this.most = most;
        this.whileNanos = within.toNanos();
    }

    /** Counts one call, unless there were enough lately. */
    boolean allow(K key) {
        var now = timeline.nanos();
        var times = calls.computeIfAbsent(key, _ -> new ArrayDeque<>(most));
        while (!times.isEmpty() && now - times.getFirst() >= whileNanos) {
            times.removeFirst();
        }
        if (calls.size() > MAX_KEYS) {
            calls.pollFirstEntry();
        }
        if (times.size() >= most) {
            return false;
        }
        times.addLast(now);
        return true;
    }

    Map<K, Deque<Long>> remembered() {
        return calls;
    }
}
