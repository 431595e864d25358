package filbert.sharing.mesh;

import filbert.identity.HostAddress;
import java.util.LinkedHashMap;

/** Hosts that said of themselves that they speak TLS; of more than {@link #MOST} the latest. Owner only. */
final class Encrypted {
    static final int MOST = 4_096; // ours

    private final LinkedHashMap<HostAddress, Long> since = new LinkedHashMap<>(16, 0.75f, true); // nanos

    void add(HostAddress host, long now) {
        since.put(host, now);
        if (since.size() > MOST) {
            since.pollFirstEntry();
        }
    }

    boolean has(HostAddress host, long now) {
        var said = since.get(host);
        return said != null && now - said < Mesh.LIFE.toNanos();
    }
}
