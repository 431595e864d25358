package filbert.servent.routing;

import filbert.servent.NetworkView.Passing;
import filbert.servent.connection.Neighbour;
import filbert.servent.connection.Traffic;
import filbert.servent.spam.Experience;
import filbert.servent.topology.Self;
import filbert.wire.message.Header;
import filbert.wire.message.MalformedMessageException;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Vendor;
import filbert.wire.vendor.VendorMessage;
import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Takes every message neighbours send, checks TTL and hops, and hands it to the part that knows its type (1-connect, 1.4). A leaf passes
 * nothing on. Confined to the owner.
 */
public final class Router implements Traffic {
    private static final int MAX_SUM = 15; // TTL and hops: 1-connect, 1.4
    private static final int NEGATIVE = 128; // a TTL LimeWire reads as a signed byte
    private static final int MAX_HOPS = 254;
    private static final int NEAR = 2; // hops from whose makers, or their neighbours, a high TTL comes: 1-connect, 1.4
    private static final int BYE_HIGH_TTL = 403;

    private final Neighbourhood neighbourhood;
    private final Drops drops = new Drops();
    private final PassingWindow window;
    private final QueryRouting queries;
    private final HitRouting hits;
    private final PushRouting pushes;
    private final HitListener searches;
    private final Upstairs upstairs;

    /**
     * Who cares for what leaves want, who hears vendor messages that came on a connection, and what is known about junk.
     *
     * @param clock for what people look at
     */
    public record Upstairs(LeafQueries queries, VendorListener vendor, Experience experience, InstantSource clock) {
        /** Of one that knows no lists and no clock. */
        public Upstairs(LeafQueries queries, VendorListener vendor) {
            this(queries, vendor, new Experience(), InstantSource.fixed(Instant.EPOCH));
        }
    }

    public Router(Self self, Neighbourhood neighbourhood, QueryListener answers, HitListener searches, PushListener pushes, Upstairs upstairs) {
        this.neighbourhood = neighbourhood;
        this.searches = searches;
        this.upstairs = upstairs;
        this.window = new PassingWindow(neighbourhood.timeline(), upstairs.clock());
        this.queries = new QueryRouting(self, neighbourhood, drops, answers, upstairs.queries(), window);
        this.hits = new HitRouting(self, neighbourhood.ways(), drops, searches, new JunkHits(upstairs.experience()), window);
        this.pushes = new PushRouting(self, neighbourhood, drops, pushes);
    }

    @Override
    public void joined(Neighbour neighbour) {
        neighbourhood.join(neighbour);
        if (!neighbour.isLeaf()) {
            searches.joined(neighbour);
        }
    }

    @Override
    public void left(Neighbour neighbour) {
        neighbourhood.leave(neighbour);
        if (neighbour.isLeaf()) {
            upstairs.queries().left(neighbour);
        }
    }

    @Override
    public void received(Neighbour from, Header header, ByteBuf payload) {
        var peer = neighbourhood.peer(from);
        if (peer == null) {
            return;
        }
        peer.conduct.said();
        switch (header.type()) {
            case Header.QUERY, Header.QUERY_HIT, Header.PUSH -> routed(peer, header, payload);
            case Header.QRP -> table(peer, header, payload);
            case Header.VENDOR, Header.VENDOR_STANDARD -> vendor(peer, header, payload);
            default -> drops.count(header.type(), Drops.Reason.UNKNOWN);
        }
    }

    private void vendor(Peer from, Header header, ByteBuf payload) {
        if (header.ttl() != 1 || header.hops() != 0) {
            drops.count(header.type(), Drops.Reason.UNEXPECTED);
            return;
        }
        try {
            vendor(from, header, (Vendor) MessageCodec.decode(header.type(), payload));
        } catch (MalformedMessageException malformed) {
            from.neighbour.malformed(header, String.valueOf(malformed.getMessage()));
        }
    }

    private void vendor(Peer from, Header header, Vendor message) {
        var heard = VendorMessage.of(message).filter(known -> upstairs.vendor().heard(from.neighbour, header.guid(), known))
                .isPresent();
        if (!heard) {
            drops.count(header.type(), Drops.Reason.UNEXPECTED);
        }
    }

    private void routed(Peer from, Header header, ByteBuf payload) {
        var ttl = header.ttl();
        var hops = header.hops();
        if (ttl == 0 || ttl >= NEGATIVE || hops > MAX_HOPS || ttl + hops > MAX_SUM) {
            drops.count(header.type(), Drops.Reason.TTL);
            if (ttl < NEGATIVE && ttl + hops > MAX_SUM && hops <= NEAR && from.conduct.highTtl()) {
                from.neighbour.close(BYE_HIGH_TTL, "Relayed " + from.conduct.highTtls() + " high TTL");
            }
            return;
        }
        var held = new Header(header.guid(), header.type(), ttl - 1, hops + 1, payload.readableBytes());
        switch (header.type()) {
            case Header.QUERY -> queries.received(from, held, payload);
            case Header.QUERY_HIT -> hits.received(from, held, payload);
            default -> pushes.received(from, held, payload);
        }
    }

    private void table(Peer from, Header header, ByteBuf payload) {
        var couldNotBeAsked = from.table == null && from.neighbour.isLeaf();
        var reason = header.hops() == 0 ? neighbourhood.tables().received(from, header, payload) : Drops.Reason.RELAYED; // C-10
        if (reason != null) {
            drops.count(Header.QRP, reason);
        }
        if (couldNotBeAsked && from.table != null) {
            searches.joined(from.neighbour);
        }
    }

    @Override
    public double tableFill(Neighbour neighbour) {
        var peer = neighbourhood.peer(neighbour);
        return peer == null || peer.table == null ? -1 : peer.table.fill();
    }

    @Override
    public Map<String, Long> drops(int type) {
        return drops.byReason(type);
    }

    @Override
    public List<Passing> passing() {
        return window.look();
    }

    public Drops drops() {
        return drops;
    }
}
