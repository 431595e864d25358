package filbert.sharing.upload;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Peers that lost a slot because they hardly used it: they get none for a while, so that they do not simply take it again. Owner only. */
final class Slowpokes {
    static final Duration PAUSE = Duration.ofSeconds(200); // 3-transfer, 3.12: G remembers a host that stalled as long
    static final int REMEMBERED = 1_024;

    private final Map<InetAddress, Long> lostSlotAt = new LinkedHashMap<>();

    void add(InetAddress peer, long nanos) {
        lostSlotAt.remove(peer);
        lostSlotAt.put(peer, nanos);
        if (lostSlotAt.size() > REMEMBERED) {
            lostSlotAt.remove(lostSlotAt.keySet().iterator().next());
        }
    }

    boolean include(InetAddress peer, long nanos) {
        lostSlotAt.values().removeIf(at -> nanos - at >= PAUSE.toNanos());
        return lostSlotAt.containsKey(peer);
    }

    int remembered() {
        return lostSlotAt.size();
    }
}
