package filbert.wire.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.identity.Sha1;
import filbert.identity.Urn;
import filbert.wire.ggep.Ggep;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QueryTest {
    private static final String SHA1 = "PLSTHIPQGSSZTS5FJUPAKUZWUGYQYPFB";
    private static final Urn URN = Urn.parse("urn:sha1:" + SHA1).orElseThrow();

    @Test
    void textMustEndWithNul() { // S-6
        assertThatThrownBy(() -> decode("9800" + ascii("hazel"))).isInstanceOf(MalformedMessageException.class);
        assertThat(decode("9800" + ascii("hazel") + "00")).isEqualTo(query(0x9800, "hazel", Ggep.EMPTY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "1c00"})
    void aFinalNulIsOptional(String tail) { // S-6
        assertThat(decode("9800" + ascii("hazel") + "00" + "c3" + "825052" + "40" + tail)).isEqualTo(query(0x9800, "hazel", Ggep.EMPTY.with("PR")));
    }

    @Test
    void textThatIsNotUtf8IsDropped() { // S-7
        assertThatThrownBy(() -> decode("9800" + "6861e97a" + "00")).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> decode("9800" + "c080" + "6100")).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void aLeadingByteOrderMarkIsSkipped() { // S-7
        assertThat(decode("9800" + "efbbbf" + ascii("hazel") + "00").text()).isEqualTo("hazel");
    }

    @Test
    void aQueryWithoutFlagsIsDropped() { // S-8
        assertThatThrownBy(() -> decode("0000" + ascii("hazel") + "00")).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @CsvSource({"9800, 9800", "ffff, ffff", "0098, 9800", "05d8, d805", "0090, 8000", "0001, 8000", "7fff, ff7f", "7f0f, 8000"})
    void flagsAreBigEndianOrOldShareazas(String wire, String read) { // S-8: little-endian only with MARK, LEAF_GUIDED and GGEP_H
        assertThat(Integer.toHexString(decode(wire + ascii("hazel") + "00").flags())).isEqualTo(read);
    }

    @Test
    void ggepWithRawNulAndSeparatorInItIsReadByItsLengths() { // S-10
        var query = decode("9800" + ascii("hazel") + "00" + ascii("urn:sha1:" + SHA1) + "1c" + "c3" + "02514b" + "44" + "001c00c3" + "825052" + "40");
        assertThat(query.extensions()).isEqualTo(Ggep.EMPTY.with("QK", (byte) 0, (byte) 0x1C, (byte) 0, (byte) 0xC3).with("PR"));
        assertThat(query.urns()).containsExactly(URN);
    }

    @Test
    void blocksOfAllKindsAreToldApart() { // 2-search, 1.4
        var query = decode("9800" + ascii("hazel") + "00" + ascii("URN:SHA1:" + SHA1) + "1c" + ascii("urn:") + "1c" + ascii("urn:md5:xyz") + "1c"
                + ascii("xyz unknown") + "1c" + ascii("<?xml version=\"1.0\"?><audios/>") + "1c" + "c3" + "824e50" + "40" + "00");
        assertThat(query).isEqualTo(new Query(0x9800, "hazel", List.of(URN), "<?xml version=\"1.0\"?><audios/>", Ggep.EMPTY.with("NP")));
        assertThat(query.refusesProxy()).isTrue();
    }

    @Test
    void aUrnEndsWhereGgepBegins() { // 2-search, 1.4
        var query = decode("9800" + "5c00" + ascii("urn:sha1:" + SHA1) + "c3" + "825052" + "40");
        assertThat(query.hashes()).containsExactly(Sha1.parse(SHA1));
        assertThat(query.partialFiles()).isTrue();
        assertThat(query.searchText()).isEmpty();
    }

    @Test
    void noMoreThanThirtyTwoBlocksAreRead() { // 2-search, 1.4 point 4
        var blocks = (ascii("x") + "1c").repeat(32) + ascii("urn:sha1:" + SHA1);
        assertThat(decode("9800" + ascii("hazel") + "00" + blocks).urns()).isEmpty();
    }

    @Test
    void hashesComeFromTextAndFromKeys() { // 2-search, 1.4 and 1.5
        var h = new byte[21];
        h[0] = 1;
        h[20] = 9;
        var u = ("bitprint:" + SHA1 + "." + "A".repeat(39)).getBytes(StandardCharsets.US_ASCII);
        var query = new Query(0x9800, "\\", List.of(URN), "", Ggep.EMPTY.with("H", h).with("u", u));
        assertThat(query.hashes()).hasSize(2).contains(Sha1.parse(SHA1));
        assertThat(query(0x9800, "x", Ggep.EMPTY.with("H", (byte) 3)).hashes()).isEmpty();
        assertThat(query(0x9800, "x", Ggep.EMPTY.with("H", new byte[21])).hashes()).isEmpty();
        assertThat(query(0x9800, "x", Ggep.EMPTY.with("u", (byte) 'x')).hashes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "03, 0", "04, 4", "0c, 12", "f8, 248", "f9, 0", "0001, 0", "0401, 0", "ffffffffffffffff, 0"})
    void mediaTypesOutsideFourToTwoHundredAndFortyEightAreNoFilter(String m, int mask) { // S-11
        assertThat(query(0x9800, "x", Ggep.EMPTY.with("M", HexFormat.of().parseHex(m))).mediaTypes()).isEqualTo(mask);
    }

    @ParameterizedTest
    @CsvSource({
        "song.MP3, 4", "film.mkv, 8", "a.txt, 16", "a.b.jpeg, 32", "setup.exe, 64", "x.deb, 128", "pack.zip, 192", "x.torrent, 256", "README, 0",
        "odd.qqq, 0", "., 0",
    })
    void theExtensionTellsTheMediaType(String name, int mask) { // 2-search, 1.5
        assertThat(MediaType.maskOf(name)).isEqualTo(mask);
    }

    @Test
    void whatsNewIsAskedByTextOrKey() { // S-12
        assertThat(query(0x9800, "wHATiSnEWxoxo", Ggep.EMPTY).whatsNew()).isTrue();
        assertThat(query(0x9800, "x", Ggep.EMPTY.with("WH")).whatsNew()).isTrue();
        assertThat(query(0x9800, "x", Ggep.EMPTY.with("WH", (byte) 1)).whatsNew()).isTrue();
        assertThat(query(0x9800, "x", Ggep.EMPTY.with("WH", (byte) 2)).whatsNew()).isFalse();
        assertThat(query(0x9800, "x", Ggep.EMPTY.with("WH", (byte) 2)).unknownFeature()).isTrue();
        assertThat(query(0x9800, "x", Ggep.EMPTY).unknownFeature()).isFalse();
    }

    @Test
    void theLongTextReplacesTheField() { // S-13
        var xq = Ggep.EMPTY.with("XQ", "köln concert".getBytes(StandardCharsets.UTF_8));
        assertThat(query(0x9800, "koln", xq).searchText()).isEqualTo("köln concert");
        assertThat(query(0x9800, "koln", Ggep.EMPTY.with("XQ", (byte) 0xFF)).searchText()).isEqualTo("koln");
        assertThat(query(0x9800, "koln", Ggep.EMPTY.with("XQ")).searchText()).isEqualTo("koln");
    }

    @Test
    void outOfBandIsAskedByFlagTokenKeyOrIpv6() { // S-14
        assertThat(query(0x9C00, "x", Ggep.EMPTY).outOfBand()).isTrue();
        assertThat(query(0x9C00, "x", Ggep.EMPTY).secureOutOfBand()).isFalse();
        assertThat(query(0x9800, "x", Ggep.EMPTY.with("SO")).outOfBand()).isTrue();
        assertThat(query(0x9800, "x", Ggep.EMPTY.with("SO")).secureOutOfBand()).isTrue();
        assertThat(query(0x9800, "x", Ggep.EMPTY.with("6", new byte[16])).outOfBand()).isTrue();
        assertThat(query(0x9800, "x", Ggep.EMPTY).outOfBand()).isFalse();
    }

    @Test
    void whatWasReadIsWrittenAgain() { // S-15
        for (var hex : List.of(
                "9800" + ascii("hazel") + "00", "fc01" + "5c00" + ascii("urn:sha1:" + SHA1) + "1c" + "c3" + "02534f40" + "815840",
                "9800" + ascii("hazel") + "00" + ascii("<a/>") + "1c" + "c3" + "c15844" + "01020701")) {
            var out = Unpooled.buffer();
            QueryCodec.encode(decode(hex), out);
            assertThat(ByteBufUtil.hexDump(out)).isEqualTo(hex);
        }
    }

    private static Query query(int flags, String text, Ggep extensions) {
        return new Query(flags, text, List.of(), "", extensions);
    }

    private static Query decode(String payload) {
        return (Query) MessageCodec.decode(Header.QUERY, Unpooled.wrappedBuffer(HexFormat.of().parseHex(payload)));
    }

    private static String ascii(String text) {
        return ByteBufUtil.hexDump(text.getBytes(StandardCharsets.US_ASCII));
    }
}
