package filbert.interop;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.servent.search.Source;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.DownloadView.InLine;
import filbert.sharing.download.DownloadView.SourceView;
import filbert.sharing.download.disk.Content;
import filbert.simulation.FileServent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** In the queue of one with a single slot, which somebody slow has (3-transfer, 3.6.2 and 3.6.3). See {@link Bench} for what it needs. */
@Tag("interop")
@EnabledIfEnvironmentVariable(named = GtkGnutella.BINARY, matches = ".+", disabledReason = "interoperation with gtk-gnutella")
@EnabledIfEnvironmentVariable(named = GtkGnutellaPushTest.INSIDE, matches = ".+", disabledReason = "needs a network namespace of its own")
final class GtkGnutellaQueueTest {
    private static final String NAME = "birch lantern.bin";
    private static final Content BIRCH = Content.of(700_000, 3);

    /** At 32 KiB a second; nobody gets a few bytes without it. */
    private static final Map<String, String> ONE_SLOT = Map.of(
            "max_simultaneous_uploads", "1",
            "bandwidth_output_limit", "TRUE",
            "output_bandwidth", "32768",
            "bw_allow_stealing", "FALSE",
            "parq_size_always_continue", "0",
            "parq_time_always_continue", "0",
            "parq_debug", "3");

    private static final String TWO_SLOTS = "set max_simultaneous_uploads 2";
    private static final String FAST = "set output_bandwidth 1000000";
    private static final Duration TWO_POLLS = Duration.ofSeconds(100);
    private static final Duration PLACE_AND_FILE = Duration.ofMinutes(3);
    private static final Duration UNTIL_IT_CALLS = Duration.ofMinutes(5); // it does when the lifetime is over, and looks now and then

    /** It keeps the place of each that is done for minutes before it looks at the next. */
    private static final Duration ALL_FOUR = Duration.ofMinutes(25);

    @TempDir
    Path root;

    private Bench bench;

    @AfterEach
    void close() {
        bench.close();
    }

    /** Has its only slot, and goes on asking when it was sent what it asked for. */
    private static final class Slow implements AutoCloseable {
        private static final int PORTION = 4_096;

        private final Socket socket = new Socket();
        private volatile boolean served;

        Slow(GtkGnutella from) throws IOException {
            socket.bind(new InetSocketAddress(Bench.ip(4), 0));
            socket.connect(new InetSocketAddress(from.address().ip(), from.address().port()));
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try {
                var portion = new byte[PORTION];
                while (true) {
                    socket.getOutputStream()
                            .write(("GET /uri-res/N2R?urn:sha1:" + BIRCH.sha1() + " HTTP/1.1\r\nHost: x\r\nUser-Agent: Slow/1\r\n"
                                            + "Range: bytes=0-699999\r\nConnection: Keep-Alive\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
                    var head = head();
                    served = head.startsWith("HTTP/1.1 2");
                    var left = Long.parseLong(head.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
                    while (left > 0) {
                        var got = socket.getInputStream().read(portion, 0, (int) Math.min(portion.length, left));
                        if (got < 0) {
                            return;
                        }
                        left -= got;
                    }
                }
            } catch (IOException | NumberFormatException over) {
                served = false;
            }
        }

        private String head() throws IOException {
            var text = new StringBuilder();
            while (!text.toString().endsWith("\r\n\r\n")) {
                var next = socket.getInputStream().read();
                if (next < 0) {
                    throw new IOException("closed");
                }
                text.append((char) next);
            }
            return text.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private GtkGnutella oneSlot() throws IOException {
        return GtkGnutella.start(Bench.ip(2), GtkGnutella.Role.ULTRAPEER, Map.of(NAME, BIRCH.bytes()), ONE_SLOT);
    }

    private static Slow slow(GtkGnutella peer) {
        return Bench.waitFor("somebody slow with its slot", () -> {
            try {
                var slow = new Slow(peer);
                var served = Bench.within(Duration.ofSeconds(3), () -> Optional.of(slow).filter(each -> each.served));
                if (served.isEmpty()) {
                    slow.close();
                }
                return served;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private FileServent known(GtkGnutella peer) {
        var leaf = bench.leaf(1, peer.address());
        bench.knock(leaf);
        Bench.waitFor("that it knows how it can be called", () -> Optional.of(leaf.pushes().whereabouts()).filter(us -> us.known() && !us.firewalled()));
        return leaf;
    }

    private static long download(FileServent ours, GtkGnutella from) {
        var source = new Source(from.address(), Guid.ZERO, 0, NAME, "GTKG", 0, false, false, List.of());
        return ours.download(BIRCH.sha1(), NAME, BIRCH.size(), List.of(source)).id();
    }

    private static SourceView source(FileServent ours, long download) {
        return ours.view(download).sources().getFirst();
    }

    private static InLine place(FileServent ours, long download) {
        return Bench.waitFor("a place in its queue", () -> {
            assertThat(ours.view(download).written()).as("it was to let us wait").isZero();
            return Optional.ofNullable(source(ours, download).inLine());
        });
    }

    private static void freeSlot(GtkGnutella peer) throws IOException {
        peer.ask(FAST);
        peer.ask(TWO_SLOTS);
    }

    private static void finish(FileServent ours, long download) throws IOException {
        var done = Bench.waitFor(
                "the download", PLACE_AND_FILE, () -> Optional.of(ours.view(download)).filter(view -> view.state() == DownloadView.State.DONE));
        assertThat(Files.readAllBytes(Optional.ofNullable(done.path()).orElseThrow())).isEqualTo(BIRCH.bytes());
    }

    @Test
    @DisplayName("T-31: it queues us, is asked again in time under the name it gave, and serves us when a slot is free")
    void weWaitInItsQueue() throws IOException {
        bench = new Bench(root);
        try (var peer = oneSlot(); var slow = slow(peer)) {
            var ours = known(peer);
            var download = download(ours, peer);
            var place = place(ours, download);
            assertThat(place.position()).isOne();
            assertThat(place.lasting()).isTrue();
            assertThat(source(ours, download).state()).isEqualTo("waiting");
            var before = Optional.ofNullable(source(ours, download).nextTry()).orElseThrow();
            Bench.waitFor("that it was asked again", TWO_POLLS, () -> Optional.ofNullable(source(ours, download).nextTry()).filter(next -> next.isAfter(before)));
            assertThat(slow.served).isTrue();
            freeSlot(peer);
            finish(ours, download);
            assertThat(peer.log()).doesNotContain("too soon").doesNotContain("punishing");
            assertThat(peer.log()).as("known by its name, or it would be a second one").doesNotContain("Another connection is still active");
        }
    }

    @Test
    @DisplayName("T-32: it calls when we have not asked in time, and our request goes out on that very connection")
    void itCallsWhenItIsOurTurn() throws IOException {
        bench = new Bench(root);
        try (var peer = oneSlot(); var slow = slow(peer)) {
            var ours = known(peer);
            var download = download(ours, peer);
            place(ours, download);
            ours.pause(download);
            bench.avoid(peer.address());
            ours.resume(download);
            assertThat(slow.served).isTrue();
            freeSlot(peer);
            Bench.waitFor("its call", UNTIL_IT_CALLS, () -> Optional.of(peer.log()).filter(log -> log.contains("Sending QUEUE #1 to " + ours.address())));
            finish(ours, download);
            assertThat(peer.log()).doesNotContain("too soon").doesNotContain("punishing");
        }
    }

    @Test
    @DisplayName("T-31: four of ours wait for its one slot, and each has its turn")
    void fourOfOursWait() throws IOException {
        bench = new Bench(root);
        try (var peer = oneSlot(); var slow = slow(peer)) {
            var ours = IntStream.of(1, 3, 5, 6).mapToObj(number -> bench.leaf(number)).toList();
            var ids = ours.stream().map(one -> download(one, peer)).toList();
            for (var i = 0; i < ours.size(); i++) {
                place(ours.get(i), ids.get(i));
            }
            slow.close();
            peer.ask(FAST);
            Bench.waitFor("everybody's turn", ALL_FOUR, () -> IntStream.range(0, ours.size())
                            .allMatch(i -> ours.get(i).view(ids.get(i)).state() == DownloadView.State.DONE)
                    ? Optional.of(true)
                    : Optional.empty());
            assertThat(peer.log()).doesNotContain("too soon").doesNotContain("punishing");
        }
    }
}
