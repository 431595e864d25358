package filbert.net.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Bytes laid out by hand from RFC 6886, 3.2 to 3.5. */
final class NatPmpCodecTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void asksForAddressAndPorts() {
        assertThat(HEX.formatHex(NatPmpCodec.addressRequest())).isEqualTo("0000");
        assertThat(HEX.formatHex(NatPmpCodec.mapRequest(Transport.UDP, 23_456, 23_456, 7_200))).isEqualTo("000100005ba05ba000001c20");
        assertThat(HEX.formatHex(NatPmpCodec.mapRequest(Transport.TCP, 23_456, 0, 0))).isEqualTo("000200005ba0000000000000");
    }

    @Test
    void readsAddressAndPorts() throws Exception {
        assertThat(NatPmpCodec.read(HEX.parseHex("00800000" + "000003e8" + "c6336407")))
                .contains(new NatPmpCodec.External(InetAddress.ofLiteral("198.51.100.7"), 1_000));
        assertThat(NatPmpCodec.read(HEX.parseHex("00820000" + "000003e8" + "5ba05ba1" + "00000e10")))
                .contains(new NatPmpCodec.Mapped(Transport.TCP, 23_456, 23_457, 3_600, 1_000));
        assertThat(NatPmpCodec.read(HEX.parseHex("00810000" + "ffffffff" + "ffffffff" + "ffffffff")))
                .contains(new NatPmpCodec.Mapped(Transport.UDP, 65_535, 65_535, 0xFFFF_FFFFL, 0xFFFF_FFFFL));
    }

    @Test
    void readsRefusals() throws Exception {
        var refused = (NatPmpCodec.Refused) NatPmpCodec.read(HEX.parseHex("00820002000003e8")).orElseThrow();
        assertThat(refused.answers(Transport.TCP)).isTrue();
        assertThat(refused.answers(Transport.UDP)).isFalse();
        assertThat(refused.notSpoken()).isFalse();
        assertThat(NatPmpCodec.meaning(refused.code())).isEqualTo("not authorized");
        assertThat(((NatPmpCodec.Refused) NatPmpCodec.read(HEX.parseHex("00800001")).orElseThrow()).notSpoken()).isTrue();
    }

    @Test
    void refusesWhatIsTooShortOrTooLong() {
        for (var hex : new String[] {"", "008000", "00800000000003e8c63364", "00820000000003e85ba05ba1", "00800000" + "00".repeat(61)}) {
            assertThatExceptionOfType(GatewayException.class).isThrownBy(() -> NatPmpCodec.read(HEX.parseHex(hex)));
        }
    }

    @Test
    void passesOverRequestsAndOtherVersions() throws Exception {
        assertThat(NatPmpCodec.read(HEX.parseHex("00010000"))).isEmpty();
        assertThat(NatPmpCodec.read(HEX.parseHex("02810000" + "00".repeat(20)))).isEmpty();
        assertThat(NatPmpCodec.read(HEX.parseHex("00830000000003e8"))).isEmpty();
    }
}
