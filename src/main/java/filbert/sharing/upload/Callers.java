package filbert.sharing.upload;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many connections each address has and how often it calls. Owner only.
 */
final class Callers {
    static final int MOST_OPEN = 400;
    static final int MOST_OPEN_PER_PEER = 16;
    static final int MOST_HALF_OPEN = 200; // 3-transfer, 3.15: without a complete request yet
    static final int MOST_HALF_OPEN_PER_PEER = 8; // 3-transfer, 3.15
    static final int CALLS = 5; // 1-connect, 2.3: connections of one stranger within WINDOW
    static final Duration WINDOW = Duration.ofSeconds(10);
    static final int REMEMBERED = 4_096;

    enum Welcome {
        COME_IN,
        /** Say so, once. */
        CALLS_TOO_OFTEN,
        /** Close without a word. */
        NO_ROOM
    }

    private static final class Caller {
        private int open;
        private int halfOpen;
        private long windowBegan;
        private int calls;
        private boolean told;
    }

    private final Map<InetAddress, Caller> callers = new LinkedHashMap<>(64, 0.75f, true);
    private int open;
    private int halfOpen;

    /** Somebody is at the door; whoever may come in counts as half open. */
    Welcome arrived(InetAddress peer, boolean stranger, long nanos) {
        var caller = callers.computeIfAbsent(peer, _ -> new Caller());
        forgetOldest();
        if (nanos - caller.windowBegan > WINDOW.toNanos() || caller.calls == 0) {
            caller.windowBegan = nanos;
            caller.calls = 0;
            caller.told = false;
        }
        caller.calls++;
        if (stranger && caller.calls > CALLS) {
            var first = !caller.told;
            caller.told = true;
            return first ? Welcome.CALLS_TOO_OFTEN : Welcome.NO_ROOM;
        }
        if (open >= MOST_OPEN
                || halfOpen >= MOST_HALF_OPEN
                || caller.open >= MOST_OPEN_PER_PEER
                || caller.halfOpen >= MOST_HALF_OPEN_PER_PEER) {
            return Welcome.NO_ROOM;
        }
        open++;
        caller.open++;
        halfOpen++;
        caller.halfOpen++;
        return Welcome.COME_IN;
    }

    /** Those with open connections are kept: they are few, and counted. */
    private void forgetOldest() {
        var oldest = callers.values().iterator();
        while (callers.size() > REMEMBERED && oldest.hasNext()) {
            if (oldest.next().open == 0) {
                oldest.remove();
            }
        }
    }

    /** The first request of a connection is complete. */
    void spoke(InetAddress peer) {
        halfOpen--;
        of(peer).halfOpen--;
    }

    /** A slot was granted: such a call does not count against the caller. */
    void refund(InetAddress peer) {
        var caller = of(peer);
        caller.calls = Math.max(0, caller.calls - 1);
    }

    void left(InetAddress peer, boolean hadSpoken) {
        if (!hadSpoken) {
            spoke(peer);
        }
        open--;
        of(peer).open--;
    }

    int remembered() {
        return callers.size();
    }

    private Caller of(InetAddress peer) {
        var caller = callers.get(peer);
        if (caller == null) {
            throw new IllegalStateException("bug: " + peer.getHostAddress() + " never arrived");
        }
        return caller;
    }
}
