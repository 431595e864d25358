package filbert.servent.routing;

import filbert.servent.topology.Self;
import filbert.wire.message.Header;
import filbert.wire.message.Limits;
import filbert.wire.message.MalformedMessageException;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Query;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A query is answered once, and, by an ultrapeer, passed on as it came: to leaves whose table has its words whatever its TTL, to ultrapeers
 * while its TTL lasts, the last hop by their tables (1-connect, 1.4; 2-search, 4.5 and 10); one for the newest files goes its own way
 * ({@link WhatsNew}). A leaf's goes to ultrapeers by way of
 * {@link LeafQueries}. Confined to the owner.
 */
final class QueryRouting {
    private static final int MAX_SUM = 4; // TTL and hops: 1-connect, 1.4; S-66
    private static final int MAX_SUM_WHEN_GENERAL = 3; // 2-search, 10

    private final Self self;
    private final Neighbourhood neighbourhood;
    private final Drops drops;
    private final QueryListener listener;
    private final LeafQueries leafQueries;
    private final PassingWindow window;
    private final QueryGlance glance = new QueryGlance();
    private final QueryRelay relay = new QueryRelay();
    private final WhatsNew whatsNew;

    QueryRouting(Self self, Neighbourhood neighbourhood, Drops drops, QueryListener listener, LeafQueries leafQueries, PassingWindow window) {
        this.self = self;
        this.neighbourhood = neighbourhood;
        this.drops = drops;
        this.listener = listener;
        this.leafQueries = leafQueries;
        this.window = window;
        this.whatsNew = neighbourhood.whatsNew();
    }

    void received(Peer from, Header held, ByteBuf payload) {
        var reason = route(from, held, payload);
        if (reason != null) {
            drops.count(Header.QUERY, reason);
        }
    }

    private Drops.@Nullable Reason route(Peer from, Header held, ByteBuf payload) {
        if (from.neighbour.isLeaf() && held.hops() > 1) {
            return Drops.Reason.RELAYED; // leaves have nobody to relay for
        }
        if (!from.queries.take()) {
            return Drops.Reason.TOO_MANY;
        }
        if (!glance.read(payload)) {
            from.neighbour.malformed(held, "query of " + payload.readableBytes() + " bytes without flags or a text that ends");
            return null;
        }
        var guid = held.guid();
        var ofLeaf = from.neighbour.isLeaf() ? decode(from, held, payload) : null;
        if (from.neighbour.isLeaf() && ofLeaf == null) {
            return null;
        }
        if (ofLeaf != null && ReturnAddress.isAstray(guid, ofLeaf, from.neighbour.address(), self.address())) {
            return Drops.Reason.ASTRAY;
        }
        var queries = neighbourhood.ways().queries;
        var known = queries.find(guid.high(), guid.low());
        if (known != GuidTable.NONE) {
            return extend(from, known, held, payload);
        }
        var entry = queries.add(guid.high(), guid.low(), from);
        queries.notes(entry, QueryNotes.withTtl(0, held.ttl()));
        window.passes(from, held, payload);
        if (!answer(from, held, payload) || !self.ultrapeer()) {
            return null;
        }
        var refused = refusal(payload);
        if (refused == null) {
            relay.prepare(from, from, held, payload);
            relay.toLeaves(glance.firewalled());
            if (glance.whatsNew()) {
                whatsNew.eachLeaf(relay);
                toUltrapeers();
                return null;
            }
            neighbourhood.tables().eachLeaf(glance.hashes(), relay);
            if (ofLeaf != null) {
                relay.done();
                leafQueries.asked(from.neighbour, held, payload, ofLeaf, farthest(held.hops()));
            } else {
                toUltrapeers();
            }
        }
        return refused;
    }

    /** @return null for a malformed one, which is counted */
    private static @Nullable Query decode(Peer from, Header held, ByteBuf payload) {
        try {
            return MessageCodec.decode(Header.QUERY, payload.duplicate()) instanceof Query query ? query : null;
        } catch (MalformedMessageException malformed) {
            from.neighbour.malformed(held, String.valueOf(malformed.getMessage()));
            return null;
        }
    }

    private int farthest(int hops) {
        return (glance.isVeryGeneral() ? MAX_SUM_WHEN_GENERAL : MAX_SUM) - hops;
    }

    /** @return false for what nobody should be bothered with */
    private boolean answer(Peer from, Header held, ByteBuf payload) {
        var start = payload.readerIndex();
        try {
            listener.asked(from.neighbour, held, payload);
            return true;
        } catch (MalformedMessageException malformed) {
            from.neighbour.malformed(held, String.valueOf(malformed.getMessage()));
            return false;
        } finally {
            payload.readerIndex(start);
        }
    }

    private Drops.@Nullable Reason refusal(ByteBuf payload) {
        if (payload.readableBytes() > Limits.QUERY_TO_FORWARD) {
            return Drops.Reason.TOO_LONG;
        }
        return glance.hashes().isEmpty() && !glance.whatsNew() ? Drops.Reason.NOTHING_TO_MATCH : null;
    }

    /**
     * A query seen before. When its first copy came with its TTL used up, it was a probe: a copy that reaches farther goes to ultrapeers, who
     * did not have it, and to nobody else (2-search, 10).
     */
    private Drops.@Nullable Reason extend(Peer from, int known, Header held, ByteBuf payload) {
        var queries = neighbourhood.ways().queries;
        var notes = queries.notes(known);
        var origin = queries.origin(known);
        if (!self.ultrapeer()
                || held.ttl() == 0
                || QueryNotes.ttl(notes) > 0
                || !queries.isExactly(known, held.guid().high(), held.guid().low())
                || !(origin instanceof Peer first)
                || refusal(payload) != null) {
            if (origin == from && held.ttl() <= QueryNotes.ttl(notes) && queries.isExactly(known, held.guid().high(), held.guid().low())) {
                from.repeated();
            }
            return Drops.Reason.DUPLICATE;
        }
        queries.notes(known, QueryNotes.withTtl(notes, held.ttl()));
        relay.prepare(from, first, held, payload);
        toUltrapeers();
        return null;
    }

    private void toUltrapeers() {
        var most = Math.min(relay.ttl(), farthest(relay.hops()));
        if (glance.whatsNew()) {
            whatsNew.toUltrapeers(relay, most);
            relay.done();
            return;
        }
        if (most <= 0) {
            relay.done();
            return;
        }
        var lastHop = false;
        for (var to : neighbourhood.ultrapeers()) {
            var ttl = Math.min(most, to.maxTtl());
            if (ttl > 1 || to.table == null) {
                relay.to(to, ttl);
            } else {
                lastHop = true;
            }
        }
        if (lastHop) {
            relay.onLastHopOf(most);
            neighbourhood.tables().eachUltrapeer(glance.hashes(), relay);
        }
        relay.done();
    }
}
