package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.net.Link;
import filbert.sharing.download.DownloadView.SourceView;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.Peer.Answer;
import filbert.sharing.download.disk.Content;
import filbert.simulation.VirtualNetwork;
import filbert.wire.header.HeaderBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that stall, lie, queue, close and babble, in virtual time. */
final class DifficultSourcesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final VirtualNetwork net = new VirtualNetwork(9);
    private final Content content = Content.ofSize(700_000);

    @TempDir
    Path root;

    private Downloader here;

    @BeforeEach
    void start() {
        here = new Downloader(net, root).started();
    }

    private SourceView only(DownloadView download) {
        return here.view(download.id()).sources().getFirst();
    }

    private Duration nextTry(DownloadView download) {
        return Duration.between(net.instants().instant(), java.util.Objects.requireNonNull(only(download).nextTry()));
    }

    /** What a server may do wrong once it is asked. */
    enum Lie {
        WRONG_TOTAL,
        OUTSIDE_RANGE,
        WHOLE_FILE_OF_OTHER_SIZE,
        HTML_PAGE,
        ENCODED,
        OTHER_HASH,
        NO_RANGE
    }

    private static BiFunction<Peer, HeaderBlock, Answer> lying(Lie lie) {
        var body = new byte[1000];
        return (peer, request) -> switch (lie) {
            case WRONG_TOTAL -> Peer.body("206 OK", body, "Content-Range: bytes 0-999/800000");
            case OUTSIDE_RANGE -> Peer.body("206 OK", body, "Content-Range: bytes 699999-700998/700999");
            case WHOLE_FILE_OF_OTHER_SIZE -> Peer.body("200 OK", body);
            case HTML_PAGE -> Peer.body("200 OK", "<html>".repeat(100).getBytes(java.nio.charset.StandardCharsets.US_ASCII), "Content-Type: text/html");
            case ENCODED -> Peer.body("206 OK", body, "Content-Range: bytes 0-999/700000", "Content-Encoding: deflate");
            case OTHER_HASH -> Peer.body("206 OK", body, "Content-Range: bytes 0-999/700000", "X-Content-URN: urn:sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ");
            case NO_RANGE -> Peer.body("206 OK", body);
        };
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("T-17")
    void aLiarIsDroppedAndTheFileComesFromAnother(Lie lie) {
        var liar = here.peer(content).script(lying(lie));
        var download = here.add(content, liar);
        here.run(MINUTE);
        assertThat(only(download).state()).isEqualTo("bad");
        assertThat(here.view(download.id()).written()).isZero();
        assertThat(here.view(download.id()).reason()).isEqualTo("sources-gone");
        here.queue().offer(content.sha1(), List.of(here.peer(content).source()));
        here.finish(download, content, MINUTE);
        assertThat(liar.requests).hasSize(1);
    }

    @Test
    @DisplayName("T-17")
    void aSourceThatSendsTheWholeFileInTheMiddleIsDropped() {
        var peer = here.peer(content);
        peer.script((p, request) -> p.requests.size() == 1 ? p.file(request, 1000, content.bytes()) : Peer.body("200 OK", content.bytes()));
        var download = here.add(content, peer);
        here.run(MINUTE);
        assertThat(only(download).state()).isEqualTo("bad");
        assertThat(here.view(download.id()).written()).isEqualTo(1000);
    }

    @Test
    @DisplayName("T-14")
    void theWholeFileAs200IsTaken() {
        var peer = here.peer(content).script((p, request) -> Peer.body("200 OK", content.bytes()));
        here.finish(here.add(content, peer), content, MINUTE);
    }

    @Test
    void serventsThatCloseAfterEachReplyAreCalledAgain() {
        var peer = here.peer(content).script((p, request) -> {
            var answer = p.file(request, 300_000, content.bytes());
            var text = new String(answer.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1).replace("HTTP/1.1", "HTTP/1.0");
            return new Answer(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), true);
        });
        here.finish(here.add(content, peer), content, Duration.ofMinutes(2));
        assertThat(peer.links).hasSize(3);
    }

    @ParameterizedTest
    @DisplayName("T-20 a body of up to 16 KiB with any other status is thrown away and costs the link nothing; no byte of it is written, whatever it claims to be")
    @ValueSource(strings = {"301 Moved", "400 Bad", "403 Forbidden", "404 Not Found", "410 Gone", "416 Range", "429 Too Many", "500 Oops", "503 Busy"})
    void errorPagesNeverReachTheFile(String status) throws IOException {
        var page = new byte[16 * 1024];
        Arrays.fill(page, (byte) '<');
        var peer = here.peer(content).script((p, request) ->
                Peer.body(status, page, "Content-Range: bytes 0-16383/" + content.size(), "Content-Type: application/octet-stream", "Retry-After: 3600"));
        var download = here.add(content, peer);
        here.run(MINUTE);
        assertThat(peer.requests).as("asked at all").isNotEmpty();
        assertThat(here.view(download.id()).written()).isZero();
        assertThat(here.view(download.id()).ranges()).isEmpty();
        try (var files = Files.walk(here.incomplete)) {
            assertThat(files.filter(Files::isRegularFile)).noneMatch(DifficultSourcesTest::holdsThePage);
        }
        here.queue().offer(content.sha1(), List.of(here.peer(content).source()));
        here.finish(download, content, MINUTE);
    }

    private static boolean holdsThePage(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("<<<<");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @DisplayName("T-20 behind a body of 16 KiB the same link is asked again, behind a longer one another")
    @CsvSource({"16384, 1", "16385, 2"})
    void longErrorPagesCostTheLink(int length, int links) {
        var peer = here.peer(content);
        peer.script((p, request) -> p.requests.size() == 1
                ? Peer.body("416 Range", new byte[length], "X-Available-Ranges: bytes 0-" + (content.size() - 1))
                : p.honestly(request));
        here.finish(here.add(content, peer), content, Duration.ofHours(2));
        assertThat(peer.links).hasSize(links);
    }

    @Test
    @DisplayName("T-64")
    void whatIsNotThereIsNotAskedForAgain() {
        var peer = here.peer(content).script((p, request) -> Peer.status("404 Not Found"));
        var download = here.add(content, peer);
        here.run(Duration.ofHours(10));
        assertThat(peer.requests).hasSize(1);
        assertThat(only(download).state()).isEqualTo("bad");
        assertThat(only(download).grounds()).isEqualTo(Grounds.said(Grounds.Kind.MISSING, "404 Not Found", 404));
        assertThat(here.view(download.id()).state()).isEqualTo(State.FAILED);
        assertThat(here.queue().retry(download.id())).isTrue();
        here.run(MINUTE);
        assertThat(peer.requests).hasSize(2);
    }

    @Test
    @DisplayName("T-33")
    void aBusySourceIsAskedAgainWhenItSaid() {
        var peer = here.peer(content);
        peer.script((p, request) -> p.requests.size() == 1 ? Peer.status("503 Busy", "Retry-After: 300") : p.honestly(request));
        var download = here.add(content, peer);
        here.run(Duration.ofSeconds(10));
        assertThat(here.view(download.id()).state()).isEqualTo(State.QUEUED);
        assertThat(here.view(download.id()).reason()).isEqualTo("sources-waiting");
        assertThat(nextTry(download)).isBetween(Duration.ofSeconds(285), Duration.ofSeconds(300));
        here.run(Duration.ofSeconds(280));
        assertThat(peer.requests).hasSize(1);
        here.finish(download, content, MINUTE);
        assertThat(peer.askedAt.get(1) - peer.askedAt.get(0)).isGreaterThanOrEqualTo(Duration.ofSeconds(300).toNanos());
    }

    @Test
    @DisplayName("T-29")
    void aQueueIsPolledOnItsConnectionWithinItsLimits() {
        var peer = here.peer(content);
        peer.script((p, request) -> p.requests.size() < 4
                ? Peer.status("503 Queued", "X-Queue: position=" + (4 - p.requests.size()) + ", pollMin=45, pollMax=120")
                : p.honestly(request));
        var download = here.add(content, peer);
        here.run(Duration.ofSeconds(30));
        assertThat(only(download).state()).isEqualTo("waiting");
        assertThat(only(download).grounds()).isEqualTo(Grounds.of(Grounds.Kind.PLACE, 3));
        assertThat(here.view(download.id()).state()).isEqualTo(State.ACTIVE);
        assertThat(here.view(download.id()).reason()).isEqualTo("queued-remotely");
        here.finish(download, content, Duration.ofMinutes(5));
        assertThat(peer.links).hasSize(1);
        for (var i = 1; i < 4; i++) {
            var waited = Duration.ofNanos(peer.askedAt.get(i) - peer.askedAt.get(i - 1));
            assertThat(waited).isBetween(Duration.ofSeconds(45), Duration.ofSeconds(105));
        }
    }

    @Test
    void waitingInQueuesLeavesThePlaceToOthers() {
        here = new Downloader(net, root, new DownloadSettings(root.resolve("incomplete"), 1, 4, 40, 0)).started();
        var queued = here.add(content, here.peer(content).script((p, r) -> Peer.status("503 Queued", "X-Queue: position=9, pollMin=45, pollMax=120")));
        var other = Content.of(100_000, 8);
        var second = here.add(other, here.peer(other));
        here.finish(second, other, MINUTE);
        assertThat(here.view(queued.id()).reason()).isEqualTo("queued-remotely");
    }

    @Test
    void pausingLeavesTheQueueOfTheOther() {
        var peer = here.peer(content).script((p, r) -> Peer.status("503 Queued", "X-Queue: position=9, pollMin=45, pollMax=120"));
        var download = here.add(content, peer);
        here.run(Duration.ofSeconds(10));
        here.queue().pause(download.id());
        here.run(Duration.ofMinutes(10));
        assertThat(peer.links).hasSize(1).noneMatch(Link::isOpen);
        assertThat(peer.requests).hasSize(1);
    }

    @Test
    @DisplayName("T-35")
    void aRangeNotThereIsReplacedOnceAndThenRests() {
        var peer = here.peer(content);
        peer.script((p, request) -> Peer.status("416 Not there", "X-Available-Ranges: bytes 300000-400000"));
        var download = here.add(content, peer);
        here.run(Duration.ofSeconds(30));
        assertThat(peer.ranges()).containsExactly("0-699999", "300000-400000");
        assertThat(peer.links).hasSize(1);
        assertThat(nextTry(download)).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
        here.run(Duration.ofMinutes(5));
        assertThat(peer.ranges()).hasSize(4);
    }

    @Test
    @DisplayName("T-34")
    void unavailableWithOtherRangesIsAskedForThose() {
        var peer = here.peer(content);
        peer.script((p, request) -> p.ranges().getLast().equals("300000-399999")
                ? p.file(request, 1 << 20, content.bytes(), "X-Available-Ranges: bytes 300000-399999")
                : Peer.status("503 Range Temporarily Unavailable", "X-Available-Ranges: bytes 300000-399999", "Retry-After: 600"));
        var download = here.add(content, peer);
        here.run(Duration.ofSeconds(30));
        assertThat(peer.ranges()).hasSize(2);
        assertThat(here.view(download.id()).ranges()).containsExactly(new DownloadView.Range(300_000, 400_000, false));
        assertThat(only(download).grounds()).isEqualTo(Grounds.of(Grounds.Kind.NOTHING_NEW));
    }

    @Test
    @DisplayName("T-42")
    void rangesWithDefectsDoNotBreakTheClient() {
        for (var ranges : List.of("bytes 0-99, 5000000-6000000", "0-10", "bytes", "bytes 699999-700000, 10-5, x", ",,,")) {
            var each = Content.of(50_000, ranges.hashCode());
            var peer = here.peer(each).script((p, request) -> p.file(request, 40_000, each.bytes(), "X-Available-Ranges: " + ranges));
            var download = here.add(each, peer);
            here.run(MINUTE);
            assertThat(here.view(download.id()).written()).as(ranges).isGreaterThanOrEqualTo(40_000);
            here.queue().offer(each.sha1(), List.of(here.peer(each).source()));
            here.finish(download, each, Duration.ofMinutes(10));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"403 Banned", "401 No"})
    void aServerThatRefusesUsIsHeldForAnHour(String status) {
        var other = Content.of(5000, 3);
        var peer = here.peer(content).script((p, request) -> Peer.status(status));
        var download = here.add(content, peer);
        here.run(SECOND);
        var second = here.add(other, peer);
        here.run(Duration.ofMinutes(58));
        assertThat(peer.requests).hasSize(1);
        assertThat(here.view(second.id()).reason()).isEqualTo("sources-waiting");
        here.run(Duration.ofMinutes(5));
        assertThat(peer.requests.size()).isGreaterThan(1);
        assertThat(here.view(download.id()).state()).isNotEqualTo(State.DONE);
    }

    @Test
    void aSourceThatStallsGivesItsRangeToAnother() {
        var stalls = here.peer(content).script((p, request) -> p.honestly(request).cutAt(50_000));
        var download = here.add(content, stalls);
        here.run(Duration.ofSeconds(20));
        assertThat(here.view(download.id()).written()).isBetween(40_000L, 50_000L);
        here.queue().offer(content.sha1(), List.of(here.peer(content).source()));
        here.finish(download, content, Duration.ofMinutes(3));
    }

    @Test
    void aSilentSourceIsTriedAgainWithGrowingPausesAndThenLeft() {
        var silent = here.peer(content).script((p, request) -> Answer.text(""));
        var download = here.add(content, silent);
        here.run(Duration.ofHours(9));
        assertThat(silent.requests).hasSize(8);
        assertThat(here.view(download.id()).reason()).isEqualTo("sources-gone");
    }

    @Test
    void nobodyUnprovenIsCalledMoreThanTwiceAnHour() {
        var nobody = new Peer(net.host("5.7.7.7"), content);
        var called = new ArrayList<Long>();
        try {
            net.host("5.7.7.7").listener().listen(nobody.address(), link -> {
                called.add(net.time().nanos());
                link.close();
            });
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
        here.add(content, nobody);
        var other = Content.of(5000, 3);
        here.add(other, nobody);
        here.run(Duration.ofMinutes(59));
        assertThat(called).hasSize(2);
        here.run(Duration.ofHours(1));
        assertThat(called.size()).isBetween(3, 4);
    }

    @Test
    void freshHitsDoNotMakeUsCallMoreOften() {
        var nobody = new Peer(net.host("5.7.7.7"), content);
        here.add(content, nobody);
        for (var i = 0; i < 55; i++) {
            here.queue().offer(content.sha1(), List.of(nobody.source()));
            here.run(MINUTE);
        }
        var next = here.queue().view().getFirst().sources().getFirst().nextTry();
        assertThat(next == null || next.isAfter(net.instants().instant())).isTrue();
        assertThat(here.view(1).reason()).isEqualTo("sources-waiting");
    }

    @Test
    void privateHostsAreNeverCalled() {
        var inside = new Peer(net.host("192.168.1.7"), content).listening();
        var download = here.add(content, inside);
        here.run(Duration.ofMinutes(10));
        assertThat(inside.links).isEmpty();
        assertThat(only(download).grounds()).isEqualTo(Grounds.of(Grounds.Kind.OUTSIDE));
    }

    @Test
    void aSourceThatSendsByteAfterByteIsPutAside() {
        var stingy = here.peer(content).script((p, request) -> p.file(request, 1, content.bytes()));
        var download = here.add(content, stingy);
        here.run(MINUTE);
        assertThat(stingy.requests).hasSize(3);
        assertThat(only(download).grounds()).isEqualTo(Grounds.of(Grounds.Kind.STINGY));
    }

    @Test
    void aSourceThatClosesAtEveryByteOfItsReplyCostsNothingButTime() {
        var small = Content.of(2_000, 21);
        var peer = here.peer(small);
        peer.script((p, request) -> new Answer(p.honestly(request).cutAt(p.requests.size() * 37).bytes(), true));
        var download = here.add(small, peer);
        for (var i = 0; i < 100 && here.view(download.id()).state() != State.DONE; i++) {
            here.queue().retry(download.id());
            here.run(Duration.ofSeconds(20));
        }
        here.finish(download, small, MINUTE);
        assertThat(peer.requests.size()).isGreaterThan(10);
    }

    @Test
    void garbageCostsOnlyItsOwnSource() {
        var random = new Random(31);
        for (var round = 0; round < 20; round++) {
            var each = Content.of(30_000, round);
            var noise = new byte[random.nextInt(3_000)];
            random.nextBytes(noise);
            var babbler = here.peer(each).script((p, request) -> new Answer(noise, random.nextBoolean()));
            here.finish(here.add(each, babbler, here.peer(each)), each, Duration.ofMinutes(3));
        }
    }

    /** Twelve sources, each difficult in its own way at every request, and one byte range at a time never written twice. */
    @Test
    @DisplayName("T-43")
    void aFileSurvivesAMobOfDifficultSources() {
        for (var seed = 0; seed < 6; seed++) {
            var each = Content.of(3_000_000, 100 + seed);
            var random = new Random(seed);
            var recorder = new WriteRecorder();
            here.disk = recorder;
            var mob = new Peer[12];
            for (var i = 0; i < mob.length; i++) {
                var wicked = i < 4;
                mob[i] = here.peer(each).script((p, request) -> difficult(p, request, each, random, wicked));
            }
            var download = here.add(each, mob);
            for (var i = 0; i < 50 && here.view(download.id()).state() != State.DONE; i++) {
                here.run(MINUTE);
                here.queue().retry(download.id());
            }
            here.finish(download, each, MINUTE);
            assertThat(recorder.writtenTwice(each.wanted().sha1())).isEmpty();
        }
    }

    private static Answer difficult(Peer peer, HeaderBlock request, Content content, Random random, boolean wicked) {
        if (request.startLine().contains("/N2X?")) {
            return Peer.status("404 Not Found");
        }
        return switch (random.nextInt(wicked ? 9 : 5)) {
            case 0 -> peer.treeless(request);
            case 1 -> peer.file(request, 1 + random.nextInt(300_000), content.bytes());
            case 2 -> Peer.status("503 Busy", "Retry-After: 60");
            case 3 -> peer.treeless(request).cutAt(random.nextInt(100_000)).closing();
            case 4 -> peer.file(request, 60_000, content.bytes()).closing();
            case 5 -> peer.treeless(request).cutAt(random.nextInt(50_000));
            case 6 -> Answer.text("no http at all\r\n\r\n");
            case 7 -> Peer.status("416 No", "X-Available-Ranges: bytes 5-10, 100-20000");
            default -> Peer.status("500 Oops");
        };
    }
}
