package filbert.sharing.mesh;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;

/** How many hosts one peer may name that nobody named before. Owner only. */
final class Newcomers {
    static final int MOST = 20; // 3-transfer, 3.7.2: "at most 20 new entries from one peer per 10 min"
    static final Duration WINDOW = Duration.ofMinutes(10);

    private static final int MOST_PEERS = 2_048; // ours

    private final LinkedHashMap<InetAddress, Count> peers = new LinkedHashMap<>();

    private static final class Count {
        private long since;
        private int named;
    }

    boolean admit(InetAddress peer, long now) {
        var count = peers.computeIfAbsent(peer, _ -> new Count());
        if (peers.size() > MOST_PEERS) {
            peers.pollFirstEntry();
        }
        if (count.named == 0 || now - count.since >= WINDOW.toNanos()) {
            count.since = now;
            count.named = 0;
        }
        if (count.named >= MOST) {
            return false;
        }
        count.named++;
        return true;
    }
}
