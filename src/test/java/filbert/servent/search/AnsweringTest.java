package filbert.servent.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.identity.Guid;
import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.identity.Urn;
import filbert.net.AddressScope;
import filbert.servent.routing.FixedSelf;
import filbert.servent.routing.ScriptedNeighbour;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.MalformedMessageException;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Query;
import filbert.wire.message.QueryHit;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class AnsweringTest {
    private static final Instant NOW = Instant.parse("2026-01-03T03:04:05Z"); // a day after the files came
    private static final Guid QUERY = new Guid(1, 2);
    private static final FixedSelf SELF = FixedSelf.leaf(9);

    private final ListedLibrary library = ListedLibrary.of("blue hazel song.wav", "hazel grove at dawn.txt", "Café Hazel menu.txt", "walnut.txt");
    private final ScriptedNeighbour asker = ScriptedNeighbour.ultrapeer(1);
    private boolean busy;
    private Instant now = NOW;

    private List<QueryHit> answers(Query query) {
        return answers(query, 1, SELF, AddressScope.LOOPBACK);
    }

    private List<QueryHit> answers(Query query, int hops, FixedSelf self, AddressScope scope) {
        var answering = new Answering(self, scope, library, new UploadSlots() {
            @Override
            public boolean allTaken() {
                return busy;
            }

            @Override
            public long kilobitsPerSlot() {
                return 2_000;
            }
        }, () -> now);
        var bytes = Unpooled.buffer();
        MessageCodec.encode(QUERY, 1, 0, query, bytes);
        bytes.skipBytes(Header.LENGTH);
        asker.heard.clear();
        answering.asked(asker, new Header(QUERY, Header.QUERY, 3, hops, bytes.readableBytes()), bytes);
        return asker.heard(Header.QUERY_HIT).stream().map(heard -> (QueryHit) heard.message()).toList();
    }

    private static Query query(String text) {
        return new Query(Query.MARK, text, List.of(), "", Ggep.EMPTY);
    }

    private static List<String> names(List<QueryHit> hits) {
        return hits.stream().flatMap(hit -> hit.results().stream()).map(QueryHit.Result::name).toList();
    }

    private static Query rich(String text, String attributes) {
        var xml = "<?xml version=\"1.0\"?><audios xsi:noNamespaceSchemaLocation=\"http://www.limewire.com/schemas/audio.xsd\"><audio " + attributes + "/></audios>";
        return new Query(Query.MARK, text, List.of(), xml, Ggep.EMPTY);
    }

    static Stream<Arguments> richQuestions() {
        return Stream.of(
                Arguments.of("artist=\"The Filberts\"", List.of("song one.mp3")),
                Arguments.of("artist=\"filb\"", List.of("song one.mp3")),
                Arguments.of("title=\"waltz walnut\" artist=\"filberts\" year=\"2026\"", List.of("song one.mp3")),
                Arguments.of("bitrate=\"192\"", List.of("song one.mp3", "song two.mp3")),
                Arguments.of("artist=\"Filberts\" year=\"20\"", List.of()),
                Arguments.of("artist=\"Filberts\" comments=\"nice\"", List.of()),
                Arguments.of("artist=\"Nobody\"", List.of()));
    }

    @ParameterizedTest
    @MethodSource("richQuestions")
    void aRichQueryIsAnsweredByFilesWhoseTagsFit(String attributes, List<String> expected) {
        library.add("song one.mp3", 9, new Tags("Walnut waltz", "The Filberts", "", "", 2026, 200, 192, 0, 0));
        library.add("song two.mp3", 9, new Tags("Hazel", "Others", "", "", 2026, 100, 192, 0, 0));
        library.add("song three.avi", 9, new Tags("Walnut waltz", "The Filberts", "", "", 2026, 200, 192, 0, 0));
        assertThat(names(answers(rich("song", attributes)))).containsExactlyElementsOf(expected);
    }

    @Test
    void aRichQueryWithoutWordsOfItsOwnIsMatchedByThoseOfItsFields() {
        library.add("track 7.mp3", 9, new Tags("Track of walnut", "Filberts", "", "", 0, 0, 0, 0, 0));
        assertThat(names(answers(rich("", "title=\"track\"")))).containsExactly("track 7.mp3");
        assertThat(names(answers(rich("", "genre=\"Folk\"")))).as("nothing to look for").isEmpty();
    }

    @Test
    void whatIsNoRichQueryAsksByItsWordsAlone() {
        for (var xml : List.of("<audios><audio/></audios>", "<nonsense", "<audios><song artist=\"x\"/></audios>")) {
            assertThat(names(answers(new Query(Query.MARK, "walnut", List.of(), xml, Ggep.EMPTY)))).as(xml).containsExactly("walnut.txt");
        }
    }

    @Test
    void aHashInARichQueryIsAnsweredWhateverTheTags() {
        var hash = Urn.of(ListedLibrary.sha1("walnut.txt"));
        var query = new Query(Query.MARK, "\\", List.of(hash), rich("", "artist=\"x\"").xml(), Ggep.EMPTY);
        assertThat(names(answers(query))).containsExactly("walnut.txt");
    }

    @Test
    @DisplayName("S-24: a hit carries address, vendor code, open data and servent GUID, and reads back as it was meant")
    void answersWithAWholeHit() {
        var hits = answers(query("grove hazel"));
        assertThat(hits).hasSize(1);
        var hit = hits.getFirst();
        assertThat(hit.host()).isEqualTo(SELF.address());
        assertThat(hit.host().port()).isNotZero();
        assertThat(hit.vendor()).isEqualTo("FILB");
        assertThat(hit.servent()).isEqualTo(SELF.servent());
        assertThat(hit.speed()).isEqualTo(2_000);
        assertThat(hit.trailer().push()).isEqualTo(QueryHit.Flag.NO);
        assertThat(hit.trailer().busy()).isEqualTo(QueryHit.Flag.NO);
        assertThat(hit.results()).hasSize(1);
        var result = hit.results().getFirst();
        assertThat(result.name()).isEqualTo("hazel grove at dawn.txt");
        assertThat(result.size()).isEqualTo(1_000);
        assertThat(result.index()).isPositive();
        assertThat(result.urn()).contains(Urn.of(ListedLibrary.sha1(result.name())));
    }

    @Test
    void goesBackWithTheQueryGuidHopsZeroAndTtlForTheWay() {
        answers(query("hazel"));
        assertThat(asker.heard.getFirst().header().guid()).isEqualTo(QUERY);
        assertThat(asker.heard.getFirst().header().hops()).isZero();
        assertThat(asker.heard.getFirst().header().ttl()).isEqualTo(3);
        answers(query("hazel"), 12, SELF, AddressScope.LOOPBACK);
        assertThat(asker.heard.getFirst().header().ttl()).isEqualTo(7);
    }

    @Test
    @DisplayName("S-31: records never share alternates, for they carry none")
    void recordsCarryNoAlternates() {
        for (var hit : answers(query("hazel"))) {
            assertThat(hit.results()).hasSize(3).allSatisfy(result -> assertThat(result.extensions().has("ALT")).isFalse());
        }
    }

    @Test
    @DisplayName("S-22: at most 10 records per hit and 50 per query")
    void splitsAndCaps() {
        for (var i = 0; i < 70; i++) {
            library.add("hazel number " + i + ".txt", i);
        }
        var hits = answers(query("number"));
        assertThat(hits).hasSize(5).allSatisfy(hit -> assertThat(hit.results()).hasSize(10));
        assertThat(names(hits)).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("S-22, S-12: what's new is answered with the 3 newest files, of the type asked for, none older than 14 days")
    void tellsWhatIsNew() {
        var wantsNew = new Query(Query.MARK, "", List.of(), "", Ggep.EMPTY.with("WH"));
        assertThat(names(answers(query(Query.WHATS_NEW)))).containsExactly("walnut.txt", "Café Hazel menu.txt", "hazel grove at dawn.txt");
        assertThat(names(answers(wantsNew))).hasSize(3);
        var audio = new Query(Query.MARK, Query.WHATS_NEW, List.of(), "", Ggep.EMPTY.with("M", (byte) 4));
        assertThat(names(answers(audio))).containsExactly("blue hazel song.wav");
        now = NOW.plus(Duration.ofDays(15));
        assertThat(answers(wantsNew)).isEmpty();
    }

    @Test
    void leavesUnknownFeaturesAlone() {
        assertThat(answers(new Query(Query.MARK, "hazel", List.of(), "", Ggep.EMPTY.with("WH", (byte) 2)))).isEmpty();
        var both = new Query(Query.MARK, Query.NO_TEXT, List.of(Urn.of(ListedLibrary.sha1("walnut.txt"))), "", Ggep.EMPTY.with("WH", (byte) 1));
        assertThat(answers(both)).as("2.3: with a hash it is no question").isEmpty();
    }

    @Test
    @DisplayName("S-20: a URN query returns exactly the file with that SHA-1, even with text \\")
    void answersHashes() {
        var urn = Urn.of(ListedLibrary.sha1("walnut.txt"));
        assertThat(names(answers(new Query(Query.MARK, Query.NO_TEXT, List.of(urn), "", Ggep.EMPTY)))).containsExactly("walnut.txt");
        var key = Ggep.EMPTY.with("u", urn.toString().substring(4).getBytes(StandardCharsets.US_ASCII));
        assertThat(names(answers(new Query(Query.MARK, Query.NO_TEXT, List.of(), "", key)))).containsExactly("walnut.txt");
        assertThat(answers(query(Query.NO_TEXT))).isEmpty();
    }

    @Test
    @DisplayName("S-13: XQ replaces the text")
    void matchesTheWholeText() {
        var xq = Ggep.EMPTY.with("XQ", "hazel grove".getBytes(StandardCharsets.UTF_8));
        assertThat(names(answers(new Query(Query.MARK, "hazel", List.of(), "", xq)))).containsExactly("hazel grove at dawn.txt");
    }

    @Test
    @DisplayName("S-19: cafe finds Café")
    void matchesFoldedWords() {
        assertThat(names(answers(query("CAFE")))).containsExactly("Café Hazel menu.txt");
        assertThat(names(answers(query("café haz")))).containsExactly("Café Hazel menu.txt");
    }

    @Test
    void ignoresTheListingQueryAndTextsTooShort() {
        assertThat(answers(query(Query.BROWSE))).isEmpty();
        assertThat(answers(query("h"))).isEmpty();
        assertThat(answers(query("haz"), 3, SELF, AddressScope.LOOPBACK)).as("from afar").isEmpty();
        assertThat(answers(query("haz"), 2, SELF, AddressScope.LOOPBACK)).isNotEmpty();
    }

    @Test
    @DisplayName("S-23: firewalled we and a firewalled asker leave each other alone")
    void staysSilentBetweenFirewalls() {
        var behind = new FixedSelf(SELF.servent(), false, SELF.address(), false);
        var firewalled = new Query(Query.MARK | Query.FIREWALLED, "hazel", List.of(), "", Ggep.EMPTY);
        assertThat(answers(firewalled, 1, behind, AddressScope.PUBLIC)).isEmpty();
        var hits = answers(query("hazel"), 1, behind, AddressScope.PUBLIC);
        assertThat(hits.getFirst().trailer().push()).isEqualTo(QueryHit.Flag.YES);
        assertThat(answers(firewalled, 1, SELF, AddressScope.PUBLIC)).isNotEmpty();
    }

    @Test
    void saysBusyWhileEverySlotIsTaken() {
        busy = true;
        assertThat(answers(query("hazel")).getFirst().trailer().busy()).isEqualTo(QueryHit.Flag.YES);
    }

    @Test
    @DisplayName("3.3: text URN and TT for those who do not read H, a bitprint in H for those who do; S-30: no NUL in a record")
    void writesHashesAsTheAskerReadsThem() {
        var sha1 = Sha1.of(new byte[] {0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8, 0, 9, 0, 10});
        var root = new TigerRoot(0, 5, 0);
        var file = new LocalFile(7, "", "tree.txt", 3_000_000_000L, sha1, Optional.of(root), Instant.ofEpochSecond(1 << 16), Tags.NONE);
        var plain = Records.of(file, false);
        assertThat(plain.extensions().has("H")).isFalse();
        assertThat(plain.extensions().get("TT")).contains(root.bytes());
        var binary = Records.of(file, true);
        assertThat(binary.extensions().get("H").orElseThrow()).hasSize(45).startsWith(2);
        assertThat(binary.extensions().has("TT")).isFalse();
        assertThat(binary.extensions().get("CT")).contains(new byte[] {0, 0, 1});
        for (var result : List.of(plain, binary)) {
            var unsaid = QueryHit.Flag.UNSAID;
            var hit = new QueryHit(
                    SELF.address(), 1, List.of(result), "FILB", new QueryHit.Trailer(unsaid, unsaid, unsaid, unsaid, false), "", Ggep.EMPTY, SELF.servent());
            asker.heard.clear();
            asker.send(QUERY, 1, 0, hit);
            var read = ((QueryHit) asker.heard.getFirst().message()).results().getFirst();
            assertThat(read.urn()).contains(new Urn(Optional.of(sha1), Optional.of(root)));
            assertThat(read.size()).as("S-29").isEqualTo(3_000_000_000L);
        }
    }

    @Test
    @DisplayName("3.6: what files say of themselves goes to those who set the XML bit, and to nobody else")
    void tellsTagsToThoseWhoRead() {
        library.add("walnut tune.mp3", 5, new Tags("Blue <hazel>", "The Filberts", "Nuts", "", 2026, 201, 192, 0, 0));
        var asking = new Query(Query.MARK | Query.XML, "walnut tune", List.of(), "", Ggep.EMPTY);
        assertThat(answers(asking).getFirst().xml())
                .isEqualTo("<?xml version=\"1.0\"?><audios xsi:noNamespaceSchemaLocation=\"http://www.limewire.com/schemas/audio.xsd\">"
                        + "<audio index=\"0\" title=\"Blue &lt;hazel&gt;\" artist=\"The Filberts\" album=\"Nuts\" year=\"2026\" seconds=\"201\""
                        + " bitrate=\"192\"/></audios>");
        assertThat(answers(query("walnut tune")).getFirst().xml()).isEmpty();
    }

    @Test
    void tagsThatWouldSwellAHitStayAtHome() {
        for (var i = 0; i < 10; i++) {
            library.add("longish " + i + ".mp3", 5, new Tags("&".repeat(200), "&".repeat(200), "", "", 0, 0, 0, 0, 0));
        }
        var hit = answers(new Query(Query.MARK | Query.XML, "longish", List.of(), "", Ggep.EMPTY)).getFirst();
        assertThat(hit.results()).hasSize(10);
        assertThat(hit.xml()).isEmpty();
    }

    @Test
    void aMalformedQueryIsThePeersFault() {
        var answering = new Answering(SELF, AddressScope.LOOPBACK, library, new UploadSlots() {
            @Override
            public boolean allTaken() {
                return false;
            }

            @Override
            public long kilobitsPerSlot() {
                return 1;
            }
        }, () -> now);
        var header = new Header(QUERY, Header.QUERY, 1, 1, 4);
        assertThatThrownBy(() -> answering.asked(asker, header, Unpooled.wrappedBuffer(new byte[] {(byte) 0x80, 0, 'a', 'b'})))
                .isInstanceOf(MalformedMessageException.class);
    }
}
