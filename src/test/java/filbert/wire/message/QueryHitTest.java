package filbert.wire.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.identity.Urn;
import filbert.wire.Zlib;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.QueryHit.Flag;
import filbert.wire.message.QueryHit.Result;
import filbert.wire.message.QueryHit.Trailer;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QueryHitTest {
    private static final HostAddress HOST = HostAddress.parse("192.0.2.7:6346").orElseThrow();
    private static final String SERVENT = "000102030405060708090a0b0c0d0e0f";
    private static final Guid GUID = Guid.parse(SERVENT);
    private static final String SHA1 = "PLSTHIPQGSSZTS5FJUPAKUZWUGYQYPFB";
    private static final Urn URN = Urn.parse("urn:sha1:" + SHA1).orElseThrow();
    private static final Trailer SAID = new Trailer(Flag.NO, Flag.YES, Flag.NO, Flag.YES, true);

    private static final String HEAD = "01" + "ca18" + "c0000207" + "e8030000";
    private static final String RECORD = "07000000" + "00100000" + ascii("a.ogg") + "00" + ascii("urn:sha1:" + SHA1) + "00";
    private static final String TRAILER = ascii("FILB") + "02" + "3c35" + "c3" + "824248" + "40"; // busy, measured, GGEP; push is known not to be needed

    @Test
    void readsAndWritesTheGoldenHit() { // S-24
        var hit = hit(List.of(new Result(7, 4_096, "a.ogg", Optional.of(URN), Ggep.EMPTY)), SAID, "", Ggep.EMPTY.with("BH"));
        var golden = HEAD + RECORD + TRAILER + SERVENT;
        assertThat(hex(hit)).isEqualTo(golden);
        assertThat(decode(golden)).isEqualTo(hit);
    }

    @ParameterizedTest
    @CsvSource({
        // A has the value of bit 0 and the validity of the others, B the other way round
        "00, 01, NO, UNSAID, UNSAID, UNSAID, false", "01, 01, YES, UNSAID, UNSAID, UNSAID, false", "01, 00, UNSAID, UNSAID, UNSAID, UNSAID, false",
        "04, 04, UNSAID, YES, UNSAID, UNSAID, false", "04, 00, UNSAID, NO, UNSAID, UNSAID, false", "00, 04, UNSAID, UNSAID, UNSAID, UNSAID, false",
        "08, 08, UNSAID, UNSAID, YES, UNSAID, false", "10, 00, UNSAID, UNSAID, UNSAID, NO, false", "20, 20, UNSAID, UNSAID, UNSAID, UNSAID, true",
        "3d, 3d, YES, YES, YES, YES, true",
    })
    void bitZeroIsReversed(String a, String b, Flag push, Flag busy, Flag uploaded, Flag measured, boolean ggep) { // S-25
        var hit = decode(HEAD + RECORD + ascii("GTKG") + "02" + a + b + SERVENT);
        assertThat(hit.trailer()).isEqualTo(new Trailer(push, busy, uploaded, measured, ggep));
    }

    @ParameterizedTest
    @CsvSource({"00, UNSAID", "0104, UNSAID", "02" + "0505, YES", "04" + "05050100, YES", "07" + "05050100aabbcc, YES"})
    void openDataOfAnySizeIsRead(String openData, Flag push) { // S-26: one byte has value and validity in one
        var hit = decode(HEAD + RECORD + ascii("LIME") + openData + SERVENT);
        assertThat(hit.vendor()).isEqualTo("LIME");
        if (!openData.equals("0104")) {
            assertThat(hit.trailer().push()).isEqualTo(push);
        } else {
            assertThat(hit.trailer().busy()).isEqualTo(Flag.YES);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"03" + "0505", "ff", "04" + "050501"})
    void openDataBeyondThePacketDropsTheHit(String openData) { // S-26
        assertThatThrownBy(() -> decode(HEAD + RECORD + ascii("LIME") + openData + SERVENT)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void aHitWithoutTrailerIsRead() {
        var hit = decode(HEAD + RECORD + SERVENT);
        assertThat(hit.vendor()).isEmpty();
        assertThat(hit.results()).hasSize(1);
        assertThat(hex(hit)).isEqualTo(HEAD + RECORD + SERVENT);
    }

    @Test
    void theHitOfLimeWireIsRead() { // S-26, S-28: open data of four bytes, chat byte, GGEP, XML
        var xml = ascii("{}<?xml version=\"1.0\"?><audios/>") + "00";
        var size = HexFormat.of().toHexDigits((byte) (xml.length() / 2)) + "00";
        var hit = decode(HEAD + RECORD + ascii("LIME") + "04" + "3c00" + size + "01" + "c3" + "824248" + "40" + xml + SERVENT);
        assertThat(hit.xml()).isEqualTo("<?xml version=\"1.0\"?><audios/>");
        assertThat(hit.extensions()).isEqualTo(Ggep.EMPTY.with("BH"));
        assertThat(hit.servent()).isEqualTo(GUID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{plaintext}", "{PlainText}", "{deflate}", ""})
    void xmlIsReadInEveryWrapping(String prefix) { // S-28
        var xml = "<?xml version=\"1.0\"?><audios><audio index=\"0\" title=\"ä\"/></audios>";
        var utf8 = xml.getBytes(StandardCharsets.UTF_8);
        var body = HexFormat.of().formatHex(prefix.equals("{deflate}") ? Zlib.deflate(utf8) : utf8);
        assertThat(withXml(ascii(prefix) + body).xml()).isEqualTo(xml);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<!DOCTYPE audios [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><audios/>", "<?xml version=\"1.0\"?><!ENTITY a \"b\"><audios/>", "no xml", "{gzip}x", "{deflate}x",
    })
    void whatIsNoHarmlessXmlIsNone(String text) { // S-28
        assertThat(withXml(ascii(text)).xml()).isEmpty();
    }

    @Test
    void xmlIsInflatedUpToSixtyFourKibibytes() { // S-28
        var prefix = ascii("{deflate}");
        var large = "<a>" + " ".repeat(65_533);
        assertThat(withXml(prefix + HexFormat.of().formatHex(Zlib.deflate(large.getBytes(StandardCharsets.UTF_8)))).xml()).isEqualTo("<a>");
        var tooLarge = "<a>" + " ".repeat(65_534);
        assertThat(withXml(prefix + HexFormat.of().formatHex(Zlib.deflate(tooLarge.getBytes(StandardCharsets.UTF_8)))).xml()).isEmpty();
    }

    @Test
    void theLengthOfXmlIsNeverTheMagicOfGgep() { // S-27
        for (var length = 150; length < 1_200; length++) {
            var hit = hit(List.of(result("a.ogg")), SAID, "<a>" + "x".repeat(length), Ggep.EMPTY);
            var bytes = bytes(hit);
            var openData = indexOf(bytes, "FILB") + 4;
            assertThat(bytes[openData]).isEqualTo((byte) 4);
            assertThat(bytes[openData + 3]).isNotEqualTo((byte) 0xC3);
            assertThat(bytes[openData + 4]).isNotEqualTo((byte) 0xC3);
            assertThat(bytes[bytes.length - Guid.LENGTH - 1]).isZero();
            assertThat(((QueryHit) MessageCodec.decode(Header.QUERY_HIT, Unpooled.wrappedBuffer(bytes))).xml()).isEqualTo(hit.xml());
        }
    }

    @Test
    void smallXmlIsPlainAndLargeXmlIsPacked() { // 2-search, 3.6
        assertThat(ascii(hit(List.of(result("a")), SAID, "<a/>", Ggep.EMPTY))).contains("{}<a/>");
        assertThat(ascii(hit(List.of(result("a")), SAID, "<a>" + "x".repeat(1_000), Ggep.EMPTY))).contains("{deflate}");
        var hit = hit(List.of(result("a")), SAID, random(60_000), Ggep.EMPTY);
        assertThatThrownBy(() -> bytes(hit)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 0x7FFF_FFFFL, 0x8000_0000L, 0xFFFF_FFFEL, 0xFFFF_FFFFL, 1L << 40, (1L << 40) + 7})
    void sizesAboveTwoGigabytesGoIntoAKey(long size) { // S-29
        var hit = hit(List.of(new Result(7, size, "a.ogg", Optional.empty(), Ggep.EMPTY)), SAID, "", Ggep.EMPTY);
        var again = (QueryHit) MessageCodec.decode(Header.QUERY_HIT, Unpooled.wrappedBuffer(bytes(hit)));
        assertThat(again.results().getFirst().size()).isEqualTo(size);
        assertThat(again.results().getFirst().extensions().has("LF")).isEqualTo(size > 0x7FFF_FFFFL);
        assertThat(hex(hit).contains("ffffffff")).isEqualTo(size > 0x7FFF_FFFFL);
    }

    @Test
    void theExtensionsOfARecordHoldNoNul() { // S-30
        var root = new byte[24];
        root[5] = 9;
        var result = new Result(7, 1, "a.ogg", Optional.of(URN), Ggep.EMPTY.with("TT", root));
        var hit = hit(List.of(result), SAID, "", Ggep.EMPTY);
        var golden = HEAD + "07000000" + "01000000" + ascii("a.ogg") + "00" + ascii("urn:sha1:" + SHA1) + "1c" + "c3";
        assertThat(hex(hit)).startsWith(golden);
        var bytes = bytes(hit);
        var records = indexOf(bytes, "FILB");
        var extension = golden.length() / 2;
        for (var i = extension; i < records - 1; i++) {
            assertThat(bytes[i]).isNotZero();
        }
        assertThat(bytes[records - 1]).isZero();
        var read = decode(hex(hit)).results().getFirst();
        assertThat(read.extensions().get("TT")).hasValue(root);
        assertThat(read.urn().flatMap(Urn::tigerRoot)).contains(TigerRoot.of(root));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c3" + "825454" + "58" + "0001", "c3" + "015841" + "00" + "8159" + "40", "c3", "c3" + "815842" + "ff"})
    void aNulWithinTheExtensionsDropsTheHit(String extensions) { // S-30
        assertThatThrownBy(() -> decode(HEAD + "07000000" + "01000000" + ascii("a") + "00" + extensions + "00" + TRAILER + SERVENT))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void moreThanTenUnparsedBytesInARecordDropTheHit() { // 2-search, 3.2
        var record = HEAD + "07000000" + "01000000" + ascii("a") + "00" + "c3" + "b058";
        assertThat(decode(record + "11".repeat(8) + "00" + TRAILER + SERVENT).results()).hasSize(1);
        assertThatThrownBy(() -> decode(record + "11".repeat(9) + "00" + TRAILER + SERVENT)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void hashesAreReadFromEveryPlace() { // 2-search, 3.3
        var sha1 = HexFormat.of().formatHex(Sha1.parse(SHA1).bytes()).replace("00", "01");
        assertThat(record("c3" + "8148" + "55" + "01" + sha1).urn().flatMap(Urn::sha1)).isPresent();
        assertThat(record("c3" + "8148" + "6d" + "02" + sha1 + "11".repeat(24)).urn().flatMap(Urn::tigerRoot)).isPresent();
        assertThat(record("c3" + "8175" + "65" + ascii("sha1:" + SHA1)).urn()).contains(URN);
        assertThat(record(ascii("128 kbps 44 kHz 3:21") + "1c" + ascii("urn:sha1:" + SHA1)).urn()).contains(URN);
        assertThat(record(ascii("urn:sha1:NOTBASE32")).urn()).isEmpty();
        assertThat(record("").urn()).isEmpty();
    }

    @Test
    void aUrnIsWrittenOnceWhateverTheSpelling() { // 2-search, 3.3
        var h = new byte[45];
        h[0] = 2;
        System.arraycopy(Sha1.parse(SHA1).bytes(), 0, h, 1, 20);
        h[44] = 1;
        var root = TigerRoot.of(Arrays.copyOfRange(h, 21, 45));
        var both = new Urn(Optional.of(Sha1.parse(SHA1)), Optional.of(root));
        assertThat(ascii(hit(List.of(new Result(7, 1, "a", Optional.of(both), Ggep.EMPTY.with("H", h))), SAID, "", Ggep.EMPTY))).doesNotContain("urn:");
        assertThat(ascii(hit(List.of(new Result(7, 1, "a", Optional.of(both), Ggep.EMPTY)), SAID, "", Ggep.EMPTY))).contains(both.toString());
        assertThat(ascii(hit(List.of(new Result(7, 1, "a", Optional.of(both), Ggep.EMPTY.with("TT", root.bytes()))), SAID, "", Ggep.EMPTY)))
                .contains("urn:sha1:" + SHA1 + "\u001c");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "00" + "ca18" + "c0000207" + "e8030000", // no record
        "02" + "ca18" + "c0000207" + "e8030000", // one record too few
        "ff" + "ca18" + "c0000207" + "e8030000",
    })
    void theNumberOfRecordsMustBeTrue(String head) { // S-32
        assertThatThrownBy(() -> decode(head + RECORD + SERVENT)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void aHitCutAnywhereIsDroppedOrLosesItsTrailer() { // S-32
        var whole = HexFormat.of().parseHex(HEAD + RECORD + TRAILER);
        var records = (HEAD + RECORD).length() / 2;
        for (var length = 0; length < whole.length; length++) {
            var cut = HexFormat.of().formatHex(whole, 0, length) + SERVENT;
            if (length < records) {
                assertThatThrownBy(() -> decode(cut)).isInstanceOf(MalformedMessageException.class);
            } else if (length == records) {
                assertThat(decode(cut).vendor()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000000000000000000000000000", "abcdefabcdefabcdefabcdefabcdefab", "ffffffffffffffffffffffffffffffff"})
    void impossibleServentsAreDropped(String guid) { // S-32
        assertThatThrownBy(() -> decode(HEAD + RECORD + TRAILER + guid)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void aHitFromOurselvesOrNamedLikeTheQueryAnswersNothing() { // S-32
        var hit = decode(HEAD + RECORD + TRAILER + SERVENT);
        assertThat(hit.answers(new Guid(1, 1), new Guid(2, 2))).isTrue();
        assertThat(hit.answers(GUID, new Guid(2, 2))).isFalse();
        assertThat(hit.answers(new Guid(1, 1), GUID)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "a/b", "a\\b", "..", ".", "a\nb", "a\rb", "a\u0007", "\u0085", "hazel \u202Egpj.exe", "\u2067a"})
    void namesThatCouldLeaveTheFolderAreToldApart(String name) { // S-33
        assertThat(result(name).hasUnsafeName()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.ogg", "song...ogg", ".hidden", "Grüße 東京.txt", "שלום\u200F.txt", "می\u200Cخواهم.ogg", "a:b?.txt"})
    void ordinaryNamesAreSafe(String name) { // S-33
        assertThat(result(name).hasUnsafeName()).isFalse();
    }

    @Test
    void namesThatAreNotUtf8AreReadAsLatin1() {
        assertThat(decode(HEAD + "07000000" + "01000000" + "e92e6f6767" + "00" + "00" + TRAILER + SERVENT).results().getFirst().name())
                .isEqualTo("é.ogg");
    }

    @Test
    void twoHundredAndFiftyFiveRecordsAreTheMost() { // 2-search, 2.4
        var results = Collections.nCopies(255, result("a.ogg"));
        assertThat(decode(hex(hit(results, SAID, "", Ggep.EMPTY))).results()).hasSize(255);
        var tooMany = hit(Collections.nCopies(256, result("a.ogg")), SAID, "", Ggep.EMPTY);
        assertThatThrownBy(() -> bytes(tooMany)).isInstanceOf(IllegalArgumentException.class);
        var none = hit(List.of(), SAID, "", Ggep.EMPTY);
        assertThatThrownBy(() -> bytes(none)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Result record(String extensions) {
        return decode(HEAD + "07000000" + "01000000" + ascii("a") + "00" + extensions + "00" + TRAILER + SERVENT).results().getFirst();
    }

    private static QueryHit withXml(String content) {
        var xml = content + "00";
        var size = xml.length() / 2;
        var hex = HexFormat.of();
        return decode(HEAD + RECORD + ascii("LIME") + "04" + "0000" + hex.toHexDigits((byte) size) + hex.toHexDigits((byte) (size >> 8)) + xml + SERVENT);
    }

    private static Result result(String name) {
        return new Result(7, 4_096, name, Optional.empty(), Ggep.EMPTY);
    }

    private static QueryHit hit(List<Result> results, Trailer trailer, String xml, Ggep extensions) {
        return new QueryHit(HOST, 1_000, results, "FILB", trailer, xml, extensions, GUID);
    }

    private static QueryHit decode(String payload) {
        return (QueryHit) MessageCodec.decode(Header.QUERY_HIT, Unpooled.wrappedBuffer(HexFormat.of().parseHex(payload)));
    }

    private static byte[] bytes(QueryHit hit) {
        var out = Unpooled.buffer();
        MessageCodec.encode(Guid.ZERO, 1, 0, hit, out);
        return ByteBufUtil.getBytes(out.skipBytes(Header.LENGTH));
    }

    private static String hex(QueryHit hit) {
        return HexFormat.of().formatHex(bytes(hit));
    }

    private static String ascii(QueryHit hit) {
        return new String(bytes(hit), StandardCharsets.ISO_8859_1);
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    private static String random(int length) {
        return new Random(1).ints(length, 'a', 'z').collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static String ascii(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }
}
