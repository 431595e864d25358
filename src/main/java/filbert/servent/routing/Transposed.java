package filbert.servent.routing;

import filbert.servent.qrp.LeafTables;
import filbert.servent.qrp.QueryHashes;
import filbert.servent.qrp.RoutingTable;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tables of many neighbours, asked all at once. Confined to the owner. */
final class Transposed {
    private final LeafTables tables;
    private final IntConsumer visit = this::visit; // made once: queries are many
    private @Nullable Peer[] bySeat = new Peer[0];
    private @Nullable Consumer<Peer> visitor;

    /** @param bits log2 of the slots */
    Transposed(int bits) {
        tables = new LeafTables(bits);
    }

    void admit(Peer peer) {
        peer.seat = tables.admit();
        if (peer.seat >= bySeat.length) {
            bySeat = Arrays.copyOf(bySeat, peer.seat + 1);
        }
        bySeat[peer.seat] = peer;
    }

    void replace(Peer peer, RoutingTable table) {
        tables.replace(peer.seat, table);
        peer.table = table;
    }

    void forget(Peer peer) {
        tables.forget(peer.seat);
        peer.table = null;
    }

    void remove(Peer peer) {
        tables.remove(peer.seat);
        bySeat[peer.seat] = null;
        peer.table = null;
        peer.seat = -1;
    }

    /** Names everybody whose table lets the query pass. */
    void matching(QueryHashes query, Consumer<Peer> each) {
        visitor = each;
        tables.matching(query, visit);
        visitor = null;
    }

    /** Names everybody whose table is not empty. */
    void sharing(Consumer<Peer> each) {
        visitor = each;
        tables.sharing(visit);
        visitor = null;
    }

    private void visit(int seat) {
        var peer = bySeat[seat];
        if (peer != null && visitor != null) {
            visitor.accept(peer);
        }
    }

    /** @param whose tables count */
    RoutingTable mergedWith(RoutingTable own, Predicate<Peer> whose) {
        return tables.mergedWith(own, seat -> {
            var peer = bySeat[seat];
            return peer != null && whose.test(peer);
        });
    }
}
