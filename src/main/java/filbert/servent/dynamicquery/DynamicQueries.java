package filbert.servent.dynamicquery;

import filbert.identity.Guid;
import filbert.net.Owner;
import filbert.servent.connection.Neighbour;
import filbert.servent.qrp.QueryHashes;
import filbert.servent.routing.LeafQueries;
import filbert.servent.routing.Neighbourhood;
import filbert.servent.routing.OwnQuery;
import filbert.wire.message.Header;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Query;
import filbert.wire.vendor.VendorMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;

/** The dynamic queries under way: our own searches' and our leaves'. Confined to the owner. */
public final class DynamicQueries implements LeafQueries {
    static final int MAX_OF_A_LEAF = 30; // ours: 20 at once and 2 a second may come, most end within seconds
    static final int MAX_OF_ALL_LEAVES = 1_000; // ours

    private static final int WANTED_BY_US = 150; // S-49
    private static final int WANTED_BY_A_LEAF = 50; // S-49
    private static final int WANTED_BY_US_OF_A_HASH = 6; // 2-search, 5
    private static final int WANTED_BY_A_LEAF_OF_A_HASH = 2; // 2-search, 5
    private static final int OUR_REACH = 4; // S-50
    private static final Duration OUR_PATIENCE = Duration.ofMinutes(30); // whoever searches stops it earlier

    private final Owner owner;
    private final RandomGenerator random;
    private final Neighbourhood neighbourhood;
    private final Map<Guid, Run> runs = new HashMap<>();
    private final Map<Neighbour, Integer> ofLeaf = new HashMap<>();
    private Proxying proxying = Proxying.NONE;

    public DynamicQueries(Owner owner, RandomGenerator random, Neighbourhood neighbourhood) {
        this.owner = owner;
        this.random = random;
        this.neighbourhood = neighbourhood;
    }

    int running() {
        return runs.size();
    }

    /**
     * Carries a query of our own to other ultrapeers; our leaves are asked by others.
     *
     * @param results that came back and are of use
     */
    public void start(OwnQuery own, IntSupplier results, Outcome outcome) {
        var bytes = Unpooled.buffer();
        MessageCodec.encode(own.guid(), 1, 0, own.query(), bytes);
        var header = Header.read(bytes);
        var payload = ByteBufUtil.getBytes(bytes);
        var wanted = own.query().hashes().isEmpty() ? WANTED_BY_US : WANTED_BY_US_OF_A_HASH;
        var course = new Course(wanted, OUR_REACH, true, OUR_PATIENCE, random);
        begin(new OwnRun(own, new Payload(header, payload, own.hashes()), course, results, outcome));
    }

    /** Nobody wants this one any more. */
    public void end(Guid query) {
        end(query, Why.UNWANTED);
    }

    @Override
    public void asked(Neighbour leaf, Header header, ByteBuf payload, Query query, int reach) {
        var before = ofLeaf.getOrDefault(leaf, 0);
        if (reach < 1 || before >= MAX_OF_A_LEAF || runs.size() >= MAX_OF_ALL_LEAVES) {
            return;
        }
        ofLeaf.put(leaf, before + 1);
        var wanted = query.hashes().isEmpty() ? WANTED_BY_A_LEAF : WANTED_BY_A_LEAF_OF_A_HASH;
        var course = new Course(wanted, reach, false, Course.LOOK_AGAIN, random);
        var guided = query.has(Query.LEAF_GUIDED);
        begin(new LeafRun(leaf, header.guid(), toSend(leaf, header, payload, query), course, guided, neighbourhood));
    }

    private Payload toSend(Neighbour leaf, Header header, ByteBuf payload, Query query) {
        var hashes = QueryHashes.of(query);
        return proxying.inOurName(leaf, header.guid(), query)
                .map(ours -> new Payload(new Header(ours.guid(), Header.QUERY, header.ttl(), header.hops(), ours.payload().length), ours.payload(), hashes))
                .orElseGet(() -> new Payload(header, ByteBufUtil.getBytes(payload), hashes));
    }

    /** From now on leaves' queries may go out in our name. */
    public void proxying(Proxying inOurName) {
        proxying = inOurName;
    }

    @Override
    public void left(Neighbour leaf) {
        proxying.left(leaf);
        List.copyOf(runs.values()).stream().filter(run -> run.leaf() == leaf).forEach(run -> end(run.guid(), Why.UNWANTED)); // S-53
    }

    /** A leaf tells how many hits it kept. @return false when no such query of this leaf runs */
    public boolean told(Neighbour leaf, Guid query, int kept) {
        if (runs.get(query) instanceof LeafRun run && run.leaf() == leaf) {
            if (!run.told(kept)) {
                end(query, Why.UNWANTED); // C-87
            }
            return true;
        }
        return false;
    }

    private void begin(Run run) {
        if (runs.putIfAbsent(run.guid(), run) == null) {
            run.began(owner.nanos());
            schedule(run, Duration.ZERO);
        }
    }

    private void schedule(Run run, Duration wait) {
        run.timer(owner.after(wait, () -> goOn(run)));
    }

    private void goOn(Run run) {
        var prospects = neighbourhood.prospects(run.payload().hashes(), run.payload().header().hops());
        switch (run.next(owner.nanos(), prospects)) {
            case Course.Step.End end -> end(run.guid(), end.why());
            case Course.Step.Go go -> {
                go.asks().forEach(run::send);
                schedule(run, go.pause());
            }
        }
    }

    private void end(Guid query, Why why) {
        var run = runs.remove(query);
        if (run != null) {
            if (run.leaf() != null) {
                ofLeaf.computeIfPresent(run.leaf(), (_, count) -> count > 1 ? count - 1 : null);
            }
            run.end(why);
        }
    }

    /** Does a leaf answer what we would ask? */
    static boolean isGuided(Neighbour leaf) {
        return leaf.reads(VendorMessage.BEARSHARE, 11);
    }
}
