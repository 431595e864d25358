package filbert.servent.routing;

import filbert.identity.Guid;
import filbert.net.Owner;
import filbert.net.Timeline;
import filbert.servent.qrp.RoutingTable;
import filbert.servent.qrp.TablePatches;
import filbert.servent.topology.Self;
import filbert.wire.message.Message;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Gives neighbours our table (2-search, 4.4): a leaf its own, to each ultrapeer at once and after changes; an ultrapeer its own merged with
 * its leaves', to ultrapeers that route by it, half a minute after they joined and every five minutes. Differences are computed on a worker
 * and leave in portions, so that a table never fills the queue of its link. Confined to the owner.
 */
final class TableSending {
    private static final Duration FIRST_MERGED = Duration.ofSeconds(30); // 2-search, 4.4
    private static final Duration MERGED_EVERY = Duration.ofMinutes(5); // 2-search, 4.4
    private static final Duration NEXT_PORTION = Duration.ofMillis(200);
    private static final int ROOM_FOR_OTHERS = 58 * 1_024; // of the queue's 96 KiB: held back above 40 % (2-search, 4.4)

    /** What makes one table of another, or of none. */
    private record Change(@Nullable RoutingTable before, RoutingTable table, List<Message> messages) {
        boolean leads(@Nullable RoutingTable from, RoutingTable to) {
            return before == from && table == to;
        }
    }

    /** What one neighbour has, and what is still to be sent to it. */
    private static final class Recipient {
        final Peer peer;
        final Deque<Message> outgoing = new ArrayDeque<>();
        @Nullable RoutingTable wanted;
        @Nullable RoutingTable sent;
        boolean busy;
        Timeline.Timer timer = () -> {};

        Recipient(Peer peer) {
            this.peer = peer;
        }
    }

    private final Self self;
    private final Owner owner;
    private final Executor workers;
    private final RandomGenerator random;
    private final Tables tables;
    private final OwnTable own;
    private final IdentityHashMap<Peer, Recipient> recipients = new IdentityHashMap<>();
    private @Nullable Change latest; // many want the same

    TableSending(Self self, Neighbourhood.Ground ground, SharedWords shared, Tables tables) {
        this.self = self;
        this.owner = ground.owner();
        this.workers = ground.workers();
        this.random = ground.random();
        this.tables = tables;
        this.own = new OwnTable(self, owner, workers, shared, ground.tableBits(), this::ownTableBuilt);
    }

    void joined(Peer peer) {
        if (peer.neighbour.isLeaf()) {
            return;
        }
        var recipient = new Recipient(peer);
        if (!self.ultrapeer()) {
            recipients.put(peer, recipient);
            var table = own.current();
            if (table != null) {
                send(recipient, table);
            }
        } else if (peer.neighbour.capabilities().ultrapeerQueryRouting()) {
            recipients.put(peer, recipient);
            own.current(); // to be there in time
            recipient.timer = owner.after(FIRST_MERGED, () -> sendMerged(recipient));
        }
    }

    void left(Peer peer) {
        var recipient = recipients.remove(peer);
        if (recipient != null) {
            recipient.timer.cancel();
            recipient.outgoing.clear();
        }
    }

    void close() {
        own.close();
    }

    private void ownTableBuilt(RoutingTable table) {
        if (!self.ultrapeer()) {
            List.copyOf(recipients.values()).forEach(recipient -> send(recipient, table));
        }
    }

    private void sendMerged(Recipient recipient) {
        recipient.timer = owner.after(MERGED_EVERY, () -> sendMerged(recipient));
        var table = own.current();
        if (table != null) {
            send(recipient, tables.mergedWith(table));
        }
    }

    private void send(Recipient recipient, RoutingTable table) {
        recipient.wanted = table;
        if (!recipient.busy) {
            prepare(recipient, table);
        }
    }

    private void prepare(Recipient recipient, RoutingTable table) {
        var before = recipient.sent;
        if (table.equals(before)) {
            return;
        }
        recipient.busy = true;
        var known = latest;
        if (known != null && known.leads(before, table)) {
            begin(recipient, known);
            return;
        }
        workers.execute(() -> {
            var messages = before == null ? TablePatches.full(table) : TablePatches.update(before, table);
            owner.execute(() -> {
                var change = new Change(before, table, messages);
                latest = change;
                begin(recipient, change);
            });
        });
    }

    private void begin(Recipient recipient, Change change) {
        recipient.sent = change.table();
        recipient.outgoing.addAll(change.messages());
        sendPortion(recipient);
    }

    private void sendPortion(Recipient recipient) {
        if (recipient.peer.gone) {
            return;
        }
        while (!recipient.outgoing.isEmpty() && recipient.peer.neighbour.room() >= ROOM_FOR_OTHERS) {
            recipient.peer.neighbour.send(Guid.random(random), 1, 0, recipient.outgoing.remove()); // C-10
        }
        if (!recipient.outgoing.isEmpty()) {
            owner.after(NEXT_PORTION, () -> sendPortion(recipient));
            return;
        }
        recipient.busy = false;
        if (recipient.wanted != null) {
            prepare(recipient, recipient.wanted);
        }
    }
}
