package filbert.servent.qrp;

import filbert.wire.message.QrpPatch;
import filbert.wire.message.QrpReset;
import java.lang.management.ManagementFactory;
import java.util.Random;

/**
 * What query routing tables cost: a full 4-bit table of 2^17 slots received and entered among those of 100 leaves, at several fills; a table built of a
 * million words. The least of many rounds, in CPU time of the thread.
 */
final class TableBench {
    private static final int BITS = 17;
    private static final int LEAVES = 100;
    private static final int ROUNDS = 1_000;
    private static final int WORDS = 1_000_000;

    private final Random random = new Random(17);
    private final LeafTables leaves = new LeafTables();

    public static void main(String[] arguments) {
        var bench = new TableBench();
        for (var leaf = 0; leaf < LEAVES; leaf++) {
            bench.leaves.admit();
        }
        for (var percent : new int[] {1, 5, 20, 50}) {
            bench.receive(percent);
        }
        for (var round = 0; round < 3; round++) {
            bench.build();
        }
    }

    private void receive(int percent) {
        var slots = new long[RoutingTable.longs(BITS)];
        while (new RoutingTable(BITS, slots).fill() * 100 < percent) {
            RoutingTable.set(slots, random.nextInt(1 << BITS));
        }
        var messages = TablePatches.full(new RoutingTable(BITS, slots));
        var received = Long.MAX_VALUE;
        var entered = Long.MAX_VALUE;
        for (var round = 0; round < ROUNDS; round++) {
            var receiver = TableReceiver.ofLeaf();
            var start = cpuNanos();
            for (var message : messages) {
                var _ = message instanceof QrpReset reset ? receiver.receive(reset) : receiver.receive((QrpPatch) message);
            }
            var applied = cpuNanos();
            leaves.replace(round % LEAVES, receiver.table().orElseThrow());
            received = Math.min(received, applied - start);
            entered = Math.min(entered, cpuNanos() - applied);
            leaves.forget(round % LEAVES);
        }
        System.out.printf("%2d %% of 2^17 slots: received in %d us, entered in %d us%n", percent, received / 1_000, entered / 1_000);
    }

    private void build() {
        var start = cpuNanos();
        var builder = new TableBuilder();
        for (var i = 0; i < WORDS; i++) {
            builder.word("keyword" + i);
        }
        var table = builder.forLeaf();
        System.out.printf("%d words: built in %d ms, %s%n", WORDS, (cpuNanos() - start) / 1_000_000, table);
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
