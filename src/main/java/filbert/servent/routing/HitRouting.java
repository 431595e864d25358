package filbert.servent.routing;

import filbert.identity.Guid;
import filbert.servent.topology.Self;
import filbert.wire.message.Header;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Hits go back the way their query came and to nobody else (1-connect, 1.5; 2-search, 10). Confined to the owner.
 */
final class HitRouting {
    private static final int SHORTEST = 27; // 2-search, 3.1
    private static final int LONGEST_RELAYED = 16_384; // 2-search, 3.1
    private static final int MAX_RESULTS = 100; // LimeWire's cap: 2-search, 10
    private static final int KIBIBYTE = 1_024;

    private final Self self;
    private final WaysBack ways;
    private final Drops drops;
    private final HitListener ours;
    private final JunkHits junk;
    private final PassingWindow window;

    HitRouting(Self self, WaysBack ways, Drops drops, HitListener ours, JunkHits junk, PassingWindow window) {
        this.self = self;
        this.ways = ways;
        this.drops = drops;
        this.ours = ours;
        this.junk = junk;
        this.window = window;
    }

    void received(Peer from, Header received, ByteBuf payload) {
        var guid = ways.plain(received.guid());
        var held = guid.equals(received.guid())
                ? received
                : new Header(guid, received.type(), received.ttl(), received.hops(), received.length());
        var reason = route(from, held, payload);
        if (reason != null) {
            drops.count(Header.QUERY_HIT, reason);
        }
    }

    private Drops.@Nullable Reason route(Peer from, Header held, ByteBuf payload) {
        var start = payload.readerIndex();
        var length = payload.readableBytes();
        if (length < SHORTEST || payload.getByte(start) == 0) {
            from.neighbour.malformed(held, "query hit of " + length + " bytes, or without records");
            return null;
        }
        var guid = held.guid();
        var found = ways.queries.find(guid.high(), guid.low());
        if (found == GuidTable.NONE || !ways.queries.isExactly(found, guid.high(), guid.low())) {
            return Drops.Reason.NO_ROUTE;
        }
        var query = ways.queries.renew(found);
        var servent = new Guid(
                payload.getLong(start + length - Guid.LENGTH), payload.getLong(start + length - Long.BYTES));
        if (!servent.equals(Guid.ZERO) && !servent.equals(self.servent())) {
            ways.learnServent(servent, from, held.hops());
        }
        return switch (ways.queries.origin(query)) {
            case Ourselves _ -> {
                var notes = ways.queries.notes(query);
                ways.queries.notes(query, QueryNotes.plusHit(notes, payload.getUnsignedByte(start), length));
                ours.found(from.neighbour, held, payload);
                yield null;
            }
            case Caller caller -> answer(caller, query, payload);
            case Peer asker -> relay(from, asker, query, held, payload);
        };
    }

    private Drops.@Nullable Reason relay(
            Peer from, Peer asker, int query, Header held, ByteBuf payload) {
        if (!self.ultrapeer()) {
            return Drops.Reason.UNEXPECTED;
        }
        if (asker == from || asker.gone) {
            return Drops.Reason.NO_ROUTE;
        }
        var refused = junk.refuse(payload);
        if (refused != null) {
            return refused;
        }
        var length = payload.readableBytes();
        if (length > LONGEST_RELAYED) {
            return Drops.Reason.TOO_LONG;
        }
        var ttl = held.ttl() == 0 && asker.neighbour.isLeaf() ? 1 : held.ttl();
        if (ttl == 0) {
            return Drops.Reason.TTL;
        }
        var notes = ways.queries.notes(query);
        if (QueryNotes.results(notes) > MAX_RESULTS || QueryNotes.bytes(notes) >= mostBytes(held.ttl())) {
            return Drops.Reason.ENOUGH_HITS;
        }
        var results = payload.getUnsignedByte(payload.readerIndex());
        ways.queries.notes(query, QueryNotes.plusHit(notes, results, length));
        window.passes(from, held, payload);
        asker.neighbour.relay(new Header(held.guid(), Header.QUERY_HIT, ttl, held.hops(), length), payload);
        return null;
    }

    private Drops.@Nullable Reason answer(Caller caller, int query, ByteBuf payload) {
        var refused = junk.refuse(payload);
        if (refused != null) {
            return refused;
        }
        var notes = ways.queries.notes(query);
        if (QueryNotes.results(notes) > MAX_RESULTS) {
            return Drops.Reason.ENOUGH_HITS;
        }
        ways.queries.notes(query, QueryNotes.plusHit(notes, payload.getUnsignedByte(payload.readerIndex()), payload.readableBytes()));
        caller.answers().accept(payload);
        return null;
    }

    /** The farther a hit still has to go, the sooner a query has had enough (2-search, 10). */
    private static int mostBytes(int ttl) {
        return switch (ttl) {
            case 0, 1 -> 200 * KIBIBYTE;
            case 2 -> 100 * KIBIBYTE;
            default -> 50 * KIBIBYTE;
        };
    }
}
