package filbert.sharing.library;

import filbert.bench.Names;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.net.AddressScope;
import filbert.net.Link;
import filbert.net.Network;
import filbert.net.ScopedDialer;
import filbert.net.netty.IoLoops;
import filbert.net.netty.OwnerThread;
import filbert.servent.Servent;
import filbert.servent.ServentSettings;
import filbert.servent.bootstrap.HostStore;
import filbert.servent.reception.Visitors;
import filbert.servent.routing.Ceilings;
import filbert.servent.routing.NoSearches;
import filbert.servent.routing.Neighbourhood;
import filbert.servent.routing.Router;
import filbert.servent.search.Answering;
import filbert.servent.search.UploadSlots;
import filbert.servent.topology.NetworkMode;
import filbert.servent.topology.TopologySettings;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What answering one query costs, network included: a scripted ultrapeer on loopback asks a servent with many files and reads what comes back. The
 * ceilings on queries are asked but raised. CPU time is that of the process without the asking thread; the round with the least of it counts.
 * Argument: number of files, 100,000 when there is none.
 */
final class AnswerBench {
    private static final int ROUNDS = 12;
    private static final int QUERIES = 20_000; // a round
    private static final int MISSES_AT_ONCE = 500;
    private static final int HITS_AT_ONCE = 20; // what they bring fits into the queue of a neighbour
    private static final String MARK = "qqqqqq"; // in exactly one name

    private final Random random = new Random(7);
    private final List<String> sample = new ArrayList<>();

    public static void main(String[] files) throws IOException {
        new AnswerBench().run(files.length == 0 ? 100_000 : Integer.parseInt(files[0]));
    }

    private void run(int files) throws IOException {
        var names = new Names(files, random);
        try (var loops = IoLoops.start(2, "gnutella");
                var owner = OwnerThread.start("owner")) {
            var index = index(files, names, owner);
            var servent = servent(loops, owner, index);
            servent.start();
            try (var asking = AskingPeer.join(servent.listening(), MARK)) {
                measure(asking, "one rare word, no hit", MISSES_AT_ONCE, () -> List.of(names.absent()));
                measure(asking, "two words of a file", HITS_AT_ONCE, () -> names.ofOne(sample, 2));
            }
            servent.stop().toCompletableFuture().join();
        }
    }

    private SharedIndex index(int files, Names names, OwnerThread owner) {
        var folder = new SharedFolder(1, 0, Path.of("/shared"), "shared", Visibility.NETWORK, List.of(), 0, 0, "ready", null);
        var index = new SharedIndex(random, owner, _ -> {});
        var batch = new ArrayList<LibraryStore.StoredFile>();
        for (var id = 1; id <= files; id++) {
            var relative = id == files ? MARK + ".ogg" : names.next();
            sample.add(relative);
            var hashes = new SharedFile.Hashes(
                    new Sha1(random.nextLong(), id, 1), new TigerRoot(random.nextLong(), random.nextLong(), id));
            var file = new SharedFile(
                    id, 1, folder.path().resolve(relative), relative, 5_000_000, Instant.EPOCH, Optional.of(hashes), Visibility.NETWORK);
            batch.add(new LibraryStore.StoredFile(file, "", Instant.EPOCH));
            if (batch.size() == 1_000 || id == files) {
                index.put(folder, batch);
                batch.clear();
            }
        }
        return index;
    }

    private Servent servent(IoLoops loops, OwnerThread owner, SharedIndex index) {
        var scope = AddressScope.LOOPBACK;
        var dialer = new ScopedDialer(loops.dialer(Optional.empty()), scope);
        var network = new Network(owner, dialer, loops.listener(), loops.datagrams(), scope);
        var raised = new Ceilings(1_000_000_000, 1_000_000, 1_000_000_000, 1_000_000, 1_000, Duration.ofNanos(1));
        return new Servent(
                new ServentSettings(HostAddress.of(0x7F000001, 0), "bench", TopologySettings.ultrapeer(NetworkMode.PRIVATE, List.of())),
                Guid.random(random),
                new Servent.World(network, InstantSource.system(), random, HostStore.forgetful()),
                new Servent.Upstairs(
                        self -> {
                            var neighbourhood = new Neighbourhood(self, new Neighbourhood.Ground(owner, random, Runnable::run, raised), index);
                            var answering = new Answering(self, scope, index, new RoomForAll(), InstantSource.system());
                            return new Router(self, neighbourhood, answering, new NoSearches(), _ -> {}, NoSearches.UPSTAIRS);
                        },
                        new NoVisitors(),
                        index));
    }

    private void measure(AskingPeer asking, String name, int atOnce, Supplier<List<String>> queries) throws IOException {
        var leastCpu = Double.MAX_VALUE;
        var leastClock = Double.MAX_VALUE;
        var hits = 0L;
        for (var round = 0; round < ROUNDS; round++) {
            var cpu = 0.0;
            var clock = 0L;
            hits = asking.results();
            for (var asked = 0; asked < QUERIES; asked += atOnce) {
                var batch = asking.batch(queries, atOnce, random);
                var cpuBefore = ownCpuNanos();
                var before = System.nanoTime();
                asking.ask(batch);
                clock += System.nanoTime() - before;
                cpu += ownCpuNanos() - cpuBefore;
            }
            hits = asking.results() - hits;
            leastCpu = Math.min(leastCpu, cpu / QUERIES / 1e3);
            leastClock = Math.min(leastClock, clock / 1e3 / QUERIES);
        }
        System.out.printf(
                Locale.ROOT, "%-24s %.1f us of CPU, %.1f us by the clock, %.1f files found%n", name, leastCpu, leastClock, hits / (double) QUERIES);
    }

    /** Of the whole process without the calling thread, which asks. */
    private static long ownCpuNanos() {
        var process = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return process.getProcessCpuTime() - ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static final class RoomForAll implements UploadSlots {
        @Override
        public boolean allTaken() {
            return false;
        }

        @Override
        public long kilobitsPerSlot() {
            return 2_000;
        }
    }

    private static final class NoVisitors implements Visitors {
        @Override
        public void http(Link link, ByteBuf soFar) {
            throw new IllegalStateException("bug: nobody fetches here");
        }

        @Override
        public void giv(Link link, ByteBuf soFar) {
            throw new IllegalStateException("bug: nobody was pushed");
        }
    }
}
