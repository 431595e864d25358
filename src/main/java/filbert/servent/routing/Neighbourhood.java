package filbert.servent.routing;

import filbert.identity.Guid;
import filbert.net.Owner;
import filbert.net.Timeline;
import filbert.servent.connection.Neighbour;
import filbert.servent.qrp.QueryHashes;
import filbert.servent.qrp.RoutingTable;
import filbert.servent.topology.Self;
import filbert.wire.message.Header;
import filbert.wire.message.Push;
import filbert.wire.message.Query;
import filbert.wire.message.Vendor;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Who is connected, what was seen from them, and the way to say something of our own. Confined to the owner. */
public final class Neighbourhood {
    static final int MAX_TTL = 4; // 1-connect, 1.4; S-50

    private static final int MAX_ASKED_BY_A_LEAF = 5; // 2-search, 1.6
    private static final int MOST_FOR_A_LEAF = 75; // 2-search, 5
    private static final int MOST_PUSH_TTL = 7;
    private static final int PROXIED_PUSH_TTL = MAX_TTL - 1; // 3-transfer, 3.9.4: "TTL max-1, hops 1"
    private static final Duration UNSETTLED = Duration.ofSeconds(5); // 2-search, 5, step 3
    private static final int ROOM_FOR_QUERIES = 48 * 1_024; // of the queue's 96 KiB: less is flow control (1-connect, 5.1)

    private final Self self;
    private final Owner owner;
    private final Ceilings ceilings;
    private final RandomGenerator random;
    private final WaysBack ways;
    private final Tables tables;
    private final TableSending tableSending;
    private final WhatsNew whatsNew;
    private final IdentityHashMap<Neighbour, Peer> peers = new IdentityHashMap<>();
    private final Map<Guid, Peer> bearers = new HashMap<>();
    private List<Peer> ultrapeers = List.of();

    /**
     * What it stands on.
     *
     * @param workers build and compare routing tables
     * @param tableBits log2 of the slots our tables have and others' are kept in: 17 but where thousands of servents share one memory
     */
    public record Ground(Owner owner, RandomGenerator random, Executor workers, Ceilings ceilings, int tableBits) {
        public Ground(Owner owner, RandomGenerator random, Executor workers, Ceilings ceilings) {
            this(owner, random, workers, ceilings, RoutingTable.USUAL_BITS);
        }
    }

    public Neighbourhood(Self self, Ground ground, SharedWords shared) {
        this.self = self;
        this.owner = ground.owner();
        this.ceilings = ground.ceilings();
        this.random = ground.random();
        this.ways = new WaysBack(owner, random);
        this.tables = new Tables(self, random, ground.tableBits());
        this.tableSending = new TableSending(self, ground, shared, tables);
        this.whatsNew = new WhatsNew(self, this);
    }

    Timeline timeline() {
        return owner;
    }

    WhatsNew whatsNew() {
        return whatsNew;
    }

    Tables tables() {
        return tables;
    }

    /** Lets go of the library. Once everybody left. */
    public void close() {
        tableSending.close();
    }

    WaysBack ways() {
        return ways;
    }

    void join(Neighbour neighbour) {
        var peer = new Peer(neighbour, owner, ceilings);
        peers.put(neighbour, peer);
        neighbour.capabilities().servent().ifPresent(servent -> bearers.putIfAbsent(servent, peer));
        listUltrapeers();
        tables.joined(peer);
        tableSending.joined(peer);
    }

    void leave(Neighbour neighbour) {
        var peer = peers.remove(neighbour);
        if (peer != null) {
            peer.gone = true;
            bearers.values().removeIf(peer::equals);
            listUltrapeers();
            tables.left(peer);
            tableSending.left(peer);
        }
    }

    @Nullable Peer peer(Neighbour neighbour) {
        return peers.get(neighbour);
    }

    /** In the order they came. */
    public List<Neighbour> everybody() {
        return peers.keySet().stream().sorted(Comparator.comparingLong(Neighbour::id)).toList();
    }

    /** A snapshot: it does not change while somebody walks along it. */
    List<Peer> ultrapeers() {
        return ultrapeers;
    }

    private void listUltrapeers() {
        var list = new ArrayList<Peer>();
        peers.values().stream().filter(peer -> !peer.neighbour.isLeaf()).forEach(list::add);
        list.sort(Comparator.comparingLong(peer -> peer.neighbour.id()));
        ultrapeers = List.copyOf(list);
    }

    /** A leaf says which servent it is, where its handshake did not. @return false when another neighbour bears that GUID already */
    public boolean bears(Neighbour leaf, Guid servent) {
        var peer = peers.get(leaf);
        if (peer == null) {
            return false;
        }
        var bearer = bearers.putIfAbsent(servent, peer);
        if (bearer == null) {
            bearers.entrySet().removeIf(each -> each.getValue() == peer && !each.getKey().equals(servent)); // one each: the latest
        }
        return bearer == null || bearer == peer;
    }

    /** Takes back {@link #bears}. What a leaf said in its handshake stands. */
    public void bearsNothingMore(Neighbour leaf) {
        var peer = peers.get(leaf);
        var said = leaf.capabilities().servent();
        bearers.entrySet().removeIf(each -> each.getValue() == peer && said.filter(each.getKey()::equals).isEmpty());
    }

    /** Is a leaf of ours this servent? */
    public boolean isBorneByALeaf(Guid servent) {
        var bearer = bearers.get(servent);
        return bearer != null && bearer.neighbour.isLeaf();
    }

    /** The leaf of ours that is this servent. */
    public Optional<Neighbour> leafBearing(Guid servent) {
        return Optional.ofNullable(bearers.get(servent)).map(bearer -> bearer.neighbour).filter(Neighbour::isLeaf);
    }

    /** Is a neighbour this servent? */
    public boolean isBorneByANeighbour(Guid servent) {
        return bearers.containsKey(servent);
    }

    /** Hands a push to the leaf it names, unless it has been here before (3-transfer, 3.9.4). */
    public void pushToLeaf(Guid message, Push push) {
        var leaf = bearers.get(push.servent());
        if (leaf != null && isNewPush(message)) {
            leaf.neighbour.send(message, PROXIED_PUSH_TTL, 1, push);
        }
    }

    /** Has a push with this GUID not been here yet? Now it has. */
    public boolean isNewPush(Guid message) {
        if (ways.pushes.find(message.high(), message.low()) != GuidTable.NONE) {
            return false;
        }
        ways.pushes.add(message.high(), message.low(), Ourselves.US);
        return true;
    }

    /** Who bears this servent GUID, or brought the last hit of who does. */
    @Nullable Peer towards(Guid servent) {
        var bearer = bearers.get(servent);
        if (bearer != null) {
            return bearer;
        }
        var known = ways.servents.find(servent.high(), servent.low());
        if (known != GuidTable.NONE && ways.servents.origin(known) instanceof Peer peer && !peer.gone) {
            ways.servents.renew(known);
            return peer;
        }
        return null;
    }

    /** Is there anybody a search could be sent to? */
    public boolean isEmpty() {
        return ultrapeers.isEmpty();
    }

    /** Every ultrapeer, and what it is to a query with so many hops. */
    public List<Prospect> prospects(QueryHashes query, int hops) {
        var hits = new HashSet<Peer>();
        tables.eachUltrapeer(query, hits::add);
        var now = owner.nanos();
        return ultrapeers.stream().map(peer -> prospect(peer, hits, hops, now)).toList();
    }

    private static Prospect prospect(Peer peer, Set<Peer> hits, int hops, long now) {
        var said = peer.neighbour.capabilities();
        var table = peer.table == null ? Prospect.Table.NONE : hits.contains(peer) ? Prospect.Table.HITS : Prospect.Table.MISSES;
        var settled = now - peer.since > UNSETTLED.toNanos();
        var ready = settled && peer.neighbour.hopsFlow() > hops && peer.neighbour.room() >= ROOM_FOR_QUERIES;
        return new Prospect(peer.neighbour, table, said.degree(), peer.maxTtl(), said.extendedProbes(), ready);
    }

    /** Results that came back for a query that passed here, ours or a neighbour's. */
    public int results(Guid query) {
        var known = ways.queries.find(query.high(), query.low());
        return known == GuidTable.NONE ? 0 : QueryNotes.results(ways.queries.notes(known));
    }

    /**
     * Sends our query to every neighbour that should have it and has not been asked yet. An ultrapeer asks its leaves; whom else it asks
     * is decided by and by ({@code dynamicquery}).
     *
     * @return how many were asked by this call
     */
    public int ask(OwnQuery own) {
        var guid = own.guid;
        if (ways.queries.find(guid.high(), guid.low()) == GuidTable.NONE) {
            var entry = ways.queries.add(guid.high(), guid.low(), Ourselves.US);
            ways.queries.notes(entry, QueryNotes.withTtl(0, MAX_TTL));
        }
        var before = own.asked();
        if (own.query.whatsNew()) {
            whatsNew.ask(own);
            return own.asked() - before;
        }
        for (var peer : ultrapeers) {
            if (!self.ultrapeer() && own.asked.size() < MAX_ASKED_BY_A_LEAF && own.asked.add(peer.neighbour.id())) {
                peer.neighbour.send(guid, Math.min(MAX_TTL, peer.maxTtl()), 0, own.query);
            }
        }
        tables.eachLeaf(own.hashes, leaf -> {
            if (own.asked.add(leaf.neighbour.id())) {
                leaf.neighbour.send(guid, 1, 0, own.query);
            }
        });
        return own.asked() - before;
    }

    /** Says something about our query to every ultrapeer that was asked; those who do not read it do not get it. */
    public void tellAsked(OwnQuery own, Vendor message) {
        ultrapeers.stream()
                .filter(peer -> own.asked.contains(peer.neighbour.id()))
                .forEach(peer -> peer.neighbour.send(own.guid, 1, 0, message));
    }

    /** Hits for {@code outThere} are hits for {@code here}, a query of a leaf's. */
    public void disguise(Guid outThere, Guid here) {
        ways.disguise(outThere, here);
    }

    /** How many more results a leaf may be brought for a query that went out in our name; none for others. */
    public int wantedByLeaf(Guid outThere) {
        return ways.isDisguised(outThere) && leafOf(outThere) != null ? Math.max(0, MOST_FOR_A_LEAF - results(outThere)) : 0;
    }

    /** Hands a leaf a hit that did not come from a neighbour. */
    public void foundForLeaf(Guid outThere, ByteBuf hit) {
        var leaf = leafOf(outThere);
        if (leaf != null) {
            var guid = ways.plain(outThere);
            var query = ways.queries.renew(ways.queries.find(guid.high(), guid.low()));
            var results = hit.getUnsignedByte(hit.readerIndex());
            ways.queries.notes(query, QueryNotes.plusHit(ways.queries.notes(query), results, hit.readableBytes()));
            leaf.neighbour.relay(new Header(guid, Header.QUERY_HIT, 1, 1, hit.readableBytes()), hit);
        }
    }

    private @Nullable Peer leafOf(Guid outThere) {
        var guid = ways.plain(outThere);
        var query = ways.queries.find(guid.high(), guid.low());
        return query != GuidTable.NONE && ways.queries.origin(query) instanceof Peer leaf && !leaf.gone && leaf.neighbour.isLeaf() ? leaf : null;
    }

    /**
     * Asks our leaves, and nobody else, for somebody who came by datagram.
     *
     * @param hits takes the payload of every hit, valid during the call only
     * @return false for a query seen before
     */
    public boolean askLeaves(Guid guid, Query query, Consumer<ByteBuf> hits) {
        if (ways.queries.find(guid.high(), guid.low()) != GuidTable.NONE) {
            return false;
        }
        var entry = ways.queries.add(guid.high(), guid.low(), new Caller(hits));
        ways.queries.notes(entry, QueryNotes.withTtl(0, MAX_TTL));
        Consumer<Peer> send = leaf -> leaf.neighbour.send(guid, 1, 1, query);
        if (query.whatsNew()) {
            whatsNew.eachLeaf(send);
        } else {
            tables.eachLeaf(QueryHashes.of(query), send);
        }
        return true;
    }

    /**
     * Sends a push towards the servent it names.
     *
     * @return false when nobody here knows the way
     */
    public boolean push(Push push) {
        var to = towards(push.servent());
        if (to == null) {
            return false;
        }
        var guid = Guid.random(random);
        ways.pushes.add(guid.high(), guid.low(), Ourselves.US);
        to.neighbour.send(guid, pushTtl(push.servent(), to), 0, push);
        return true;
    }

    /** One neighbour more than the hit travelled through. */
    private int pushTtl(Guid servent, Peer to) {
        if (to == bearers.get(servent)) {
            return 1;
        }
        var hops = (int) ways.servents.notes(ways.servents.find(servent.high(), servent.low()));
        return Math.clamp(hops + 1, 1, MOST_PUSH_TTL);
    }
}
