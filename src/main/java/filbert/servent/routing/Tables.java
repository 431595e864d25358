package filbert.servent.routing;

import filbert.servent.qrp.QueryHashes;
import filbert.servent.qrp.RoutingTable;
import filbert.servent.qrp.TableReceiver;
import filbert.servent.qrp.TableReceiver.Step;
import filbert.servent.topology.Self;
import filbert.wire.message.Header;
import filbert.wire.message.MalformedMessageException;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.QrpPatch;
import filbert.wire.message.QrpReset;
import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The query routing tables neighbours gave us, and whom they let a query pass to (2-search, 4.4 and 4.5). Confined to the owner. */
final class Tables {
    private static final double DENSE = 0.5; // a leaf's table set to more than this is hostile: 2-search, 4.5
    private static final int DENSE_PASSES_ONE_IN = 4;

    private static final int BUSY_BELOW = 3; // hops: 2-search, 4.4

    private final Self self;
    private final RandomGenerator random;
    private final Transposed leaves;
    private final Transposed ultrapeers;
    private RoutingTable merged = RoutingTable.empty(RoutingTable.USUAL_BITS); // the latest: one for all who are to have the same

    Tables(Self self, RandomGenerator random, int bits) {
        this.self = self;
        this.random = random;
        this.leaves = new Transposed(bits);
        this.ultrapeers = new Transposed(bits);
    }

    void joined(Peer peer) {
        if (!self.ultrapeer()) {
            return;
        }
        if (peer.neighbour.isLeaf()) {
            peer.receiver = TableReceiver.ofLeaf();
            leaves.admit(peer);
        } else if (peer.neighbour.capabilities().ultrapeerQueryRouting()) {
            peer.receiver = TableReceiver.ofUltrapeer();
            ultrapeers.admit(peer);
        }
    }

    void left(Peer peer) {
        if (peer.receiver != null) {
            peer.receiver.close();
        }
        if (peer.seat >= 0) {
            all(peer).remove(peer);
        }
    }

    /** @return why the message was of no use, or null */
    Drops.@Nullable Reason received(Peer from, Header header, ByteBuf payload) {
        var receiver = from.receiver;
        if (receiver == null) {
            return Drops.Reason.UNEXPECTED;
        }
        try {
            var step = switch (MessageCodec.decode(Header.QRP, payload)) {
                case QrpReset reset -> from.resets.take() ? receiver.receive(reset) : new Step.Offence("QRP reset again, too soon");
                case QrpPatch patch -> receiver.receive(patch);
                default -> throw new IllegalStateException("bug: the codec made something else of a table");
            };
            follow(from, step);
            return null;
        } catch (MalformedMessageException malformed) {
            from.neighbour.malformed(header, String.valueOf(malformed.getMessage()));
            return null;
        }
    }

    private void follow(Peer from, Step step) {
        switch (step) {
            case Step.Complete(var table) -> all(from).replace(from, table);
            case Step.Unfinished _ -> {
                if (from.table != null && from.receiver != null && from.receiver.table().isEmpty()) {
                    all(from).forget(from);
                }
            }
            case Step.Offence(var reason) -> {
                all(from).forget(from);
                from.receiver = null;
                from.neighbour.close(Step.Offence.BYE_CODE, reason);
            }
        }
    }

    private Transposed all(Peer peer) {
        return peer.neighbour.isLeaf() ? leaves : ultrapeers;
    }

    /** Names every leaf that may answer. */
    void eachLeaf(QueryHashes query, Consumer<Peer> each) {
        leaves.matching(query, leaf -> {
            if (passes(leaf)) {
                each.accept(leaf);
            }
        });
    }

    /** Names every leaf whose table is not empty, for what tables say nothing of. */
    void eachLeafThatShares(Consumer<Peer> each) {
        leaves.sharing(each);
    }

    private boolean passes(Peer leaf) {
        return !isDense(leaf) || random.nextInt(DENSE_PASSES_ONE_IN) == 0;
    }

    private static boolean isDense(Peer leaf) {
        return leaf.table != null && leaf.table.fill() > DENSE;
    }

    /** Names every ultrapeer whose table says that it may answer, or one of its leaves; those that gave no table are not among them. */
    void eachUltrapeer(QueryHashes query, Consumer<Peer> each) {
        ultrapeers.matching(query, each);
    }

    /** Our own and all leaves' in one, but for those too busy for what it would bring, and those that pretend to have everything (2-search, 4.4). */
    RoutingTable mergedWith(RoutingTable own) {
        var made = leaves.mergedWith(own, leaf -> leaf.neighbour.hopsFlow() >= BUSY_BELOW && !isDense(leaf));
        if (!made.equals(merged)) {
            merged = made;
        }
        return merged;
    }
}
