package filbert.net.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes laid out by hand from RFC 6887, 7.1, 7.2 and 11.1. */
final class PcpCodecTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final PcpCodec.Nonce NONCE = new PcpCodec.Nonce(0x0102030405060708L, 0x090A0B0C);
    private static final String ANSWER =
            "02810000" + "00001c20" + "000003e8" + "000000000000000000000000" // version, opcode, result; 7,200 s; epoch 1,000
                    + "0102030405060708090a0b0c" + "06000000" + "5ba05ba1" // nonce; TCP; 23456 became 23457
                    + "00000000000000000000ffff" + "c6336407"; // 198.51.100.7

    @Test
    void asksForAPortOfAnIpv4Client() throws Exception {
        var bytes = PcpCodec.write(new PcpCodec.Map(InetAddress.ofLiteral("192.168.1.5"), NONCE, Transport.TCP, 23_456, 23_456, 7_200));
        assertThat(HEX.formatHex(bytes))
                .isEqualTo("02010000" + "00001c20" + "00000000000000000000ffffc0a80105"
                        + "0102030405060708090a0b0c" + "06000000" + "5ba05ba0" + "00000000000000000000ffff00000000");
    }

    @Test
    void asksWhetherItIsSpoken() {
        assertThat(HEX.formatHex(PcpCodec.announce(InetAddress.ofLiteral("192.168.1.5"))))
                .isEqualTo("02000000" + "00000000" + "00000000000000000000ffffc0a80105");
    }

    @Test
    void readsWhatWasGranted() throws Exception {
        assertThat(PcpCodec.read(HEX.parseHex(ANSWER)))
                .contains(new PcpCodec.Mapped(NONCE, 6, 23_456, 23_457, InetAddress.ofLiteral("198.51.100.7"), 7_200, 1_000));
    }

    @Test
    void readsARefusalAndWhoseItIs() throws Exception {
        var refused = ANSWER.replaceFirst("02810000", "0281000b");
        assertThat(PcpCodec.read(HEX.parseHex(refused))).contains(new PcpCodec.Refused(11, 7_200, Optional.of(NONCE)));
        assertThat(PcpCodec.meaning(11)).isEqualTo("cannot provide this port");
    }

    @Test
    void knowsARouterThatSpeaksOnlyTheOlderProtocol() throws Exception {
        assertThat(PcpCodec.read(HEX.parseHex("00810001" + "000003e8"))).contains(new PcpCodec.OtherVersion(0));
        assertThat(PcpCodec.read(HEX.parseHex(ANSWER.replaceFirst("02810000", "02810001")))).contains(new PcpCodec.OtherVersion(2));
    }

    @Test
    void refusesWhatIsTooShortTooLongOrUneven() {
        for (var bytes : new byte[][] {{}, {2, (byte) 0x81, 0}, new byte[PcpCodec.LONGEST + 1], HEX.parseHex(ANSWER.substring(0, 64)), HEX.parseHex(ANSWER + "00")}) {
            if (bytes.length > 1) {
                bytes[0] = 2;
                bytes[1] = (byte) 0x81;
            }
            assertThatExceptionOfType(GatewayException.class).isThrownBy(() -> PcpCodec.read(bytes));
        }
    }

    @Test
    void passesOverRequestsAndOtherOpcodes() throws Exception {
        assertThat(PcpCodec.read(HEX.parseHex(ANSWER.replaceFirst("0281", "0201")))).isEmpty();
        assertThat(PcpCodec.read(HEX.parseHex(ANSWER.replaceFirst("0281", "0282")))).isEmpty();
    }

    @Test
    void noBytesDoWorseThanAnException() {
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            var bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            if (bytes.length > 1 && random.nextBoolean()) {
                bytes[0] = 2;
                bytes[1] = (byte) (0x80 | random.nextInt(3));
            }
            try {
                PcpCodec.read(bytes);
                NatPmpCodec.read(bytes);
                SsdpCodec.location(bytes);
                Leaves.read(bytes);
            } catch (GatewayException expected) {
                assertThat(expected.result()).isEqualTo(Attempt.Result.CONFUSED);
            }
        }
    }
}
