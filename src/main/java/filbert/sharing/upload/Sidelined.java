package filbert.sharing.upload;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Peers that lost what they had by their own conduct: they get no slot for a while, so that they do not simply take it again. Owner only. */
final class Sidelined {
    static final int REMEMBERED = 1_024;

    private final Duration pause;
    private final Map<InetAddress, Long> since = new LinkedHashMap<>();

    Sidelined(Duration pause) {
        this.pause = pause;
    }

    void add(InetAddress peer, long nanos) {
        since.remove(peer);
        since.put(peer, nanos);
        if (since.size() > REMEMBERED) {
            since.remove(since.keySet().iterator().next());
        }
    }

    boolean include(InetAddress peer, long nanos) {
        since.values().removeIf(at -> nanos - at >= pause.toNanos());
        return since.containsKey(peer);
    }

    int remembered() {
        return since.size();
    }
}
