package filbert.servent.guard;

import filbert.net.Timeline;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often each address calls. Remembers the {@value #MOST_ADDRESSES} latest callers. Any thread. */
public final class CallRate {
    static final int MOST_ADDRESSES = 4_096;

    /** What a caller gets. */
    public enum Answer {
        WELCOME,
        /** Once too often: tell it. */
        TOLD_OFF,
        /** It was told already: close without a word. */
        IGNORED
    }

    private static final class Caller {
        final Deque<Long> calls = new ArrayDeque<>();
        boolean told;
    }

    private final Timeline timeline;
    private final int most;
    private final long windowNanos;
    private final Map<InetAddress, Caller> callers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Caller> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    /** At most {@code most} calls of one address within {@code window}. */
    public CallRate(Timeline timeline, int most, Duration window) {
        this.timeline = timeline;
        this.most = most;
        this.windowNanos = window.toNanos();
    }

    public synchronized Answer call(InetAddress from) {
        var now = timeline.nanos();
        var caller = callers.computeIfAbsent(from, _ -> new Caller());
        while (!caller.calls.isEmpty() && now - caller.calls.getFirst() >= windowNanos) {
            caller.calls.removeFirst();
        }
        if (caller.calls.size() < most) {
            caller.calls.addLast(now);
            caller.told = false;
            return Answer.WELCOME;
        }
        if (caller.told) {
            return Answer.IGNORED;
        }
        caller.told = true;
        return Answer.TOLD_OFF;
    }

    synchronized int remembered() {
        return callers.size();
    }
}
