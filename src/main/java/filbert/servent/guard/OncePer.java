package filbert.servent.guard;

import filbert.net.Timeline;
import java.time.Duration;
import java.util.LinkedHashMap;

/** Lets each key pass once in so long. Remembers a bounded number of them, the latest. Confined to the owner. */
public final class OncePer<K> {
    private final Timeline timeline;
    private final long spanNanos;
    private final int most;
    private final LinkedHashMap<K, Long> passed = new LinkedHashMap<>();

    public OncePer(Timeline timeline, Duration span, int most) {
        this.timeline = timeline;
        this.spanNanos = span.toNanos();
        this.most = most;
    }

    /** @return false when it has passed less than the span ago */
    public boolean pass(K key) {
        if (recently(key)) {
            return false;
        }
        passed.remove(key);
        passed.put(key, timeline.nanos());
        if (passed.size() > most) {
            passed.pollFirstEntry();
        }
        return true;
    }

    /** Has it passed less than the span ago? */
    public boolean recently(K key) {
        var when = passed.get(key);
        return when != null && timeline.nanos() - when < spanNanos;
    }

    int remembered() {
        return passed.size();
    }
}
