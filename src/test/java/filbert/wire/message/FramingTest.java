package filbert.wire.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.identity.Guid;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FramingTest {
    private static final Guid GUID = Guid.parse("000102030405060708090a0b0c0d0e0f");
    private static final String HEADER = "000102030405060708090a0b0c0d0e0f" + "80" + "04" + "01";

    @Test
    void aHeaderIsTwentyThreeBytes() { // C-1
        var bytes = Unpooled.wrappedBuffer(HexFormat.of().parseHex(HEADER + "05010000"));
        var header = Header.read(bytes);
        assertThat(header).isEqualTo(new Header(GUID, Header.QUERY, 4, 1, 0x105));
        assertThat(bytes.isReadable()).isFalse();
        var out = Unpooled.buffer();
        header.write(out);
        assertThat(ByteBufUtil.hexDump(out)).isEqualTo(HEADER + "05010000");
    }

    @Test
    void aStreamCutAtAnyByteGivesTheSameMessages() { // C-1
        var whole = Unpooled.buffer();
        MessageCodec.encode(GUID, 4, 0, Ping.PLAIN, whole);
        MessageCodec.encode(GUID, 1, 0, new Bye(200, "bye"), whole);
        MessageCodec.encode(GUID, 1, 0, new Vendor("BEAR", 4, 1, (byte) 3), whole);
        for (var cut = 0; cut <= whole.readableBytes(); cut++) {
            var stream = Unpooled.buffer();
            var types = new ArrayList<Integer>();
            for (var part : new int[][] {{0, cut}, {cut, whole.readableBytes() - cut}}) {
                stream.writeBytes(whole, part[0], part[1]);
                for (var next = Framing.next(stream); next.isPresent(); next = Framing.next(stream)) {
                    types.add(next.get().type());
                    stream.skipBytes(Header.LENGTH + next.get().length());
                }
            }
            assertThat(types).containsExactly(Header.PING, Header.BYE, Header.VENDOR);
            assertThat(stream.isReadable()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000100", "ffffff7f", "00000080", "ffffffff", "0c000080"})
    void aLengthAboveTheLimitLosesTheStreamAtOnce(String length) { // C-2
        var stream = Unpooled.wrappedBuffer(HexFormat.of().parseHex(HEADER + length));
        assertThatThrownBy(() -> Framing.next(stream)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void theLongestPayloadIsWaitedFor() { // C-2
        var stream = Unpooled.buffer().writeBytes(HexFormat.of().parseHex(HEADER + "ffff0000"));
        assertThat(Framing.next(stream)).isEmpty();
        assertThat(Framing.next(stream.writeZero(65_534))).isEmpty();
        assertThat(Framing.next(stream.writeZero(1))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"0, 1536", "1, 1550", "2, 4096", "48, 65535", "49, 65535", "50, 65535", "64, 1562", "128, 1024", "129, 65535", "7, 65535"})
    void everyTypeHasItsLimit(int type, int limit) { // C-3
        assertThat(Limits.payload(type)).isEqualTo(limit);
    }

    @Test
    void aDatagramIsExactlyOneMessage() { // C-88
        var datagram = Unpooled.buffer();
        MessageCodec.encode(GUID, 1, 0, new Bye(200, "x"), datagram);
        assertThat(Framing.datagram(datagram)).isPresent();
        assertThat(Framing.datagram(datagram.copy().writeByte(0))).isEmpty();
        assertThat(Framing.datagram(datagram.slice(0, datagram.readableBytes() - 1))).isEmpty();
        assertThat(Framing.datagram(datagram.slice(0, 22))).isEmpty();
        assertThat(Framing.datagram(Unpooled.EMPTY_BUFFER)).isEmpty();
    }
}
