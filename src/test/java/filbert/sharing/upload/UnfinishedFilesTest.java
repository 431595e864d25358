package filbert.sharing.upload;

import static filbert.sharing.upload.Visitor.n2r;
import static filbert.sharing.upload.Visitor.n2x;
import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.servent.push.Whereabouts;
import filbert.sharing.download.disk.Content;
import filbert.sharing.upload.VerifiedRanges.Range;
import filbert.wire.header.PushEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are still on their way to us, asked for by others. */
final class UnfinishedFilesTest {
    private static final int SIZE = 4_000_000;
    private static final String TOLD = "bytes 0-999999, 2000000-2999999";

    @TempDir
    private Path folder;

    private UploadScene scene;
    private ServedFile hazel;
    private byte[] content;
    private @Nullable VerifiedRanges verified = new VerifiedRanges(List.of(new Range(2_000_000, 2_999_999), new Range(0, 999_999)));
    private boolean visible = true;

    @BeforeEach
    void beginADownload() throws IOException {
        scene = new UploadScene(folder);
        content = UploadScene.noise(SIZE);
        Files.write(folder.resolve("x.part"), Arrays.copyOf(content, 3_500_000));
        var elsewhere = scene.shelf.put("gone/other.ogg", UploadScene.noise(10));
        hazel = new ServedFile(
                ServedFile.UNFINISHED, "blue hazel.ogg", folder, "x.part", SIZE, Instant.EPOCH, Content.sha1(content), elsewhere.tigerRoot());
        scene.server.serveUnfinished(new UnfinishedContent() {
            @Override
            public Optional<UnfinishedFile> bySha1(Sha1 sha1) {
                return Optional.ofNullable(verified).filter(_ -> sha1.equals(hazel.sha1())).map(ranges -> new UnfinishedFile(hazel, ranges, 1));
            }

            @Override
            public boolean mayBeServed(UnfinishedFile file) {
                return visible;
            }
        });
    }

    @Test
    @DisplayName("T-41 what is verified is listed and sent, and ends where a hole begins")
    void verifiedRangesAreServed() {
        var visitor = scene.visitor("5.2.1.1");
        var inside = visitor.get(n2r(hazel), "Range: bytes=2000100-2000199");
        assertThat(inside.status()).isEqualTo(206);
        assertThat(inside.body()).isEqualTo(Arrays.copyOfRange(content, 2_000_100, 2_000_200));
        assertThat(inside.header("X-Available-Ranges")).isEqualTo(TOLD);
        assertThat(inside.header("Content-Range")).isEqualTo("bytes 2000100-2000199/4000000");
        var clipped = visitor.get(n2r(hazel), "Range: bytes=999990-2500000");
        assertThat(clipped.status()).isEqualTo(206);
        assertThat(clipped.header("Content-Range")).isEqualTo("bytes 999990-999999/4000000");
        assertThat(clipped.body()).isEqualTo(Arrays.copyOfRange(content, 999_990, 1_000_000));
        var whole = visitor.get(n2r(hazel));
        assertThat(whole.status()).isEqualTo(206);
        assertThat(whole.body()).isEqualTo(Arrays.copyOf(content, 1_000_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1000000-1000000", "bytes=1999999-2000000", "bytes=3000000-", "bytes=3999999-3999999", "bytes=9000000-", "bytes=-1"})
    @DisplayName("T-41 a hole is never served, and who asks for it is told what there is")
    void holesAreRefused(String range) {
        var visitor = scene.visitor("5.2.1.1");
        var reply = visitor.get(n2r(hazel), "Range: " + range);
        assertThat(reply.status()).isEqualTo(416);
        assertThat(reply.header("X-Available-Ranges")).isEqualTo(TOLD);
        assertThat(reply.body()).isEmpty();
        assertThat(visitor.get(n2r(hazel), "Range: bytes=0-9").status()).isEqualTo(206);
    }

    @Test
    void rangesThatMakeNoSenseAreRefusedAndOfManyTheFirstCounts() {
        assertThat(scene.visitor("5.2.1.1").get(n2r(hazel), "Range: bytes=20-10").status()).isEqualTo(400);
        var many = IntStream.range(0, 100).mapToObj(i -> (i * 10) + "-" + (i * 10 + 5)).collect(Collectors.joining(","));
        var reply = scene.visitor("5.3.1.1").get(n2r(hazel), "Range: bytes=" + many);
        assertThat(reply.status()).isEqualTo(206);
        assertThat(reply.body()).isEqualTo(Arrays.copyOf(content, 6));
    }

    @Test
    @DisplayName("T-24 an unfinished file has no tree to offer")
    void noTreeIsOffered() {
        var visitor = scene.visitor("5.2.1.1");
        assertThat(visitor.head(n2r(hazel), "Range: bytes=0-9").header("X-Thex-URI")).isEqualTo("(none)");
        assertThat(visitor.get(n2x(hazel)).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("3-transfer, 3.7.2: who has a part says so, once on a connection; of what it does not show, nothing")
    void whoFetchesAPartIsToldWhereItCameFrom() {
        var us = HostAddress.parse("5.9.9.9:6400").orElseThrow();
        scene.whereabouts = new Whereabouts(true, new Guid(1, 2), us, false, List.of());
        var visitor = scene.visitor("5.2.1.1");
        assertThat(visitor.get(n2r(hazel), "Range: bytes=0-9").header("X-Alt")).isEqualTo(us.toString());
        assertThat(visitor.get(n2r(hazel), "Range: bytes=10-19").header("X-Alt")).isEqualTo("(none)");
        scene.whereabouts = new Whereabouts(true, new Guid(1, 2), us, true, List.of());
        var behind = scene.visitor("5.3.1.1").get(n2r(hazel), "Range: bytes=0-9", "X-Features: fwalt/0.1");
        assertThat(behind.header("X-Alt")).isEqualTo("(none)");
        assertThat(behind.header("X-Falt")).isEqualToIgnoringCase(new Guid(1, 2).hex() + ";6400:5.9.9.9");
        assertThat(scene.visitor("5.3.1.2").get(n2r(hazel), "Range: bytes=0-9").header("X-Falt")).isEqualTo("(none)");
        visible = false;
        var hidden = scene.visitor("5.4.1.1").get(n2r(hazel), "Range: bytes=0-9", "X-Features: fwalt/0.1");
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.header("X-Falt")).isEqualTo("(none)");
    }

    @Test
    @DisplayName("T-41 a busy servent lists its ranges as well")
    void busyRepliesListThem() {
        scene.settings = new UploadSettings(1, 1, 20);
        scene.visitor("5.2.1.1").say(Visitor.request("GET", n2r(hazel), "Range: bytes=0-999999"));
        scene.run(Duration.ofMillis(20));
        var busy = scene.visitor("5.3.1.1").get(n2r(hazel), "Range: bytes=0-9");
        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.header("X-Available-Ranges")).isEqualTo(TOLD);
        assertThat(busy.header("X-Available")).isEqualTo("bytes 2000000");
        assertThat(scene.server.view()).first().matches(UploadView::unfinished);
    }

    @Test
    @DisplayName("T-41 a download nobody on the network may see is not found")
    void privateDownloadsAreInvisible() {
        visible = false;
        var reply = scene.visitor("5.2.1.1").get(n2r(hazel), "Range: bytes=0-9");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.header("X-Available-Ranges")).isEqualTo("(none)");
    }

    @Test
    void aDownloadThatIsRemovedIsNotFoundAndWhatIsBeingSentStaysRight() throws IOException {
        var visitor = scene.visitor("5.2.1.1");
        visitor.say(Visitor.request("GET", n2r(hazel), "Range: bytes=0-999999"));
        scene.run(Duration.ofMillis(20));
        verified = null;
        Files.delete(folder.resolve("x.part"));
        var reply = visitor.reply();
        assertThat(reply.status()).isEqualTo(206);
        assertThat(reply.body()).isEqualTo(Arrays.copyOf(content, 1_000_000));
        assertThat(visitor.get(n2r(hazel), "Range: bytes=0-9").status()).isEqualTo(404);
        assertThat(scene.shelf.reported).isEmpty();
    }

    @Test
    void aLinkInPlaceOfThePartialFileIsNotFollowed() throws IOException {
        Files.move(folder.resolve("x.part"), folder.resolve("y"));
        Files.createSymbolicLink(folder.resolve("x.part"), folder.resolve("y"));
        assertThat(scene.visitor("5.2.1.1").get(n2r(hazel), "Range: bytes=0-9").status()).isEqualTo(503);
    }

    @Test
    @DisplayName("T-10 a reply with everything there is to say stays within 16 headers, lines of 1000 bytes and a head of 3 KiB, each header once")
    void theFullestHeadsStaySmall() {
        verified = new VerifiedRanges(LongStream.range(0, 3000).mapToObj(i -> new Range(i * 1000, i * 1000 + (i % 50))).toList());
        var proxies = IntStream.range(0, 4).mapToObj(i -> HostAddress.parse("203.100.200." + (200 + i) + ":60000").orElseThrow()).toList();
        scene.whereabouts = new Whereabouts(true, new Guid(1, 2), HostAddress.parse("203.100.200.100:60000").orElseThrow(), true, proxies);
        for (var i = 0; i < 12; i++) {
            scene.mesh.good(hazel.sha1(), HostAddress.parse("203.100." + (100 + i) + ".200:60000").orElseThrow());
            scene.mesh.bad(hazel.sha1(), HostAddress.parse("203.101." + (100 + i) + ".200:60000").orElseThrow());
            scene.mesh.goodPushed(hazel.sha1(), new PushEndpoint(
                    new Guid(7, i), HostAddress.parse("203.102." + (100 + i) + ".200:60000"), proxies));
        }
        var full = List.of("Server", "Connection", "X-Push-Proxy", "X-FW-Node-Info", "X-Features", "Content-Type", "Content-Length", "Content-Range",
                "X-Gnutella-Content-URN", "X-Available-Ranges", "X-Available", "X-Queued", "X-Alt", "X-NAlt", "X-Falt");
        var asks = new String[] {"Range: bytes=0-0", "X-Features: fwalt/0.1", "X-Queue: 1.1"};
        assertThat(Visitor.names(scene.visitor("5.2.1.1").get(n2r(hazel), asks).head())).containsExactlyInAnyOrderElementsOf(full);

        scene.settings = new UploadSettings(1, 1, 20);
        scene.visitor("5.3.1.1").say(Visitor.request("GET", n2r(hazel), "Range: bytes=2999000-"));
        var queued = scene.visitor("5.4.1.1").get(n2r(hazel), asks);
        assertThat(Visitor.names(queued.head())).contains("X-Available-Ranges", "X-Alt", "X-NAlt", "X-Falt");
        var notThere = scene.visitor("5.5.1.1").get(n2r(hazel), "Range: bytes=500-510", "X-Features: fwalt/0.1");
        assertThat(notThere.status()).isEqualTo(416);
        assertThat(Visitor.names(notThere.head())).contains("X-Available-Ranges", "X-Alt", "X-NAlt", "X-Falt");
    }

    @Test
    @DisplayName("T-10 of very many ranges the largest fit into a line, in order")
    void theListIsBounded() {
        var ranges = LongStream.range(0, 3000).mapToObj(i -> new Range(i * 1000, i * 1000 + (i % 50))).toList();
        verified = new VerifiedRanges(ranges);
        var reply = scene.visitor("5.2.1.1").get(n2r(hazel), "Range: bytes=0-0");
        assertThat(reply.status()).isEqualTo(206);
        assertThat(reply.raw().lines()).allMatch(line -> line.length() <= 1000);
        assertThat(reply.head().fields()).hasSizeLessThanOrEqualTo(Reply.MOST_HEADERS);
        var told = Arrays.stream(reply.header("X-Available-Ranges").substring("bytes ".length()).split(", ")).toList();
        assertThat(told).hasSizeGreaterThan(30).allMatch(text -> ranges.stream().anyMatch(range -> text.equals(range.from() + "-" + range.last())));
        assertThat(told).isSortedAccordingTo(Comparator.comparingLong(text -> Long.parseLong(text.substring(0, text.indexOf('-')))));
        assertThat(reply.header("X-Available")).isEqualTo("bytes " + verified.total());
    }
}
