package filbert.sharing.mesh;

import filbert.identity.Guid;
import filbert.wire.header.PushEndpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Those who have one content and can only be pushed. Owner only. */
final class PushLocations {
    static final int MOST = 32; // ours, per file: a part of what may be called

    private final LinkedHashMap<Guid, Known> known = new LinkedHashMap<>();

    /** @param mark 0 for hearsay */
    private record Known(PushEndpoint endpoint, long since, long mark) {}

    /** @return false when it is known, or there are too many */
    boolean add(PushEndpoint endpoint, long now) {
        forgetOld(now);
        return known.size() < MOST && known.putIfAbsent(endpoint.servent(), new Known(endpoint, now, 0)) == null;
    }

    void good(PushEndpoint endpoint, long now, long mark) {
        var before = known.remove(endpoint.servent());
        if (before == null && known.size() >= MOST) {
            known.pollFirstEntry();
        }
        known.put(endpoint.servent(), new Known(endpoint, now, before == null || before.mark == 0 ? mark : before.mark));
    }

    /** It speaks of itself, and takes no place of a good one. */
    void announced(PushEndpoint endpoint, long now, long mark) {
        if (known.containsKey(endpoint.servent()) || known.size() < MOST || forgetsHearsay()) {
            good(endpoint, now, mark);
        }
    }

    private boolean forgetsHearsay() {
        var oldest = known.entrySet().stream().filter(each -> each.getValue().mark == 0).findFirst();
        oldest.map(Map.Entry::getKey).ifPresent(known::remove);
        return oldest.isPresent();
    }

    boolean has(Guid servent, long now) {
        forgetOld(now);
        return known.containsKey(servent);
    }

    void bad(Guid servent) {
        known.remove(servent);
    }

    /** Good ones, newest first, that became so behind this mark. */
    List<PushEndpoint> good(long now, long behind, int atMost) {
        forgetOld(now);
        var good = new ArrayList<PushEndpoint>();
        for (var each : known.sequencedValues().reversed()) {
            if (good.size() < atMost && each.mark > behind) {
                good.add(each.endpoint);
            }
        }
        return good;
    }

    private void forgetOld(long now) {
        known.values().removeIf(each -> now - each.since >= Mesh.LIFE.toNanos());
    }
}
