package filbert.wire.ggep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.wire.Zlib;
import filbert.wire.ggep.GgepCodec.Ending;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GgepCodecTest {
    private static final int LAST = 0x80;
    private static final int COBS = 0x40;
    private static final int DEFLATED = 0x20;

    @ParameterizedTest
    @CsvSource({"0, 40", "63, 7f", "64, 8140", "4095, bf7f", "4096, 818040", "262143, bfbf7f"})
    void lengthsAreGroupsOfSixBits(int length, String groups) { // C-66
        var payload = new byte[length];
        new Random(length).nextBytes(payload);
        var bytes = written(Ggep.EMPTY.with("X", payload));
        assertThat(ByteBufUtil.hexDump(bytes, 0, 3 + groups.length() / 2)).isEqualTo("c38158" + groups);
        assertThat(GgepCodec.read(Unpooled.wrappedBuffer(bytes)).get("X")).hasValue(payload);
    }

    @Test
    void aLongerPayloadIsOurFault() { // C-66
        var tooLong = Ggep.EMPTY.with("X", new byte[262_144]);
        assertThatThrownBy(() -> written(tooLong)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "3f", "c0", "ff", "8000", "80c1", "80808040", "bfbfbf41"})
    void lengthBytesOfNeitherKindAreMalformed(String groups) { // C-66
        var outcome = read("c3" + "014141" + "aa" + "8158" + groups + "00".repeat(100));
        assertThat(outcome).isEqualTo(new GgepCodec.Outcome(Ggep.EMPTY.with("A", (byte) 0xAA), Ending.MALFORMED));
    }

    @Test
    void whatStoodBeforeAMalformedItemStays() { // C-68
        var in = Unpooled.wrappedBuffer(HexFormat.of().parseHex("c3" + "014141aa" + "90" + "5840" + "1234"));
        assertThat(GgepCodec.read(in)).isEqualTo(Ggep.EMPTY.with("A", (byte) 0xAA));
        assertThat(ByteBufUtil.hexDump(in)).startsWith("9058");
    }

    @ParameterizedTest
    @ValueSource(strings = {"915840", "80" + "40", "82" + "5800" + "40", "b158" + "4100", "c158" + "4100", "c158" + "4203ff"})
    void reservedFlagsEmptyIdsNulInIdsAndBrokenPackingAreMalformed(String item) { // C-69, C-67
        assertThat(read("c3" + item).ending()).isEqualTo(Ending.MALFORMED);
        assertThat(read("c3" + item).items().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "81", "8158", "815841", "815881", "835343", "015840"})
    void anItemThatRunsPastTheEndIsCut(String item) { // C-68
        assertThat(read("c3" + item).ending()).isEqualTo(Ending.CUT);
    }

    @Test
    void severalBlocksFollowOneAnother() { // 2-search, 1.4
        var outcome = read("c3" + "814140" + "c3" + "814240" + "00");
        assertThat(outcome).isEqualTo(new GgepCodec.Outcome(Ggep.EMPTY.with("A").with("B"), Ending.WHOLE));
    }

    @Test
    void ofEqualKeysTheFirstCounts() { // 1-connect, 7
        assertThat(read("c3" + "01414101" + "81414102").items().get("A")).hasValue(new byte[] {1});
    }

    @Test
    void noMoreThanThirtyTwoItemsAreRead() { // 1-connect, 7
        var block = new StringBuilder("c3");
        for (var i = 0; i < 40; i++) {
            block.append("02").append(HexFormat.of().toHexDigits((byte) ('A' + i % 26))).append(HexFormat.of().toHexDigits((byte) ('a' + i / 26))).append("40");
        }
        var outcome = read(block.toString());
        assertThat(outcome.items().items()).hasSize(32);
        assertThat(outcome.ending()).isEqualTo(Ending.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 253, 254, 255, 256, 508, 509, 1_000})
    void stuffingTakesOutEveryNulAndComesBack(int length) { // C-67
        var random = new Random(length);
        for (var zeros = 0; zeros <= 10; zeros++) {
            var plain = new byte[length];
            for (var i = 0; i < length; i++) {
                plain[i] = (byte) (zeros == 10 || random.nextInt(10) < zeros ? 0 : 1 + random.nextInt(255));
            }
            var stuffed = Cobs.encode(plain);
            assertThat(stuffed).doesNotContain((byte) 0);
            assertThat(Cobs.decode(stuffed)).hasValue(plain);
        }
    }

    @Test
    void payloadsWithNulAreStuffedOnlyWhereItIsForbidden() { // C-67, S-9, S-30
        var ggep = Ggep.EMPTY.with("A", (byte) 0, (byte) 7).with("B", (byte) 7);
        assertThat(hex(written(ggep))).isEqualTo("c3" + "0141" + "42" + "0007" + "8142" + "41" + "07");
        var out = Unpooled.buffer();
        GgepCodec.writeWithoutNul(ggep, out);
        assertThat(ByteBufUtil.hexDump(out)).isEqualTo("c3" + "4141" + "43" + "010207" + "8142" + "41" + "07");
        assertThat(GgepCodec.read(out)).isEqualTo(ggep);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void deflatedPayloadsAreReadAsZlibAndRaw(boolean raw) { // C-67
        var text = "the same words again and again and again ".repeat(20).getBytes(StandardCharsets.US_ASCII);
        for (var flags : new int[] {DEFLATED, DEFLATED | COBS}) {
            var packed = deflated(text, raw);
            var bytes = item(LAST | flags, "XQ", (flags & COBS) == 0 ? packed : Cobs.encode(packed));
            assertThat(GgepCodec.read(bytes).get("XQ")).hasValue(text);
        }
    }

    @Test
    void anItemThatUnpacksAboveSixtyFourKibibytesIsLeftOutAlone() { // C-67
        var bomb = Zlib.deflate(new byte[65_537]);
        var bytes = Unpooled.buffer();
        bytes.writeBytes(item(DEFLATED, "B", bomb)).writeBytes(HexFormat.of().parseHex("81414107"));
        assertThat(GgepCodec.read(bytes)).isEqualTo(Ggep.EMPTY.with("A", (byte) 7));
        assertThat(GgepCodec.read(item(LAST | DEFLATED, "B", Zlib.deflate(new byte[65_536]))).get("B")).hasValue(new byte[65_536]);
        assertThat(GgepCodec.read(item(LAST | DEFLATED, "B", Zlib.deflate(new byte[50_000_000]))).isEmpty()).isTrue();
    }

    @Test
    void nothingIsWrittenForNothing() {
        assertThat(written(Ggep.EMPTY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SIXTEENCHARACTER", "N\0L"})
    void keysMustFitTheFormat(String key) {
        var ggep = Ggep.of(Map.of(key, new byte[0]));
        assertThatThrownBy(() -> written(ggep)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anyBytesAreReadWithoutHarm() { // C-94, S-72
        var random = new Random(94);
        for (var i = 0; i < 100_000; i++) {
            var bytes = new byte[1 + random.nextInt(60)];
            random.nextBytes(bytes);
            bytes[0] = (byte) GgepCodec.MAGIC;
            if (bytes.length > 2) {
                bytes[1] = (byte) (1 + random.nextInt(4) | random.nextInt(8) << 5);
            }
            var in = Unpooled.wrappedBuffer(bytes);
            var outcome = GgepCodec.readWithEnding(in);
            assertThat(outcome.items().items().size()).isLessThanOrEqualTo(32);
        }
    }

    private static GgepCodec.Outcome read(String hex) {
        return GgepCodec.readWithEnding(Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex)));
    }

    private static byte[] written(Ggep ggep) {
        var out = Unpooled.buffer();
        GgepCodec.write(ggep, out);
        return ByteBufUtil.getBytes(out);
    }

    private static ByteBuf item(int flags, String key, byte[] payload) {
        var out = Unpooled.buffer().writeByte(GgepCodec.MAGIC).writeByte(flags | key.length());
        out.writeCharSequence(key, StandardCharsets.US_ASCII);
        GgepCodec.writeLength(payload.length, out);
        return out.writeBytes(payload);
    }

    private static byte[] deflated(byte[] plain, boolean raw) {
        var deflater = new Deflater(9, raw);
        deflater.setInput(plain);
        deflater.finish();
        var out = new ByteArrayOutputStream();
        var chunk = new byte[1_000];
        while (!deflater.finished()) {
            out.write(chunk, 0, deflater.deflate(chunk));
        }
        deflater.end();
        return out.toByteArray();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
