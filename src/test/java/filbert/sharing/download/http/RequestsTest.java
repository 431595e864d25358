package filbert.sharing.download.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.identity.HostAddress;
import filbert.identity.Guid;
import filbert.servent.push.Whereabouts;
import filbert.identity.Sha1;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestsTest {
    private static final HostAddress HOST = HostAddress.parse("198.51.100.7:6346").orElseThrow();
    private static final Sha1 SHA1 = Sha1.parse("NW2RS3P4NOS5PEIJN65PMLQNSCOJ3OL2");
    private final Requests requests = new Requests("Filbert/0.1");

    @Test
    @DisplayName("T-3")
    void theHashRequestLineIsByteExact() {
        var line = requests.range(HOST, SHA1, new ByteRange(0, 9), 0, Optional.empty()).startLine();
        assertThat(line).isEqualTo("GET /uri-res/N2R?urn:sha1:NW2RS3P4NOS5PEIJN65PMLQNSCOJ3OL2 HTTP/1.1");
        assertThat(line.substring("GET ".length())).hasSize(63);
    }

    @Test
    @DisplayName("T-9")
    void headersHaveTheirClassicCase() {
        assertThat(requests.range(HOST, SHA1, new ByteRange(100, 199), 4711, Optional.empty()).text())
                .isEqualTo(
                        """
                        GET /uri-res/N2R?urn:sha1:NW2RS3P4NOS5PEIJN65PMLQNSCOJ3OL2 HTTP/1.1\r
                        Host: 198.51.100.7:6346\r
                        User-Agent: Filbert/0.1\r
                        Range: bytes=100-199\r
                        Connection: Keep-Alive\r
                        X-Queue: 1.1\r
                        X-Features: queue/1.1, fwalt/0.1\r
                        X-Downloaded: 4711\r
                        X-Gnutella-Content-URN: urn:sha1:NW2RS3P4NOS5PEIJN65PMLQNSCOJ3OL2\r
                        \r
                        """);
    }

    @Test
    @DisplayName("3-transfer, 3.9.5: who can be called says where, who cannot says how to push it, who does not know says nothing")
    void requestsSayHowWeCanBeCalled() {
        var us = HostAddress.parse("203.0.113.9:7000").orElseThrow();
        var open = new Whereabouts(true, new Guid(1, 2), us, false, List.of());
        var range = new ByteRange(0, 1);
        assertThat(new Requests("Filbert/0.1", () -> open).range(HOST, SHA1, range, 0, Optional.empty()).get("X-Node")).contains("203.0.113.9:7000");
        var hidden = new Whereabouts(true, new Guid(1, 2), us, true, List.of(HOST));
        var request = new Requests("Filbert/0.1", () -> hidden).range(HOST, SHA1, range, 0, Optional.empty());
        assertThat(request.has("X-Node")).isFalse();
        assertThat(request.get("X-FW-Node-Info")).contains("00000000000000010000000000000002;7000:203.0.113.9;198.51.100.7:6346");
    }

    @Test
    @DisplayName("T-31")
    void theNameOfOurPlaceIsShownAsItWasTold() {
        var ticket = Optional.of(new QueueTicket("6a07AA40BC3DDAA9AAB0B3C3D3E34A53", 14));
        assertThat(requests.range(HOST, SHA1, new ByteRange(0, 9), 0, ticket).get("X-Queued"))
                .contains("position=14; ID=6a07AA40BC3DDAA9AAB0B3C3D3E34A53");
        assertThat(requests.range(HOST, SHA1, new ByteRange(0, 9), 0, Optional.empty()).has("X-Queued")).isFalse();
    }

    @Test
    @DisplayName("3-transfer, 3.2.2: names in requests are UTF-8 in NFC, and everything that is not plain everywhere is escaped")
    void aFileWithoutAHashIsAskedForByIndexAndName() {
        var request = requests.named(HOST, 4_294_967_295L, "Blu\u0308te & 50 % + what?/..\r\nX: y~.mp3", new ByteRange(0, 1023));
        assertThat(request.startLine())
                .isEqualTo("GET /get/4294967295/Bl%C3%BCte%20%26%2050%20%25%20%2B%20what%3F%2F..%0D%0AX%3A%20y~.mp3 HTTP/1.1");
        assertThat(request.get("Range")).contains("bytes=0-1023");
        assertThat(request.has("X-Gnutella-Content-URN") || request.has("X-Queue")).isFalse();
    }

    @Test
    void treesAreAskedForWithoutRange() {
        var request = requests.tree(HOST, SHA1);
        assertThat(request.startLine()).isEqualTo("GET /uri-res/N2X?urn:sha1:NW2RS3P4NOS5PEIJN65PMLQNSCOJ3OL2 HTTP/1.1");
        assertThat(request.has("Range")).isFalse();
        assertThat(request.get("Accept")).contains("application/dime");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mozilla/5.0", "Massive/1", "InetServent", "MyDownloader/2", "panda/1", "Foxy"})
    @DisplayName("T-61")
    void aNameThatServentsRefuseIsRefusedHere(String userAgent) {
        assertThatThrownBy(() -> new Requests(userAgent)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("T-61")
    void ourOwnNameIsNoneOfThose() {
        assertThat(new Requests("Filbert/0.1-SNAPSHOT").tree(HOST, SHA1).get("User-Agent")).contains("Filbert/0.1-SNAPSHOT");
    }
}
