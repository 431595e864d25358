package filbert.servent.routing;

import filbert.identity.Guid;
import filbert.net.Timeline;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.random.RandomGenerator;

/**
 * What was seen and where it came from: queries and pushes by message GUID, servents by the GUID that ends their hits (1-connect, 1.5).
 * Confined to the owner.
 */
final class WaysBack {
    private static final Duration LIFETIME = Duration.ofMinutes(10); // 1-connect, 1.5
    private static final int QUERY_CHUNKS = 48; // 196,608 entries: "10 min, 200 k entries" (2-search, 10)
    private static final int PUSH_CHUNKS = 4;
    private static final int MOST_DISGUISED = 4_096; // ours: as many as leaves may have under way, four times over
    private static final int SERVENT_CHUNKS = 12;

    // Queries that differ only where out-of-band proxies write their address are one: bytes 0-3 and 13-14 (2-search, 7.4)
    private static final long HIGH_MASK = 0x0000_0000_FFFF_FFFFL;
    private static final long LOW_MASK = 0xFFFF_FFFF_FF00_00FFL;

    final GuidTable queries;
    final GuidTable pushes;
    final GuidTable servents;

    /** Leaves' queries that went out in our name: what they are called out there, and here. The eldest goes when there are too many. */
    private final LinkedHashMap<Guid, Guid> disguised = new LinkedHashMap<>();

    WaysBack(Timeline timeline, RandomGenerator random) {
        queries = new GuidTable(timeline, LIFETIME, QUERY_CHUNKS, random.nextLong(), HIGH_MASK, LOW_MASK);
        pushes = new GuidTable(timeline, LIFETIME, PUSH_CHUNKS, random.nextLong());
        servents = new GuidTable(timeline, LIFETIME, SERVENT_CHUNKS, random.nextLong());
    }

    void disguise(Guid outThere, Guid here) {
        disguised.remove(outThere);
        disguised.put(outThere, here);
        if (disguised.size() > MOST_DISGUISED) {
            disguised.pollFirstEntry();
        }
    }

    boolean isDisguised(Guid query) {
        return disguised.containsKey(query);
    }

    /** What a query is called here. */
    Guid plain(Guid query) {
        return disguised.getOrDefault(query, query);
    }

    /** A hit of this servent came from {@code peer}, over so many hops: pushes to it go there. The latest hit is right. */
    void learnServent(Guid servent, Peer peer, int hops) {
        var known = servents.find(servent.high(), servent.low());
        var entry = known == GuidTable.NONE
                ? servents.add(servent.high(), servent.low(), peer)
                : servents.renew(known);
        servents.origin(entry, peer);
        servents.notes(entry, hops);
    }
}
