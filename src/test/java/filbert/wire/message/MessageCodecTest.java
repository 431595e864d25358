package filbert.wire.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.wire.ggep.Ggep;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All messages but queries and hits, which have tests of their own. */
final class MessageCodecTest {
    private static final Guid SERVENT = Guid.parse("000102030405060708090a0b0c0d0e0f");
    private static final HostAddress HOST = HostAddress.parse("192.0.2.7:6346").orElseThrow();
    private static final HostAddress HOST6 = HostAddress.parse("[2001:db8::7]:6346").orElseThrow();
    private static final String KEY6 = "8136" + "50" + "20010db8000000000000000000000007";
    private static final String GGEP = "c3" + "815840";
    private static final Ggep X = Ggep.EMPTY.with("X");

    static Stream<Arguments> golden() {
        return Stream.of(
                Arguments.of(Header.PING, "", Ping.PLAIN),
                Arguments.of(Header.PING, "c3" + "83534350" + "41" + "01", Ping.wanting(HostsWanted.FOR_ULTRAPEER)),
                Arguments.of(Header.PONG, "ca18" + "c0000207" + "e8030000" + "00100000", new Pong(HOST, 1_000, 4_096, Ggep.EMPTY)),
                Arguments.of(Header.PONG, "ca18" + "c0000207" + "ffffffff" + "00000080" + GGEP, new Pong(HOST, 0xFFFF_FFFFL, 1L << 31, X)),
                Arguments.of(Header.PONG, "ca18" + "7f000000" + "e8030000" + "00100000" + "c3" + KEY6, new Pong(HOST6, 1_000, 4_096, Ggep.EMPTY)),
                Arguments.of(
                        Header.PUSH,
                        "000102030405060708090a0b0c0d0e0f" + "ffffffff" + "7f000000" + "ca18" + "c3" + "015840" + KEY6,
                        new Push(SERVENT, 0xFFFF_FFFFL, HOST6, X)),
                Arguments.of(Header.BYE, "c800" + "62796500", new Bye(200, "bye")),
                Arguments.of(Header.BYE, "9d01" + "00", new Bye(413, "")),
                Arguments.of(Header.QRP, "00" + "00000200" + "07", new QrpReset(131_072, 7)),
                Arguments.of(Header.QRP, "01" + "01" + "ff" + "01" + "04" + "abcd", new QrpPatch(1, 255, 1, 4, new byte[] {(byte) 0xAB, (byte) 0xCD})),
                Arguments.of(Header.VENDOR, "42454152" + "0400" + "0100" + "03", new Vendor("BEAR", 4, 1, (byte) 3)),
                Arguments.of(Header.VENDOR, "00000000" + "0a00" + "0000", new Vendor("\0\0\0\0", 10, 0)),
                Arguments.of(Header.VENDOR_STANDARD, "47544b47" + "0700" + "0200", new Vendor("GTKG", 7, 2, new byte[0], Header.VENDOR_STANDARD)),
                Arguments.of(
                        Header.PUSH,
                        "000102030405060708090a0b0c0d0e0f" + "fdffff7f" + "c0000207" + "ca18",
                        new Push(SERVENT, 0x7FFF_FFFDL, HOST, Ggep.EMPTY)),
                Arguments.of(
                        Header.PUSH,
                        "000102030405060708090a0b0c0d0e0f" + "ffffffff" + "c0000207" + "ca18" + GGEP,
                        new Push(SERVENT, 0xFFFF_FFFFL, HOST, X)));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void readsAndWritesTheGoldenBytes(int type, String payload, Message message) { // C-55, C-59, C-81, T-45
        assertThat(decode(type, payload)).isEqualTo(message);
        assertThat(payload(message)).isEqualTo(payload);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0", "1, 13", "2, 0", "2, 1", "48, 0", "48, 1", "49, 0", "49, 7", "50, 7", "64, 0", "64, 25", "128, 0", "128, 3", "129, 0", "129, 26",
    })
    void shorterThanItsFixedPartIsMalformed(int type, int length) { // C-59, T-45
        var payload = Unpooled.wrappedBuffer(new byte[length]);
        assertThatThrownBy(() -> MessageCodec.decode(type, payload)).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 1537", "1, 1551", "64, 1563", "2, 4097", "128, 1025"})
    void longerThanItsLimitIsMalformed(int type, int length) { // C-3
        var payload = new byte[length];
        Arrays.fill(payload, (byte) 'a');
        assertThatThrownBy(() -> MessageCodec.decode(type, Unpooled.wrappedBuffer(payload))).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0000c0000207e803000000100000", "64, 000102030405060708090a0b0c0d0e0f00000000c00002070000", // port 0
        "48, 000000020007ff", "48, 00000002", "48, 0101010104", "48, 02aabbccddeeff", // RESET of another length, empty PATCH, no variant
    })
    void impossibleFieldsAreMalformed(int type, String payload) { // C-59, S-41
        assertThatThrownBy(() -> decode(type, payload)).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "0000", "1c", "c3814c4f4300"})
    void whatStandsBehindTheGgepOfAPingOrPongIsIgnored(String tail) { // C-61
        assertThat(decode(Header.PONG, "ca18" + "c0000207" + "e8030000" + "00100000" + GGEP + tail))
                .isEqualTo(new Pong(HOST, 1_000, 4_096, X));
        assertThat(decode(Header.PUSH, "000102030405060708090a0b0c0d0e0f" + "01000000" + "c0000207" + "ca18" + GGEP + "00"))
                .isEqualTo(new Push(SERVENT, 1, HOST, X));
    }

    @Test
    void anIpv6AddressBesidesAnotherIsKeptAndOneOfAWrongLengthSaysNothing() {
        var both = (Pong) decode(Header.PONG, "ca18" + "c0000207" + "e8030000" + "00100000" + "c3" + KEY6);
        assertThat(both.host()).isEqualTo(HOST);
        assertThat(both.ipv6()).contains(HOST6);
        var cut = (Pong) decode(Header.PONG, "ca18" + "7f000000" + "e8030000" + "00100000" + "c3" + "8136" + "41" + "20");
        assertThat(cut.host()).isEqualTo(HostAddress.parse("127.0.0.0:6346").orElseThrow());
        assertThat(cut.ipv6()).isEmpty();
    }

    @Test
    void thePingOfLimeWireIsRead() { // C-61: LOC and a NUL behind the block
        var ping = (Ping) decode(Header.PING, "c3" + "834c4f43" + "42" + "656e" + "00");
        assertThat(ping.extensions()).isEqualTo(Ggep.EMPTY.with("LOC", (byte) 'e', (byte) 'n'));
    }

    @Test
    void aMalformedItemCostsOnlyWhatFollowsIt() { // C-68
        assertThat(decode(Header.PONG, "ca18" + "c0000207" + "e8030000" + "00100000" + "c3" + "015840" + "905940"))
                .isEqualTo(new Pong(HOST, 1_000, 4_096, X));
        assertThat(decode(Header.PONG, "ca18" + "c0000207" + "e8030000" + "00100000" + "deadbeef"))
                .isEqualTo(new Pong(HOST, 1_000, 4_096, Ggep.EMPTY));
    }

    @ParameterizedTest
    @CsvSource({"c800627965, 200, bye", "c8006279650062, 200, bye", "42796520796f7500, 901, Bye you", "e80300, 1000, ''"})
    void byesOfAllSpellingsAreRead(String payload, int code, String reason) { // C-55
        assertThat(decode(Header.BYE, payload)).isEqualTo(new Bye(code, reason));
    }

    @Test
    void aByeMayGoOnWithHeaders() { // C-55
        assertThat(new Bye(200, "Shutdown\r\nServer: x\r\n\r\n").firstLine()).isEqualTo("Shutdown");
        assertThat(new Bye(200, "").firstLine()).isEmpty();
    }

    @Test
    void aByeIsCutToItsLimit() { // C-55
        var out = Unpooled.buffer();
        MessageCodec.encode(SERVENT, 1, 0, new Bye(400, "x\0y".repeat(5_000)), out);
        assertThat(out.readableBytes()).isEqualTo(Header.LENGTH + Limits.BYE);
        assertThat(out.getByte(out.writerIndex() - 1)).isZero();
        assertThat(((Bye) MessageCodec.decode(Header.BYE, out.skipBytes(Header.LENGTH))).reason()).doesNotContain("\0").startsWith("xy");
    }

    @Test
    void unknownTypesAreKeptAsBytesAndNeverSent() { // C-5
        assertThat(decode(0x44, "0102")).isEqualTo(new Unknown(0x44, new byte[] {1, 2}));
        var out = Unpooled.buffer();
        assertThatThrownBy(() -> MessageCodec.encode(SERVENT, 1, 0, new Unknown(0x44, new byte[0]), out))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingLongerThanThePayloadLimitIsSent() { // C-2
        var out = Unpooled.buffer();
        var patch = new QrpPatch(1, 1, 0, 4, new byte[65_531]);
        assertThatThrownBy(() -> MessageCodec.encode(SERVENT, 1, 0, patch, out)).isInstanceOf(IllegalArgumentException.class);
        assertThat(out.isReadable()).isFalse();
    }

    @Test
    void ipv6HostsStandAsTheMarkedIpv4Address() { // 1-connect, 6.1
        var pong = new Pong(HostAddress.parse("[2001:db8::1]:6346").orElseThrow(), 0, 0, Ggep.EMPTY);
        assertThat(payload(pong)).startsWith("ca18" + "7f000000");
    }

    @Test
    void theHeaderSaysWhatFollows() { // C-1
        var out = Unpooled.buffer();
        MessageCodec.encode(SERVENT, 3, 2, new Bye(200, "bye"), out);
        assertThat(Header.read(out)).isEqualTo(new Header(SERVENT, Header.BYE, 3, 2, 6));
        assertThat(out.readableBytes()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 0x30, 0x31, 0x32, 0x40, 0x41, 0x44, 0x80, 0x81, 0xCD, 0xFF})
    void anyBytesAreAMessageOrMalformed(int type) { // C-94, S-72
        var random = new Random(type);
        for (var i = 0; i < 20_000; i++) {
            var bytes = new byte[random.nextInt(120)];
            random.nextBytes(bytes);
            for (var sprinkle = 0; sprinkle < bytes.length / 8; sprinkle++) {
                bytes[random.nextInt(bytes.length)] = (byte) new int[] {0, 0xC3, 0x1C, 'u', '{', 1}[random.nextInt(6)];
            }
            var payload = Unpooled.wrappedBuffer(bytes);
            try {
                assertThat(MessageCodec.decode(type, payload)).isNotNull();
                assertThat(payload.isReadable()).isFalse();
            } catch (MalformedMessageException malformed) {
                assertThat(malformed).hasMessageMatching("(?s).+");
            }
        }
    }

    private static Message decode(int type, String payload) {
        return MessageCodec.decode(type, Unpooled.wrappedBuffer(HexFormat.of().parseHex(payload)));
    }

    private static String payload(Message message) {
        var out = Unpooled.buffer();
        MessageCodec.encode(SERVENT, 1, 0, message, out);
        return ByteBufUtil.hexDump(out.skipBytes(Header.LENGTH));
    }
}
