package filbert.interop;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.servent.search.Source;
import filbert.servent.topology.NetworkMode;
import filbert.servent.topology.TopologySettings;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.disk.Content;
import filbert.sharing.upload.UploadSettings;
import filbert.sharing.upload.WaitingView;
import filbert.simulation.FileServent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** It waits in our queue for our only slot (3-transfer, 3.6.2 and 3.6.3). See {@link Bench} for what it needs. */
@Tag("interop")
@EnabledIfEnvironmentVariable(named = GtkGnutella.BINARY, matches = ".+", disabledReason = "interoperation with gtk-gnutella")
@EnabledIfEnvironmentVariable(named = GtkGnutellaPushTest.INSIDE, matches = ".+", disabledReason = "needs a network namespace of its own")
final class GtkGnutellaWaitsTest {
    private static final String NAME = "birch-lantern.bin";
    private static final Content BIRCH = Content.of(40_000_000, 3);
    private static final Map<String, String> TALKATIVE = Map.of("parq_debug", "3", "download_trace", "3");
    private static final Duration TWO_POLLS = Duration.ofSeconds(100);
    private static final Duration CALL = Duration.ofSeconds(20);

    /** Having fetched the tree, too, on the connection that called, it waits a minute or two before it asks for the rest. */
    private static final Duration TREE_AND_FILE = Duration.ofMinutes(4);

    private static final Duration ALL_FOUR = Duration.ofMinutes(8);

    @TempDir
    Path root;

    private Bench bench;
    private FileServent ours;

    @BeforeEach
    void oneSlot() {
        oneSlot(20);
    }

    /** @param waiting so many may wait on their connections */
    private void oneSlot(int waiting) {
        bench = new Bench(root);
        var settings = TopologySettings.ultrapeer(NetworkMode.PUBLIC, List.of());
        ours = bench.servent(1, new FileServent.Kind(settings, false, true, () -> false, new UploadSettings(1, 1, waiting)), NAME, BIRCH);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** Reads 64 KiB a second, as long as it is there. */
    private static final class Slow implements AutoCloseable {
        private static final int PORTION = 16 * 1024;
        private static final long PAUSE = Duration.ofMillis(250).toNanos();

        private final Socket socket = new Socket();
        private final StringBuilder heard = new StringBuilder();

        Slow(FileServent from, int ip, String... headers) throws IOException {
            socket.setReceiveBufferSize(PORTION);
            socket.bind(new InetSocketAddress(Bench.ip(ip), 0));
            socket.connect(new InetSocketAddress(from.address().ip(), from.address().port()));
            var request = "GET /uri-res/N2R?urn:sha1:" + BIRCH.sha1().base32() + " HTTP/1.1\r\nHost: x\r\n"
                    + String.join("", List.of(headers).stream().map(header -> header + "\r\n").toList()) + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            var portion = new byte[PORTION];
            try {
                for (var got = 0; got >= 0; got = socket.getInputStream().read(portion)) {
                    hear(new String(portion, 0, got, StandardCharsets.ISO_8859_1));
                    LockSupport.parkNanos(PAUSE);
                }
            } catch (IOException closed) {
                hear("closed");
            }
        }

        private synchronized void hear(String text) {
            if (heard.length() < PORTION) {
                heard.append(text);
            }
        }

        private synchronized boolean heard(String text) {
            return heard.indexOf(text) >= 0;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private Slow holder() throws IOException {
        var slow = new Slow(ours, 4);
        Bench.waitFor("somebody slow with our slot", () -> Optional.of(slow).filter(one -> one.heard("HTTP/1.1 200 ")));
        return slow;
    }

    private GtkGnutella peer() throws IOException {
        return GtkGnutella.start(Bench.ip(2), GtkGnutella.Role.ULTRAPEER, Map.of(), TALKATIVE);
    }

    private WaitingView waiting(GtkGnutella peer) {
        return Bench.waitFor("that it waits", () -> ours.uploads().queue().stream().filter(one -> one.host().ip().equals(peer.address().ip())).findFirst());
    }

    private static void finish(GtkGnutella peer, Duration patience) {
        var arrived = Bench.waitFor("its download", patience, () -> peer.finished(NAME));
        assertThat(arrived).isEqualTo(BIRCH.bytes());
        assertThat(peer.log()).doesNotContain("but did not send X-Queued");
    }

    @Test
    @DisplayName("T-65 it takes its place, asks again in time under its ID, and is served when a slot is free")
    void itWaitsInOurQueue() throws IOException {
        try (var peer = peer(); var slow = holder()) {
            peer.download(BIRCH.sha1(), NAME, (int) BIRCH.size(), ours.address());
            var place = waiting(peer);
            assertThat(place.lasting()).isTrue();
            assertThat(place.connected()).isTrue();
            assertThat(place.position()).isEqualTo(1);
            Bench.waitFor("that it asked again", TWO_POLLS, () -> Optional.of(waiting(peer)).filter(now -> now.expected().isAfter(place.expected())));
            assertThat(waiting(peer).number()).as("the same place").isEqualTo(place.number());
            slow.close();
            finish(peer, TWO_POLLS);
        }
    }

    @Test
    @DisplayName("T-66 it is away, and comes at once when it is called with QUEUE")
    void itComesWhenCalled() throws IOException {
        bench.close();
        oneSlot(1);
        try (var peer = peer(); var slow = holder(); var polling = new Slow(ours, 5, "X-Queue: 0.1")) {
            Bench.waitFor("one who waits on its connection", () -> Optional.of(polling).filter(one -> one.heard("X-Queue: position=1")));
            peer.download(BIRCH.sha1(), NAME, (int) BIRCH.size(), ours.address());
            var place = waiting(peer);
            assertThat(place.connected()).as("sent away").isFalse();
            assertThat(place.callable()).isTrue();
            polling.close();
            slow.close();
            Bench.waitFor("its first range, on our call", CALL, () -> ours.uploads().view().stream()
                    .filter(upload -> upload.host().equals(peer.address()) && upload.state().equals("done"))
                    .findFirst());
            assertThat(peer.log()).contains("Got QUEUE from " + ours.address().ip().getHostAddress());
            finish(peer, TREE_AND_FILE);
        }
    }

    /** Places as they were told, which never get worse. */
    private static void neverWorse(Map<Long, Integer> told, List<WaitingView> queue) {
        for (var one : queue) {
            var before = told.put(one.number(), one.position());
            assertThat(one.position()).isLessThanOrEqualTo(before == null ? Integer.MAX_VALUE : before);
        }
    }

    @Test
    @DisplayName("T-65 two of them and two Filberts wait for our one slot, and each has its turn")
    void fourWaitForOurSlot() throws IOException {
        try (var first = peer();
                var second = GtkGnutella.start(Bench.ip(3), GtkGnutella.Role.ULTRAPEER, Map.of(), TALKATIVE);
                var slow = holder()) {
            var ourOwn = List.of(bench.leaf(6), bench.leaf(7));
            first.download(BIRCH.sha1(), NAME, BIRCH.size(), ours.address());
            second.download(BIRCH.sha1(), NAME, BIRCH.size(), ours.address());
            var source = new Source(ours.address(), Guid.ZERO, 0, NAME, "FILB", 0, false, false, List.of());
            var ids = ourOwn.stream().map(one -> one.download(BIRCH.sha1(), NAME, BIRCH.size(), List.of(source)).id()).toList();
            Bench.waitFor("four in the line", () -> Optional.of(ours.uploads().queue()).filter(queue -> queue.size() == 4));
            slow.close();
            var told = new HashMap<Long, Integer>();
            Bench.waitFor("everybody's turn", ALL_FOUR, () -> {
                neverWorse(told, ours.uploads().queue());
                var arrived = IntStream.range(0, 2).allMatch(i -> ourOwn.get(i).view(ids.get(i)).state() == DownloadView.State.DONE);
                return arrived ? first.finished(NAME).flatMap(_ -> second.finished(NAME)) : Optional.empty();
            });
            assertThat(first.finished(NAME)).contains(BIRCH.bytes());
            assertThat(second.finished(NAME)).contains(BIRCH.bytes());
            assertThat(ours.uploads().queue()).isEmpty();
        }
    }
}
