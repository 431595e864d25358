package filbert.servent.routing;

import com.sun.management.ThreadMXBean;
import filbert.event.Signal;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Owner;
import filbert.servent.connection.Neighbour;
import filbert.servent.handshake.PeerCapabilities;
import filbert.servent.qrp.TableBuilder;
import filbert.servent.qrp.TablePatches;
import filbert.servent.topology.Self;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.Message;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Query;
import filbert.wire.vendor.Features;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * How many queries a second one core routes, and what each allocates: header read, ceiling asked (raised), duplicate looked up, words hashed, 100 leaves
 * and 32 ultrapeers asked by their tables, payload handed on untouched. Three kinds: TTL 1 for leaves only, TTL 2 with the last hop by tables, TTL 3
 * to all ultrapeers. Times are the thread's CPU time, so what else the machine does counts little.
 */
final class RoutingBench {
    private static final int ULTRAPEERS = 32;
    private static final int LEAVES = 100;
    private static final int ROUNDS = 8;
    private static final int MESSAGES = 500_000;
    private static final int DIFFERENT = 4_096;

    private final Random random = new Random(2);
    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final String[] vocabulary = new String[20_000];
    private final Counted[] ultrapeers = new Counted[ULTRAPEERS];
    private final Counted[] leaves = new Counted[LEAVES];
    private final Router router;

    private RoutingBench() {
        for (var i = 0; i < vocabulary.length; i++) {
            vocabulary[i] = Integer.toString(random.nextInt(1 << 30), Character.MAX_RADIX);
        }
        var raised = new Ceilings(1_000_000_000, 1_000_000, 1_000_000_000, 1_000_000, 1_000, Duration.ofNanos(1));
        var self = new Us();
        var neighbourhood = new Neighbourhood(self, new Neighbourhood.Ground(new Clock(), random, _ -> {}, raised), new NoWords());
        router = new Router(self, neighbourhood, (_, _, _) -> {}, new NoSearches(), _ -> {}, NoSearches.UPSTAIRS);
        for (var i = 0; i < ULTRAPEERS; i++) {
            ultrapeers[i] = join(new Counted(i, false), 4_000);
        }
        for (var i = 0; i < LEAVES; i++) {
            leaves[i] = join(new Counted(ULTRAPEERS + i, true), 400);
        }
    }

    public static void main(String[] none) {
        var bench = new RoutingBench();
        for (var ttl = 1; ttl <= 3; ttl++) {
            bench.run(ttl);
        }
    }

    private Counted join(Counted neighbour, int words) {
        router.joined(neighbour);
        var builder = new TableBuilder();
        for (var i = 0; i < words; i++) {
            builder.word(word());
        }
        var bytes = Unpooled.buffer();
        for (var message : TablePatches.full(builder.forLeaf())) {
            bytes.clear();
            MessageCodec.encode(Guid.ZERO, 1, 0, message, bytes);
            router.received(neighbour, Header.read(bytes), bytes);
        }
        return neighbour;
    }

    private String word() {
        return vocabulary[random.nextInt(vocabulary.length)];
    }

    private void run(int ttl) {
        var queries = new ByteBuf[DIFFERENT];
        for (var i = 0; i < DIFFERENT; i++) {
            queries[i] = PooledByteBufAllocator.DEFAULT.directBuffer();
            var query = new Query(Query.MARK | Query.GGEP_H, word() + " " + word(), List.of(), "", Ggep.EMPTY.with("SO"));
            MessageCodec.encode(Guid.ZERO, ttl, 0, query, queries[i]);
        }
        var best = 0.0;
        var allocated = 0L;
        var relayed = 0.0;
        for (var round = 0; round < ROUNDS; round++) {
            var relayedBefore = relayed();
            var allocatedBefore = thread.getCurrentThreadAllocatedBytes();
            var before = thread.getCurrentThreadCpuTime();
            for (var i = 0; i < MESSAGES; i++) {
                var bytes = queries[i % DIFFERENT].setLong(0, random.nextLong()).readerIndex(0);
                var header = Header.read(bytes);
                router.received(ultrapeers[i % ULTRAPEERS], header, bytes);
            }
            best = Math.max(best, MESSAGES * 1e9 / (thread.getCurrentThreadCpuTime() - before));
            allocated = (thread.getCurrentThreadAllocatedBytes() - allocatedBefore) / MESSAGES;
            relayed = (relayed() - relayedBefore) / (double) MESSAGES;
        }
        System.out.printf("TTL %d: %,.0f queries/s, %d bytes allocated, relayed %.2f times%n", ttl, best, allocated, relayed);
    }

    private long relayed() {
        var sum = 0L;
        for (var each : ultrapeers) {
            sum += each.relayed;
        }
        for (var each : leaves) {
            sum += each.relayed;
        }
        return sum;
    }

    /** Counts what it is told. */
    private static final class Counted implements Neighbour {
        private final long id;
        private final boolean leaf;
        private final PeerCapabilities capabilities;
        private long relayed;

        Counted(long id, boolean leaf) {
            this.id = id;
            this.leaf = leaf;
            capabilities = new PeerCapabilities(
                    "Counted/1", !leaf, Optional.empty(), Optional.empty(), ULTRAPEERS, 4, true, true, true, true, true, true, true, true, false, false);
        }

        @Override
        public long id() {
            return id;
        }

        @Override
        public HostAddress address() {
            return HostAddress.of((int) id, HostAddress.DEFAULT_PORT);
        }

        @Override
        public PeerCapabilities capabilities() {
            return capabilities;
        }

        @Override
        public boolean isLeaf() {
            return leaf;
        }

        @Override
        public void send(Guid guid, int ttl, int hops, Message message) {}

        @Override
        public void relay(Header header, ByteBuf payload) {
            relayed++;
        }

        @Override
        public boolean reads(String vendor, int selector) {
            return false;
        }

        @Override
        public Features features() {
            return Features.NONE;
        }

        @Override
        public void spareUs(boolean busy) {}

        @Override
        public int hopsFlow() {
            return 255;
        }

        @Override
        public int room() {
            return Integer.MAX_VALUE;
        }

        @Override
        public void malformed(Header header, String why) {
            throw new IllegalStateException(why);
        }

        @Override
        public void close(int byeCode, String reason) {
            throw new IllegalStateException(reason);
        }
    }

    private static final class Us implements Self {
        @Override
        public Guid servent() {
            return new Guid(1, 1);
        }

        @Override
        public boolean ultrapeer() {
            return true;
        }

        @Override
        public HostAddress address() {
            return HostAddress.of(0x0102_0304, HostAddress.DEFAULT_PORT);
        }

        @Override
        public boolean reachable() {
            return true;
        }
    }

    /** Time passes; nothing happens in it. */
    private static final class Clock implements Owner {
        @Override
        public boolean here() {
            return true;
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            return () -> {};
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }
    }

    private static final class NoWords implements SharedWords {
        @Override
        public void words(Consumer<String> each) {}

        @Override
        public Signal changed() {
            return new Signal();
        }
    }
}
