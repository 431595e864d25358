package filbert.config.practice;

import filbert.config.engine.Membership;
import filbert.identity.HostAddress;
import filbert.net.Timeline;
import filbert.net.netty.IoLoops;
import filbert.net.netty.OwnerThread;
import filbert.servent.topology.NetworkMode;
import filbert.servent.topology.TopologySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two ultrapeers and three leaves, each on a loopback address of its own where the system has more than one. A search for {@code hazel} finds
 * something at every leaf. They share one owner thread, and leave nothing behind but their files.
 */
public final class PracticeNetwork implements Membership.PracticeServents {
    private static final Logger LOG = LoggerFactory.getLogger(PracticeNetwork.class);

    private static final PracticeFile POEM = PracticeFile.text("hazel grove at dawn.txt", "grove.txt");
    private static final PracticeFile POEM_BY_ANOTHER_NAME = PracticeFile.text("Hazel_Grove-at_Dawn (poem).txt", "grove.txt");
    private static final PracticeFile SONG = PracticeFile.tune("blue hazel song.wav");

    private static final List<List<PracticeFile>> SHARED = List.of(
            List.of(
                    SONG,
                    POEM,
                    PracticeFile.text("Café Hazel menu.txt", "menu.txt"),
                    PracticeFile.text("hazel leaf.svg", "leaf.svg")),
            List.of(POEM_BY_ANOTHER_NAME, SONG, PracticeFile.text("walnut and hazel in the garden.txt", "garden.txt")),
            List.of(POEM, PracticeFile.wind("hazel wood, wind in the leaves.wav"), PracticeFile.text("filbert, a note on the name.txt", "name.txt")));

    private static final int ULTRAPEERS = 2;
    private static final Duration TO_FIND_EACH_OTHER = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Path data;
    private final IoLoops loops;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final String version;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<PracticeServent> running = new ArrayList<>();
    private @Nullable OwnerThread owner;

    /**
     * @param data an absolute folder of our own for the files; made when it is not there
     * @param version behind {@code Filbert/}
     */
    public PracticeNetwork(Path data, IoLoops loops, InstantSource clock, RandomGenerator random, String version) {
        this.data = data;
        this.loops = loops;
        this.clock = clock;
        this.random = random;
        this.version = version;
    }

    /** Returns when everybody has found the others, so that the first search finds everything. */
    @Override
    public synchronized List<HostAddress> start() throws IOException {
        stop();
        if (owner == null) {
            owner = OwnerThread.start("practice"); // kept over a stop: links still say goodbye to it
        }
        var ground = new PracticeServent.Ground(loops, owner, clock, random, workers, version + "-practice");
        try {
            var ultrapeers = new ArrayList<HostAddress>();
            for (var number = 1; number <= ULTRAPEERS; number++) {
                var settings = TopologySettings.ultrapeer(NetworkMode.PRACTICE, ultrapeers);
                ultrapeers.add(start(ground, 100 + number, settings, "ultrapeer " + number, List.of()));
            }
            for (var number = 1; number <= SHARED.size(); number++) {
                var nearest = List.of(ultrapeers.get(number % ULTRAPEERS));
                var settings = TopologySettings.leaf(NetworkMode.PRACTICE, nearest);
                start(ground, 110 + number, settings, "leaf " + number, SHARED.get(number - 1));
            }
            waitForEachOther(owner);
            return List.copyOf(ultrapeers);
        } catch (IOException | RuntimeException e) {
            stop();
            throw e;
        }
    }

    private HostAddress start(PracticeServent.Ground ground, int last, TopologySettings settings, String name, List<PracticeFile> files)
            throws IOException {
        PracticeServent servent;
        try {
            servent = PracticeServent.start(ground, loopback(last), settings, data.resolve(name), files);
        } catch (IOException oneAddressOnly) {
            LOG.debug("practice servent on {}", loopback(last), oneAddressOnly);
            servent = PracticeServent.start(ground, loopback(1), settings, data.resolve(name), files);
        }
        running.add(servent);
        return servent.address();
    }

    private static InetAddress loopback(int last) {
        return InetAddress.ofLiteral("127.0.0." + last);
    }

    private void waitForEachOther(Timeline timeline) {
        var began = timeline.nanos();
        while (running.stream().mapToInt(PracticeServent::leavesWithTables).sum() < SHARED.size()
                || running.stream().mapToInt(PracticeServent::ultrapeers).sum() < SHARED.size() + ULTRAPEERS) {
            if (timeline.nanos() - began > TO_FIND_EACH_OTHER.toNanos() || Thread.currentThread().isInterrupted()) {
                LOG.warn("the practice servents have not found each other yet");
                return;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    /** Harmless when not started. May block for some seconds. */
    @Override
    public synchronized void stop() {
        running.stream().map(PracticeServent::stop).toList().forEach(CompletableFuture::join);
        running.clear();
    }
}
