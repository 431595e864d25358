package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "192.168.1.0/24, 192.168.1.255, 192.168.2.0",
        "192.168.1.77/24, 192.168.1.1, 192.168.0.255",
        "10.0.0.0/9, 10.127.255.255, 10.128.0.0",
        "192.0.2.7, 192.0.2.7, 192.0.2.8",
        "0.0.0.0/0, 255.1.2.3, ::1",
        "::/0, 2001:db8::1, 192.0.2.1",
        "fd00::/8, fdff::1, fe00::1",
        "2001:db8:0:1::/63, 2001:db8::1, 2001:db8:0:2::1",
        "::1/128, ::1, ::2"
    })
    void containsWhatBeginsAlike(String range, String inside, String outside) {
        var parsed = AddressRange.parse(range);
        assertThat(parsed.contains(InetAddress.ofLiteral(inside))).isTrue();
        assertThat(parsed.contains(InetAddress.ofLiteral(outside))).isFalse();
        assertThat(AddressRange.parse(parsed.toString())).isEqualTo(parsed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/8", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/8/8", "10.0.0.0/ 8", "nas.local", "10.0.0/8", "10.0.0.0/1e1"})
    void anythingElseIsNone(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
