package filbert.sharing.upload;

import static filbert.sharing.upload.UploadScene.noise;
import static filbert.sharing.upload.Visitor.n2r;
import static filbert.sharing.upload.Visitor.n2x;
import static filbert.sharing.upload.Visitor.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import filbert.sharing.hashing.Thex;
import filbert.vectors.Vectors;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FileRequestsTest {
    private static final int SIZE = 3_000_000;
    private static final Path OUR_OPEN_FILES = Path.of("/proc/self/fd");

    @TempDir
    private Path folder;

    private UploadScene scene;
    private ServedFile hazel;
    private byte[] content;

    @BeforeEach
    void shareOneFile() {
        scene = new UploadScene(folder);
        content = noise(SIZE);
        hazel = scene.shelf.put("music/blue hazel.ogg", content);
    }

    private Visitor visitor() {
        return scene.visitor("5.2.1.1");
    }

    @Test
    @DisplayName("T-1 a file by its SHA-1: 200, exact length, whose content it is")
    void aFileIsServedByItsHash() {
        var reply = visitor().get(n2r(hazel));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Length")).isEqualTo("" + SIZE);
        assertThat(reply.header("X-Gnutella-Content-URN")).isEqualTo("urn:sha1:" + hazel.sha1().base32());
        assertThat(reply.body()).isEqualTo(content);
    }

    @Test
    @DisplayName("T-2 lower case and bitprints name the same bytes, a bitprint with another tiger root nothing")
    void otherWritingsOfTheHashAreTheSameFile() {
        var visitor = visitor();
        var sha1 = hazel.sha1().base32();
        var bitprint = "/uri-res/N2R?urn:bitprint:" + sha1 + ".";
        var range = "Range: bytes=0-99";
        assertThat(visitor.get("/uri-res/N2R?urn:sha1:" + sha1.toLowerCase(Locale.ROOT), range).body()).isEqualTo(Arrays.copyOf(content, 100));
        assertThat(visitor.get(bitprint + hazel.tigerRoot().base32(), range).body()).isEqualTo(Arrays.copyOf(content, 100));
        assertThat(visitor.get("/uri-res/N2R?urn%3Asha1%3A" + sha1, range).status()).isEqualTo(206);
        var other = hazel.tigerRoot().base32().startsWith("A") ? "B" : "A";
        var wrong = visitor.get(bitprint + other + hazel.tigerRoot().base32().substring(1));
        assertThat(wrong.status()).isEqualTo(404);
        assertThat(visitor.head(n2r(hazel)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @DisplayName("T-4 index and name, however the name is written")
    @ValueSource(strings = {
        "/get/2/caf%C3%A9%20+%20cr%C3%A8me%20(1%252).txt",
        "/get/2/caf\u00c3\u00a9 + cr\u00c3\u00a8me (1%252).txt",
        "/get/2/cafe%CC%81%20+%20cr%C3%A8me%20(1%252).txt",
        "/get/2/caf%c3%a9 + cr%c3%a8me (1%252).txt/",
        "/get/999/caf%C3%A9%20+%20cr%C3%A8me%20(1%252).txt",
        "http://5.1.1.1:20000/get/2/caf%C3%A9%20+%20cr%C3%A8me%20(1%252).txt"
    })
    void namesMayBeWrittenInManyWays(String target) {
        scene.shelf.put("café + crème (1%2).txt", noise(500));
        var reply = visitor().get(target);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(noise(500));
    }

    @Test
    @DisplayName("T-5 index and name that do not agree are not found")
    void aWrongNameIsNotFound() {
        scene.shelf.put("one/twin.txt", noise(10));
        scene.shelf.put("two/twin.txt", noise(11));
        var visitor = visitor();
        assertThat(visitor.get("/get/1/other.ogg").status()).isEqualTo(404);
        assertThat(visitor.get("/get/77/other.ogg").status()).isEqualTo(404);
        assertThat(visitor.get("/get/77/twin.txt").status()).as("two files of that name").isEqualTo(404);
        assertThat(visitor.get("/get/3/twin.txt").body()).hasSize(11);
        assertThat(visitor.get("/get/1/BLUE%20HAZEL.OGG").status()).isEqualTo(404);
        assertThat(visitor.get("/get/1/").status()).isEqualTo(404);
        assertThat(visitor.get("/get/9999999999/blue%20hazel.ogg", "Range: bytes=0-0").status()).as("the only one of its name").isEqualTo(206);
    }

    @ParameterizedTest
    @DisplayName("T-6 no request reaches a file that is not shared")
    @ValueSource(strings = {
        "/gnutella/res/C:\\Windows\\win.ini",
        "/gnutella/res//etc/passwd",
        "/magnet10/../../x",
        "/get/1/..%2f..%2fsecret.txt",
        "/get/1/../../secret.txt",
        "/get/1/%2e%2e/secret.txt",
        "/get/1/%2e%2e%5csecret.txt",
        "/get/1/..\\secret.txt",
        "/get/1/secret.txt%00.ogg",
        "/get/1/%252e%252e%252fsecret.txt",
        "/get/1//etc/passwd",
        "/get/1/\\\\host\\share\\secret.txt",
        "/get/1/C:secret.txt",
        "/get/1/secret.txt",
        "/%2e%2e/secret.txt",
        "/uri-res/N2R?../secret.txt",
        "/uri-res/../secret.txt",
        "//secret.txt",
        "secret.txt",
        "*"
    })
    void nothingElseIsEverServed(String target) throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "not shared");
        var reply = visitor().get(target);
        assertThat(reply.status()).isIn(400, 404);
        assertThat(reply.body()).isEmpty();
        assertThat(scene.server.view()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("T-7 what we do not do is refused with Content-Length 0, and the connection ends cleanly or goes on")
    @CsvSource({
        "GET, /uri-res/N2L?urn:sha1:AAAA, 404",
        "GET, /uri-res/N2C?urn:sha1:AAAA, 404",
        "GET, /gnutella/push-proxy?ServerId=x, 400",
        "GET, /, 406",
        "POST, /uri-res/N2R, 501",
        "OPTIONS, *, 501",
        "BREW, /coffee, 501"
    })
    void whatWeDoNotDoIsRefused(String method, String target, int status) {
        var visitor = visitor().say(request(method, target));
        var reply = visitor.reply();
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("Content-Length")).isEqualTo("0");
        if (reply.header("Connection").equals("close")) {
            assertThat(visitor.closed()).isTrue();
            assertThat(visitor.heard.cause()).isNull();
        } else {
            assertThat(visitor.head(n2r(hazel)).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @DisplayName("T-8 what an HTTP request needs")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "GET /x HTTP/1.1|400",
        "GET /x|400",
        "GET|400",
        "GET HTTP/1.1|400",
        "GET /x HTTP/2.0|505",
        "GET /x HTTP/0.9|505",
        "GET /x HTTP/1.x|400"
    })
    void malformedRequestsAreRefused(String line, int status) {
        var visitor = visitor().say(line + "\r\n\r\n");
        assertThat(visitor.reply().status()).isEqualTo(status);
        assertThat(visitor.closed()).isTrue();
    }

    @Test
    @DisplayName("T-8 HTTP/1.0 ends after the reply unless asked to stay")
    void oldHttpEndsAfterTheReply() {
        var staying = visitor().say("GET " + n2r(hazel) + " HTTP/1.0\r\nRange: bytes=0-9\r\nConnection: Keep-Alive\r\n\r\n");
        assertThat(staying.reply().header("Connection")).isEqualTo("Keep-Alive");
        assertThat(staying.closed()).isFalse();
        var leaving = visitor().say("GET " + n2r(hazel) + " HTTP/1.0\r\nRange: bytes=0-9\r\n\r\n");
        assertThat(leaving.reply().body()).hasSize(10);
        assertThat(leaving.closed()).isTrue();
        assertThat(leaving.heard.cause()).isNull();
    }

    @Test
    void anUnknownUpgradeLeavesTheConnectionOpenAndCloseEndsIt() {
        var visitor = visitor();
        visitor.get(n2r(hazel), "Range: bytes=0-9", "Connection: Upgrade", "Upgrade: h2c");
        assertThat(visitor.closed()).isFalse();
        visitor.get(n2r(hazel), "Range: bytes=0-9", "Connection: close");
        assertThat(visitor.closed()).isTrue();
    }

    @Test
    void aRequestWithABodyIsRefused() {
        var visitor = visitor();
        assertThat(visitor.get(n2r(hazel), "Content-Length: 5").status()).isEqualTo(403);
        assertThat(visitor.closed()).isTrue();
        assertThat(visitor().get(n2r(hazel), "Transfer-Encoding: chunked").status()).isEqualTo(403);
    }

    @Test
    @DisplayName("T-9 T-10 T-19 T-24 T-61 heads are what every servent can read")
    void headsAreClassic() {
        var visitor = visitor();
        var replies = List.of(
                visitor.get(n2r(hazel)),
                visitor.get(n2r(hazel), "Range: bytes=5-9"),
                visitor.get(n2r(hazel), "Range: bytes=" + SIZE + "-"),
                visitor.get(n2x(hazel)),
                visitor.head(n2r(hazel)),
                visitor.get("/nothing"));
        var known = List.of(
                "Server", "Connection", "X-Features", "Content-Type", "Content-Length", "Content-Range", "X-Gnutella-Content-URN", "X-Thex-URI", "Retry-After", "X-Queue");
        for (var reply : replies) {
            var names = Visitor.names(reply.head());
            assertThat(known).containsAll(names);
            assertThat(names).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(Reply.MOST_HEADERS);
            assertThat(reply.raw()).doesNotContain("\r\n ").doesNotContain("\r\n\t").hasSizeLessThan(3_072);
            assertThat(reply.raw().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(1_000));
            assertThat(reply.header("Server")).isEqualTo("Filbert/1.0");
            assertThat(names).doesNotContain("Transfer-Encoding", "Content-Encoding");
        }
        assertThat(replies.getFirst().header("X-Thex-URI")).isEqualTo(n2x(hazel) + ";" + hazel.tigerRoot().base32());
    }

    @ParameterizedTest
    @DisplayName("T-12 T-15 ranges are served as asked, clipped at the end only")
    @CsvSource({
        "bytes=0-99, 0, 99",
        "bytes=1000-1999, 1000, 1999",
        "bytes=2999000-, 2999000, 2999999",
        "bytes=-5, 2999995, 2999999",
        "bytes 10-19, 10, 19",
        "bytes=2999990-99999999999999999999999, 2999990, 2999999",
        "bytes=0-, 0, 2999999",
        "bytes=0-2999999, 0, 2999999",
        "'bytes=7-8, 100-200', 7, 8",
        "'Bytes = 3 - 4 ', 3, 4",
        "bytes=-9999999999999999999999, 0, 2999999"
    })
    void rangesAreServedAsAsked(String range, int from, int to) {
        var reply = visitor().get(n2r(hazel), "Range: " + range);
        assertThat(reply.status()).isEqualTo(206);
        assertThat(reply.header("Content-Range")).isEqualTo("bytes " + from + "-" + to + "/" + SIZE);
        assertThat(reply.body()).isEqualTo(Arrays.copyOfRange(content, from, to + 1));
    }

    @Test
    @DisplayName("T-14 a range over the whole file is answered with all of it")
    void aRangeOverEverythingIsEverything() {
        var reply = visitor().get(n2r(hazel), "Range: bytes=0-" + (SIZE + 5L));
        assertThat(reply.status()).isEqualTo(206);
        assertThat(reply.body()).isEqualTo(content);
    }

    @ParameterizedTest
    @DisplayName("T-13 a start beyond the end is 416, garbage 400")
    @CsvSource({
        "bytes=3000000-, 416",
        "bytes=3000000-3000001, 416",
        "bytes=99999999999999999999999-, 416",
        "bytes=-0, 416",
        "bytes=9-3, 400",
        "bytes=a-b, 400",
        "bytes=-, 400",
        "bytes=--5, 400",
        "lines=1-2, 400",
        "bytes, 400",
        "bytes=5, 400"
    })
    void unservableRangesAreRefused(String range, int status) {
        var visitor = visitor();
        var reply = visitor.get(n2r(hazel), "Range: " + range);
        assertThat(reply.status()).isEqualTo(status);
        if (status == 416) {
            assertThat(reply.header("Content-Range")).isEqualTo("bytes */" + SIZE);
            assertThat(reply.header("X-Gnutella-Content-URN")).isEqualTo("urn:sha1:" + hazel.sha1().base32());
            assertThat(visitor.head(n2r(hazel)).status()).isEqualTo(200);
        }
    }

    @Test
    void anEmptyFileIsServedEmptyAndHasNoRanges() {
        var empty = scene.shelf.put("empty.txt", new byte[0]);
        var visitor = visitor();
        var reply = visitor.get(n2r(empty));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Length")).isEqualTo("0");
        assertThat(visitor.get(n2r(empty), "Range: bytes=0-").status()).isEqualTo(416);
        assertThat(visitor.get(n2r(empty), "Range: bytes=-5").status()).isEqualTo(416);
    }

    @Test
    @DisplayName("T-18 pipelined requests are answered completely and in order")
    void pipelinedRequestsAreAnsweredInOrder() {
        var visitor = visitor();
        visitor.say(request("GET", n2r(hazel)) + request("GET", n2r(hazel), "Range: bytes=10-19") + request("HEAD", n2r(hazel)) + request("GET", "/nothing")
                + request("GET", n2r(hazel), "Range: bytes=-4"));
        assertThat(visitor.reply().body()).isEqualTo(content);
        assertThat(visitor.reply().body()).isEqualTo(Arrays.copyOfRange(content, 10, 20));
        assertThat(visitor.replyWithoutBody().header("Content-Length")).isEqualTo("" + SIZE);
        assertThat(visitor.reply().status()).isEqualTo(404);
        assertThat(visitor.reply().body()).isEqualTo(Arrays.copyOfRange(content, SIZE - 4, SIZE));
        assertThat(visitor.unread()).isZero();
    }

    @Test
    void aFloodOfPipelinedRequestsIsAnsweredOneByOne() {
        var visitor = visitor();
        visitor.say("HEAD /x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n".repeat(1_500));
        for (var i = 0; i < 1_500; i++) {
            assertThat(visitor.replyWithoutBody().status()).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("T-11 folded and repeated headers are joined, 129 lines or 16 KiB refused")
    void headersAreReadTolerantlyUpToTheirCeilings() {
        var visitor = visitor();
        var other = "urn:sha1:" + scene.shelf.put("other.txt", noise(5)).sha1().base32();
        var ours = "urn:sha1:" + hazel.sha1().base32();
        var range = "range: bytes=0-0";
        assertThat(visitor.get(n2r(hazel), range, "X-Gnutella-Content-URN: " + other + ",\r\n " + ours).status()).isEqualTo(206);
        assertThat(visitor.get(n2r(hazel), range, "X-Content-URN: " + other, "x-content-urn: " + ours).status()).isEqualTo(206);
        var lines = new String[128];
        Arrays.setAll(lines, i -> "X-" + i + ": y");
        assertThat(visitor.get(n2r(hazel), lines).status()).isEqualTo(400);
        assertThat(visitor.closed()).isTrue();
        var long1 = new String[10];
        Arrays.setAll(long1, i -> "X-" + i + ": " + "y".repeat(1_700));
        assertThat(visitor().get(n2r(hazel), long1).status()).isEqualTo(400);
        assertThat(visitor().get("/get/1/" + "x".repeat(1_100)).status()).isEqualTo(400);
    }

    @Test
    void aPeerThatExpectsAnotherContentIsToldSo() {
        var other = scene.shelf.put("other.txt", noise(5));
        var visitor = visitor();
        var expecting = "X-Gnutella-Content-URN: urn:sha1:" + other.sha1().base32();
        assertThat(visitor.get(n2r(hazel), expecting).status()).isEqualTo(404);
        assertThat(visitor.get("/get/1/blue%20hazel.ogg", expecting).status()).isEqualTo(404);
        assertThat(visitor.get("/get/2/other.txt", expecting).status()).isEqualTo(200);
        assertThat(visitor.get("/get/2/other.txt", "X-Content-URN: urn:md5:whatever, nonsense").status()).isEqualTo(200);
    }

    @Test
    void aFileChangedSinceItWasHashedIsNotServed() throws IOException {
        Files.write(folder.resolve("music/blue hazel.ogg"), noise(SIZE + 1));
        var visitor = visitor();
        var reply = visitor.get(n2r(hazel));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("60");
        assertThat(reply.header("X-Gnutella-Content-URN")).isEqualTo("urn:sha1:" + hazel.sha1().base32());
        assertThat(scene.shelf.reported).containsExactly(hazel);
        Files.delete(folder.resolve("music/blue hazel.ogg"));
        assertThat(visitor.head(n2r(hazel)).status()).isEqualTo(503);
    }

    @Test
    void aFileChangedBetweenTwoRangesIsNotServed() throws IOException {
        var visitor = visitor();
        assertThat(visitor.get(n2r(hazel), "Range: bytes=0-9").status()).isEqualTo(206);
        Files.write(folder.resolve("music/blue hazel.ogg"), noise(SIZE + 1));
        var reply = visitor.get(n2r(hazel), "Range: bytes=10-19");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("60");
        assertThat(scene.shelf.reported).containsExactly(hazel);
    }

    @Test
    void whatTakesAFilesNameBetweenTwoRangesIsNeverServedForIt() throws IOException {
        var visitor = visitor();
        assertThat(visitor.get(n2r(hazel), "Range: bytes=0-9").body()).isEqualTo(Arrays.copyOf(content, 10));
        var path = folder.resolve("music/blue hazel.ogg");
        var other = Files.write(folder.resolve("other"), new byte[SIZE]);
        Files.setLastModifiedTime(other, FileTime.from(hazel.modified()));
        Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
        assertThat(visitor.get(n2r(hazel), "Range: bytes=10-19").body()).isEqualTo(Arrays.copyOfRange(content, 10, 20));
        Files.delete(path);
        assertThat(visitor.get(n2r(hazel), "Range: bytes=20-29").status()).isEqualTo(503);
    }

    @Test
    void aFileIsHeldOpenBetweenTwoRangesAndNotBehindItsConnection() throws IOException {
        assumeTrue(Files.isDirectory(OUR_OPEN_FILES));
        var walnut = scene.shelf.put("walnut.ogg", noise(1000));
        var visitor = visitor();
        visitor.get(n2r(hazel), "Range: bytes=0-9");
        assertThat(openFiles()).containsExactly("blue hazel.ogg");
        visitor.get(n2r(walnut), "Range: bytes=0-9");
        assertThat(openFiles()).containsExactly("walnut.ogg");
        visitor.link.close();
        scene.run(Duration.ofSeconds(1));
        assertThat(openFiles()).isEmpty();
        visitor().get(n2r(hazel), "Connection: close");
        assertThat(openFiles()).isEmpty();
    }

    /** Names of the files below our folder that this process has open. */
    private List<String> openFiles() throws IOException {
        var names = new ArrayList<String>();
        try (var descriptors = Files.newDirectoryStream(OUR_OPEN_FILES)) {
            for (var descriptor : descriptors) {
                try {
                    var file = Files.readSymbolicLink(descriptor);
                    if (file.startsWith(folder)) {
                        names.add(file.getFileName().toString());
                    }
                } catch (NoSuchFileException closedMeanwhile) {
                    continue;
                }
            }
        }
        return names;
    }

    @Test
    void aFileReplacedByALinkIsNotServed() throws IOException {
        var path = folder.resolve("music/blue hazel.ogg");
        var elsewhere = Files.move(path, folder.resolve("elsewhere"));
        Files.createSymbolicLink(path, elsewhere);
        assertThat(visitor().get(n2r(hazel)).status()).isEqualTo(503);
    }

    @Test
    void aFileThatShrinksInMidReplyEndsTheConnection() throws IOException {
        scene.net.bandwidth(100_000);
        var visitor = visitor().say(request("GET", n2r(hazel)));
        scene.run(Duration.ofSeconds(2));
        try (var file = FileChannel.open(folder.resolve("music/blue hazel.ogg"), StandardOpenOption.WRITE)) {
            file.truncate(500_000);
        }
        scene.run(Duration.ofSeconds(30));
        assertThat(visitor.heard.isClosed()).isTrue();
        assertThat(visitor.heard.size()).isLessThan(SIZE);
        assertThat(scene.server.view()).extracting(UploadView::state).containsExactly("cut");
    }

    @Test
    @DisplayName("T-24 a tree is served as THEX and proves the root, and is not found where there is none")
    void treesAreServed() {
        var visitor = visitor();
        var reply = visitor.get(n2x(hazel), "Accept: application/dime");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/dime");
        assertThat(Thex.read(reply.body(), hazel.tigerRoot(), SIZE).shape().slice()).isEqualTo(256 * 1024);
        assertThat(visitor.head(n2x(hazel)).header("Content-Length")).isEqualTo("" + reply.body().length);
        scene.shelf.forgetTree(hazel);
        assertThat(visitor.get(n2x(hazel)).status()).isEqualTo(404);
        assertThat(visitor.get("/uri-res/N2X?urn:sha1:" + "B".repeat(32)).status()).isEqualTo(404);
    }

    /** Requests recorded from gtk-gnutella's own tests; only the hashes are ours. */
    @ParameterizedTest
    @MethodSource("recorded")
    void recordedRequestsAreAnsweredAsTheyWere(Vectors recorded) {
        scene.shelf.put("lab note 06 gravel.txt", noise(5_064));
        var visitor = visitor();
        var requests = recorded.kind("REQUEST").toList();
        var replies = recorded.kind("RESPONSE-HEADERS").toList();
        for (var i = 0; i < requests.size(); i++) {
            var theirs = replies.get(i).text().split(" ", 3)[1];
            var request = theirs.startsWith("4")
                    ? requests.get(i).text()
                    : requests.get(i).text().replaceFirst("urn:(sha1|bitprint):[^ ]+ HTTP", "urn:sha1:" + hazel.sha1().base32() + " HTTP")
                            .replaceFirst("X-Gnutella-Content-URN: [^\r]+", "X-Gnutella-Content-URN: urn:sha1:" + hazel.sha1().base32())
                            .replace("/get/13/", "/get/2/");
            visitor.say(request);
            var ours = request.startsWith("HEAD") ? visitor.replyWithoutBody() : visitor.reply();
            assertThat(ours.status() / 100).as("%s: %s", recorded, request).isEqualTo(Integer.parseInt(theirs) / 100);
        }
    }

    static List<Vectors> recorded() {
        return List.of(
                        "http-404",
                        "http-404-index",
                        "http-bad-urn",
                        "http-bitprint",
                        "http-get-by-index",
                        "http-get-full-small",
                        "http-get-http10",
                        "http-get-large-first-range",
                        "http-get-range-keepalive",
                        "http-get-unicode-name",
                        "http-head",
                        "http-limewire-like-first-request",
                        "http-thex")
                .stream()
                .map(name -> Vectors.of(name + ".hex"))
                .toList();
    }
}
