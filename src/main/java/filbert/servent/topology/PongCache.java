package filbert.servent.topology;

import filbert.identity.HostAddress;
import filbert.net.Timeline;
import filbert.wire.message.Pong;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fresh pongs of ultrapeers by the hops they came, to answer pings with (1-connect, 6.2). Confined to the owner. */
final class PongCache {
    static final int MOST = 100;
    static final Duration LIFETIME = Duration.ofSeconds(20);
    static final int MOST_HOPS = 4;

    /** @param hops that it had come when it reached us, plus the one to us */
    record Cached(Pong pong, int hops, long at) {}

    private final Timeline timeline;
    private final Map<HostAddress, Cached> pongs = new LinkedHashMap<>();

    PongCache(Timeline timeline) {
        this.timeline = timeline;
    }

    void add(Pong pong, int hops) {
        if (hops > MOST_HOPS) {
            return;
        }
        pongs.remove(pong.host());
        pongs.put(pong.host(), new Cached(pong, hops, timeline.nanos()));
        if (pongs.size() > MOST) {
            pongs.remove(pongs.keySet().iterator().next());
        }
    }

    /** At most so many, of as many different distances as there are. */
    List<Cached> pick(int atMost, HostAddress except) {
        pongs.values().removeIf(cached -> timeline.nanos() - cached.at() > LIFETIME.toNanos());
        var turns = new TreeMap<Integer, Integer>();
        record Turn(int turn, Cached cached) {}
        var inTurn = new ArrayList<Turn>();
        for (var cached : pongs.values()) {
            if (!cached.pong().host().equals(except)) {
                inTurn.add(new Turn(turns.merge(cached.hops(), 1, Integer::sum), cached));
            }
        }
        return inTurn.stream().sorted(Comparator.comparingInt(Turn::turn)).limit(atMost).map(Turn::cached).toList();
    }

    int size() {
        return pongs.size();
    }
}
