package filbert.wire.header;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class PushEndpointTest {
    private static final Guid GUID = Guid.parse("9dbc52eeebca2c8a79036d626b959900");

    private static HostAddress host(String text) {
        return HostAddress.parse(text).orElseThrow();
    }

    @Test
    @DisplayName("3-transfer, 3.7.3: the example of the page")
    void theExampleIsRead() {
        var read = PushEndpoint.parse("9DBC52EEEBCA2C8A79036D626B959900;fwt/1;26252:203.0.113.3;pptls=E;198.51.100.95:1085;198.51.100.48:804");
        assertThat(read).contains(new PushEndpoint(
                GUID, Optional.of(host("203.0.113.3:26252")), List.of(host("198.51.100.95:1085"), host("198.51.100.48:804"))));
    }

    @Test
    void gtkGnutellasBlanksAreTaken() {
        assertThat(PushEndpoint.parse("9dbc52eeebca2c8a79036d626b959900; 6346:203.0.113.3; 198.51.100.95:1085"))
                .contains(new PushEndpoint(GUID, Optional.of(host("203.0.113.3:6346")), List.of(host("198.51.100.95:1085"))));
    }

    @Test
    void whatWeWriteWeRead() {
        var endpoint = new PushEndpoint(GUID, Optional.of(host("203.0.113.3:26252")), List.of(host("198.51.100.95:1085")));
        assertThat(endpoint.text()).isEqualTo("9DBC52EEEBCA2C8A79036D626B959900;26252:203.0.113.3;198.51.100.95:1085");
        assertThat(PushEndpoint.parse(endpoint.text())).contains(endpoint);
        var alone = new PushEndpoint(GUID, Optional.empty(), List.of());
        assertThat(PushEndpoint.parse(alone.text())).contains(alone);
    }

    @Test
    void aBadPartIsSkippedAndABadGuidSpoilsAll() {
        assertThat(PushEndpoint.parse("9DBC52EEEBCA2C8A79036D626B959900;x;:;1.2.3.4:0;99999:1.2.3.4;1.2.3.999:5;1.2.3.4:6000")).hasValueSatisfying(
                read -> assertThat(read.proxies()).containsExactly(host("1.2.3.4:6000")));
        assertThat(PushEndpoint.parse("")).isEmpty();
        assertThat(PushEndpoint.parse("9DBC52;1.2.3.4:6000")).isEmpty();
        assertThat(PushEndpoint.parse("9DBC52EEEBCA2C8A79036D626B959900" + ";1.2.3.4:6000".repeat(50)).orElseThrow().proxies()).hasSize(8);
    }

    @Test
    void noTextBreaksIt() {
        var random = new Random(3);
        var symbols = "0123456789abcdefABCDEF;:.=/ ptlsfw[]";
        for (var i = 0; i < 20_000; i++) {
            var text = new StringBuilder(random.nextBoolean() ? GUID.hex() : "");
            for (var j = random.nextInt(60); j > 0; j--) {
                text.append(symbols.charAt(random.nextInt(symbols.length())));
            }
            PushEndpoint.parse(text.toString()).ifPresent(read -> assertThat(read.proxies().size()).isLessThanOrEqualTo(8));
        }
    }
}
