package filbert.sharing.upload;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.net.AddressScope;
import filbert.servent.routing.FixedSelf;
import filbert.servent.search.ListedLibrary;
import filbert.servent.search.Listing;
import filbert.servent.search.OwnHits;
import filbert.servent.search.SharedPath;
import filbert.servent.search.Tags;
import filbert.wire.header.EmittedHead;
import filbert.wire.message.Header;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.QueryHit;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Others ask for the list of all we share (3-transfer, 3.10). */
final class BrowsedByTest {
    private static final String ACCEPT = "Accept: application/x-gnutella-packets";
    private static final UploadSettings CLOSED = new UploadSettings(6, 2, 20, false, false);

    @TempDir
    private Path folder;

    private UploadScene scene;
    private final ListedLibrary library = new ListedLibrary();

    @BeforeEach
    void listen() {
        scene = new UploadScene(folder);
        scene.listing = new Listing(library, new OwnHits(FixedSelf.leaf(1), AddressScope.PUBLIC, scene.server.slots()));
    }

    private void share(int files) {
        for (var i = 1; i <= files; i++) {
            library.add("leaf " + i + ".txt", i);
        }
    }

    private static String get(String... headers) {
        return Visitor.request("GET", "/", headers);
    }

    /** Head and hits of a reply that ended with its connection. */
    private record Told(String head, List<QueryHit> hits, List<Header> headers) {
        List<String> names() {
            return hits.stream().flatMap(hit -> hit.results().stream()).map(QueryHit.Result::name).toList();
        }
    }

    private Told told(Visitor visitor) {
        assertThat(scene.net.runUntil(visitor.heard::isClosed, Duration.ofMinutes(20))).isTrue();
        var text = visitor.heard.text();
        var end = text.indexOf("\r\n\r\n") + 4;
        var body = Unpooled.wrappedBuffer(Arrays.copyOfRange(visitor.heard.bytes(), end, visitor.heard.size()));
        var hits = new ArrayList<QueryHit>();
        var headers = new ArrayList<Header>();
        while (body.isReadable()) {
            var header = Header.read(body);
            headers.add(header);
            hits.add((QueryHit) MessageCodec.decode(header.type(), body.readSlice(header.length())));
        }
        return new Told(text.substring(0, end), hits, headers);
    }

    @Test
    @DisplayName("T-53 With the right Accept all files come as query hits, ten in each, until the connection closes")
    void allFilesComeAsHits() {
        share(1_234);
        var told = told(scene.visitor("5.2.2.2").say(get("Accept: text/html, application/x-gnutella-packets;q=0.5")));

        assertThat(told.head()).startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Content-Type: application/x-gnutella-packets\r\n", "Connection: close\r\n", "X-Features: fwalt/0.1, tls/1.0, browse/1.0\r\n")
                .doesNotContain("Content-Length", "Transfer-Encoding", "Content-Encoding");
        assertThat(told.headers()).allSatisfy(header -> {
            assertThat(header.type()).isEqualTo(Header.QUERY_HIT);
            assertThat(header.ttl()).isEqualTo(1);
        });
        assertThat(told.hits()).hasSize(124).allSatisfy(hit -> {
            assertThat(hit.results()).hasSizeBetween(1, 10);
            assertThat(hit.extensions().has("BH")).isTrue();
            assertThat(hit.servent()).isEqualTo(FixedSelf.leaf(1).servent());
        });
        assertThat(told.names()).hasSize(1_234).doesNotHaveDuplicates().contains("leaf 1.txt", "leaf 1234.txt");
    }

    private static List<String> folders(Told told) {
        return told.hits().stream().flatMap(hit -> hit.results().stream()).map(file -> SharedPath.told(file.extensions())).toList();
    }

    @Test
    @DisplayName("Folders are told where the household says so, only those below the shared one, and without anything that climbs or controls")
    void foldersAreToldWhereTheHouseholdSaysSo() {
        library.add("", "top.txt", 1, Tags.NONE);
        library.add("Käse/old\u0000 songs", "inside.txt", 2, Tags.NONE);
        library.add("../..//home/\u202Eanna", "odd.txt", 3, Tags.NONE);
        library.add("a".repeat(300) + "/" + "ß".repeat(110) + "/b", "long.txt", 4, Tags.NONE);
        library.add("a".repeat(300) + "/" + "ß".repeat(105) + "/b", "just.txt", 5, Tags.NONE);
        library.add("c/".repeat(40), "deep.txt", 6, Tags.NONE);
        assertThat(folders(told(scene.visitor("5.2.2.2").say(get(ACCEPT))))).containsOnly("");

        scene.settings = new UploadSettings(6, 2, 20, true, true);
        assertThat(folders(told(scene.visitor("5.3.3.3").say(get(ACCEPT))))).containsExactly(
                "", "Käse/old songs", "home/anna", "a".repeat(300), "a".repeat(300) + "/" + "ß".repeat(105), "c/".repeat(15) + "c");
    }

    private String page(Visitor visitor) {
        assertThat(scene.net.runUntil(visitor.heard::isClosed, Duration.ofMinutes(20))).isTrue();
        return new String(visitor.heard.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("T-53 A browser gets a page with a link to each file, in which no name is more than a name")
    void browsersGetAPage() {
        var odd = library.add("", "<script>alert(1)</script>\"'&.txt", 1, Tags.NONE);
        library.add("Käse/old", "größer.ogg", 3_000_000_000L, Tags.NONE);
        scene.settings = new UploadSettings(6, 2, 20, true, true);
        var told = page(scene.visitor("5.2.2.2").say(get("Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")));

        EmittedHead.check(told.substring(0, told.indexOf("\r\n\r\n") + 4));
        assertThat(told).startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Content-Type: text/html; charset=utf-8\r\n", "Content-Security-Policy: default-src 'none'", "Connection: close\r\n")
                .contains("<a href=\"/uri-res/N2R?urn:sha1:" + odd.sha1().base32() + "\" download=\"&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;.txt\">")
                .contains(">Käse/old/größer.ogg</a></td><td>3000000000</td>")
                .doesNotContain("<script")
                .endsWith("</table>\n</body>\n</html>\n");
        assertThat(scene.visitor("5.2.2.2").get("/", "Accept: text/html").status()).as("again within the hour, in whatever form").isEqualTo(429);
    }

    @Test
    void aPageIsBoundedAndSaysSo() {
        share(HtmlList.MOST_ROWS + 200);
        var told = page(scene.visitor("5.2.2.2").say(get("Accept: text/html")));
        assertThat(told.split("<tr><td>", -1)).hasSize(HtmlList.MOST_ROWS + 1);
        assertThat(told).contains("more files than are listed");
    }

    @Test
    void noPageWhereTheListIsSwitchedOff() {
        scene.settings = CLOSED;
        assertThat(scene.visitor("5.2.2.2").get("/", "Accept: text/html").status()).isEqualTo(403);
    }

    @Test
    void whoSharesNothingTellsNothing() {
        assertThat(told(scene.visitor("5.2.2.2").say(get(ACCEPT))).hits()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept: */*", "Accept: text/*", "Accept: text/html2", "Accept: application/x-gnutella-packets2", "User-Agent: nobody"})
    @DisplayName("T-53 Without the type in Accept: 406")
    void otherTypesAreNotHad(String header) {
        share(1);
        assertThat(scene.visitor("5.2.2.2").get("/", header).status()).isEqualTo(406);
    }

    @Test
    @DisplayName("T-53 Disabled: 403, and neither replies nor hits say otherwise")
    void switchedOffIsSaid() {
        share(1);
        scene.settings = CLOSED;
        var reply = scene.visitor("5.2.2.2").get("/", ACCEPT);

        assertThat(reply.head().startLine()).isEqualTo("HTTP/1.1 403 Browse Host Disabled");
        assertThat(scene.server.slots().browsable()).isFalse();
        assertThat(scene.listing.behind(0, 10).hits()).allSatisfy(hit -> assertThat(hit.extensions().has("BH")).isFalse());
    }

    @Test
    @DisplayName("T-53 Too often: 429 once, then not a word, until an hour is over")
    void onceAnHour() {
        share(1);
        assertThat(told(scene.visitor("5.2.2.2").say(get(ACCEPT))).names()).hasSize(1);
        var again = scene.visitor("5.2.2.2").get("/", ACCEPT);
        assertThat(again.head().startLine()).isEqualTo("HTTP/1.1 429 Cannot Browse Too Often");
        assertThat(again.header("Retry-After")).isEqualTo("3600");
        var third = scene.visitor("5.2.2.2").say(get(ACCEPT));
        assertThat(third.closed()).isTrue();
        assertThat(third.unread()).isZero();
        assertThat(told(scene.visitor("5.3.3.3").say(get(ACCEPT))).names()).hasSize(1);

        scene.run(BrowsedBy.ONCE_IN);
        assertThat(told(scene.visitor("5.2.2.2").say(get(ACCEPT))).names()).hasSize(1);
    }

    @Test
    void theListComesNoFasterThanSmallThingsMay() {
        share(20_000);
        var visitor = scene.visitor("5.2.2.2").say(get(ACCEPT));
        scene.run(Duration.ofSeconds(2));

        assertThat(visitor.heard.isClosed()).isFalse();
        assertThat(visitor.heard.size()).isLessThanOrEqualTo((int) (8 * SmallThings.BYTES_PER_SECOND));
        assertThat(told(visitor).names()).hasSize(20_000);
    }

    @Test
    void oneListAtATime() {
        share(5_000);
        var first = scene.visitor("5.2.2.2").say(get(ACCEPT));
        scene.run(Duration.ofMillis(100));
        assertThat(scene.visitor("5.3.3.3").get("/", ACCEPT).status()).isEqualTo(503);
        first.link.close();
        scene.run(Duration.ofSeconds(30));

        assertThat(told(scene.visitor("5.3.3.3").say(get(ACCEPT))).names()).hasSize(5_000);
    }

    @Test
    void whoDoesNotReadKeepsNobodyFromTheList() {
        share(20_000);
        var deaf = scene.visitor("5.2.2.2");
        deaf.link.reading(false);
        deaf.say(get(ACCEPT));
        scene.run(BrowsedBy.STUCK.plusSeconds(60));

        assertThat(told(scene.visitor("5.3.3.3").say(get(ACCEPT))).names()).hasSize(20_000);
    }

    @Test
    void switchingOffEndsTheList() {
        share(5_000);
        var visitor = scene.visitor("5.2.2.2").say(get(ACCEPT));
        scene.run(Duration.ofSeconds(1));
        scene.settings = CLOSED;

        assertThat(told(visitor).names()).hasSizeLessThan(5_000);
    }

    @Test
    void aFaultKeepsNobodyFromTheList() {
        share(1);
        scene.faulty = true;
        var first = scene.visitor("5.2.2.2").say(get(ACCEPT));
        assertThat(first.closed()).isTrue();
        scene.faulty = false;
        assertThat(told(scene.visitor("5.3.3.3").say(get(ACCEPT))).names()).hasSize(1);
    }
}
