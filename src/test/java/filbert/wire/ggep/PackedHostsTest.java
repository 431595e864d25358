package filbert.wire.ggep;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PackedHostsTest {
    private static final String TWO = "c0000207" + "ca18" + "c6336401" + "0119";
    private static final List<HostAddress> HOSTS = List.of(host("192.0.2.7:6346"), host("198.51.100.1:6401"));

    @Test
    void fourBytesInNetworkOrderAndAPortLittleEndian() { // C-63
        assertThat(PackedHosts.read(bytes(TWO), PackedHosts.IPV4)).hasValue(HOSTS);
        assertThat(PackedHosts.write(HOSTS)).isEqualTo(bytes(TWO));
    }

    @Test
    void sixteenBytesAndAPortLittleEndian() { // C-63
        var packed = "20010db8000000000000000000000001" + "ca18";
        assertThat(PackedHosts.read(bytes(packed), PackedHosts.IPV6)).hasValue(List.of(host("[2001:db8::1]:6346")));
        assertThat(PackedHosts.write(List.of(host("[2001:db8::1]:6346")))).isEqualTo(bytes(packed));
    }

    @Test
    void anotherLengthIsNoList() { // C-64
        for (var length = 0; length < 40; length++) {
            assertThat(PackedHosts.read(new byte[length], PackedHosts.IPV4).isPresent()).isEqualTo(length % 6 == 0);
            assertThat(PackedHosts.read(new byte[length], PackedHosts.IPV6).isPresent()).isEqualTo(length % 18 == 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"80, '0'", "01, '7'", "e0, '0,1,2'", "0080, '8'", "8080, '0,8'", "'', ''"})
    void theFirstHostIsTheMostSignificantBit(String hex, String set) { // C-63
        var bits = new BitSet();
        for (var bit : set.split(",", -1)) {
            if (!bit.isEmpty()) {
                bits.set(Integer.parseInt(bit));
            }
        }
        assertThat(PackedHosts.readBits(bytes(hex))).isEqualTo(bits);
        assertThat(PackedHosts.writeBits(bits)).isEqualTo(bytes(hex));
    }

    @Test
    void numbersLoseTheirTrailingZeroBytes() { // C-63: DU and its like
        assertThat(LittleEndian.of(0)).isEmpty();
        assertThat(LittleEndian.of(255)).isEqualTo(bytes("ff"));
        assertThat(LittleEndian.of(86_400)).isEqualTo(bytes("805101"));
        assertThat(LittleEndian.parse(bytes("805101"))).contains(86_400L);
        assertThat(LittleEndian.parse(bytes("01000000"))).contains(1L);
        assertThat(LittleEndian.parse(bytes("ffffffffffffff7f"))).contains(Long.MAX_VALUE);
        assertThat(LittleEndian.parse(bytes("ffffffffffffffff"))).isEmpty();
        assertThat(LittleEndian.parse(new byte[9])).isEmpty();
    }

    private static HostAddress host(String text) {
        return HostAddress.parse(text).orElseThrow();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
