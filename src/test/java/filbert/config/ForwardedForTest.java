package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

final class ForwardedForTest {
    private static final InetAddress PROXY = InetAddress.ofLiteral("10.0.0.1");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "X-Forwarded-For | 192.0.2.7 | 192.0.2.7",
        "X-Forwarded-For | 198.51.100.1, 192.0.2.7 | 192.0.2.7",
        "X-Forwarded-For | 192.0.2.7, 10.0.0.1 | 192.0.2.7",
        "X-Forwarded-For | 10.0.0.1 | 10.0.0.1",
        "X-Forwarded-For | 192.0.2.7:4711 | 192.0.2.7",
        "X-Forwarded-For | [2001:db8::1]:4711 | 2001:db8:0:0:0:0:0:1",
        "X-Forwarded-For | 2001:db8::1 | 2001:db8:0:0:0:0:0:1",
        "X-Forwarded-For | 192.0.2.7, unknown | -",
        "X-Forwarded-For | example.org | -",
        "Forwarded | for=198.51.100.1, for=192.0.2.7;proto=https | 192.0.2.7",
        "Forwarded | proto=https;for=\"[2001:db8::1]:47\" | 2001:db8:0:0:0:0:0:1",
        "Forwarded | for=_hidden | -",
        "Forwarded | proto=https | -",
        "Other | 192.0.2.7 | -",
    })
    void theLastAddressThatIsNoProxyOfOursCounts(String header, String value, String expected) {
        var headers = new HttpHeaders();
        headers.set(header, value);
        var caller = ForwardedFor.caller(headers, PROXY::equals).map(socket -> socket.getAddress().getHostAddress());
        assertThat(caller.orElse(null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource("192.0.2.7,198.51.100.1")
    void whatACallerPutsIntoTheOtherHeaderDoesNotWin(String real, String invented) {
        var headers = new HttpHeaders();
        headers.set("Forwarded", "for=" + invented);
        headers.set("X-Forwarded-For", real);
        assertThat(ForwardedFor.caller(headers, PROXY::equals)).get().extracting(socket -> socket.getAddress().getHostAddress()).isEqualTo(real);
    }
}
