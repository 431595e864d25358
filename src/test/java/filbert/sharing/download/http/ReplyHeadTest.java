package filbert.sharing.download.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.vectors.Vectors;
import filbert.wire.header.HeaderBlock;
import filbert.wire.header.HeaderBlockReader;
import filbert.wire.message.MalformedMessageException;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplyHeadTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private static ReplyHead head(String text) {
        var bytes = Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
        return ReplyHead.of(new HeaderBlockReader().read(bytes).orElseThrow());
    }

    private static ReplyHead with(String name, String value) {
        return ReplyHead.of(HeaderBlock.of("HTTP/1.1 206 OK").with(name, value));
    }

    private static ReplyHead recorded(String file, int index) {
        return head(Vectors.of(file).kind("RESPONSE-HEADERS").skip(index).findFirst().orElseThrow().text());
    }

    @Test
    void gtkGnutellasShortenedFirstReplyIsUnderstood() {
        var head = recorded("http-get-large-first-range.hex", 0);
        assertThat(head.status()).isEqualTo(206);
        assertThat(head.contentRange()).contains(new ContentRange(0, 524_287, OptionalLong.of(3_150_049)));
        assertThat(head.contentLength()).hasValue(524_288);
        assertThat(head.keepsAlive()).isTrue();
        assertThat(head.sha1s()).containsExactly(Sha1.parse("NW2RS3P4NOS5PEIJN65PMLQNSCOJ3OL2"));
        var root = TigerRoot.parse("K2KPZZVBDP62O7PT5U7GPPFSSRWUUQJJSETJJBA");
        assertThat(head.thex()).contains(new ThexUri("/uri-res/N2X?urn:sha1:NW2RS3P4NOS5PEIJN65PMLQNSCOJ3OL2", root));
        assertThat(head.tigerRoot()).contains(root);
        assertThat(head.vendor()).startsWith("gtk-gnutella/1.2.3");
        assertThat(head.availableRanges()).isEmpty();
    }

    @Test
    @DisplayName("T-29")
    void gtkGnutellasQueueIsUnderstood() {
        var head = recorded("http-queued-active.hex", 0);
        assertThat(head.status()).isEqualTo(503);
        assertThat(head.reason()).isEqualTo("Queued (slot 5, ETA: 8d 11h)");
        assertThat(head.queuePlace()).contains(new QueuePlace(5, Optional.of(5), Duration.ofSeconds(90), Duration.ofSeconds(150)));
        assertThat(head.retryAfter(NOW)).contains(Duration.ofSeconds(90));
        assertThat(head.keepsAlive()).isTrue();
    }

    @Test
    void gtkGnutellasRefusalsAreUnderstood() {
        assertThat(recorded("http-404.hex", 0).status()).isEqualTo(404);
        var banned = recorded("http-429-banned.hex", 0);
        assertThat(banned.status()).isEqualTo(429);
        assertThat(banned.keepsAlive()).isFalse();
        assertThat(banned.contentLength()).isEmpty();
        assertThat(banned.retryAfter(NOW)).contains(Duration.ofSeconds(300));
    }

    @Test
    void everyRecordedReplyIsUnderstood() {
        for (var vectors : Vectors.all()) {
            vectors.kind("RESPONSE-HEADERS").forEach(vector -> assertThat(head(vector.text()).status()).isBetween(200, 599));
        }
    }

    @ParameterizedTest
    @CsvSource({"HTTP/1.1 200 OK,200", "HTTP/1.0 404,404", "HTTP 503 Busy,503", "HTTP/1.1  206  Partial,206"})
    void statusLinesOfOldServentsAreRead(String line, int status) {
        assertThat(ReplyHead.of(HeaderBlock.of(line)).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "200 OK", "HTTP/1.1", "HTTP/1.1 20", "HTTP/1.1 2000", "HTTP/1.1 abc", "ICY 200 OK", "GNUTELLA/0.6 200 OK", "HTTP/1.1 099 x"})
    void anythingElseIsNoStatusLine(String line) {
        assertThatThrownBy(() -> ReplyHead.of(HeaderBlock.of(line))).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void wordsFromTheNetworkAreShortAndPrintable() {
        var head = ReplyHead.of(HeaderBlock.of("HTTP/1.1 503 \u0007busy\u0085" + "x".repeat(1000)).with("Server", "a\u001b[31m"));
        assertThat(head.reason()).hasSize(200).startsWith("busy ");
        assertThat(head.vendor()).isEqualTo("a [31m");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes 0-99/5064 | 0 | 99 | 5064",
                "bytes=0-99/5064 | 0 | 99 | 5064",
                "BYTES 5 - 9 / 10 | 5 | 9 | 10",
                "bytes 0-99/* | 0 | 99 | -1",
                "bytes 65535-65535/65536 | 65535 | 65535 | 65536"
            })
    void contentRangesAreReadTolerantly(String text, long first, long last, long total) {
        assertThat(with("Content-Range", text).contentRange())
                .contains(new ContentRange(first, last, total < 0 ? OptionalLong.empty() : OptionalLong.of(total)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes */100", "bytes 9-5/10", "bytes 0-10/10", "bytes -5/10", "bytes 5-/10", "0-9/10", "bytes 0-9", "lines 0-9/10",
        "bytes 0-99999999999999999999/10", "bytes 0-9/10, 20-29/30"})
    void contentRangesThatMakeNoSenseAreAbsent(String text) {
        assertThat(with("Content-Range", text).contentRange()).isEmpty();
    }

    @Test
    @DisplayName("T-42")
    void availableRangesAreReadWhateverTheirDefects() {
        assertThat(with("X-Available-Ranges", "bytes 0-10, 20-30").availableRanges().orElseThrow())
                .containsExactly(new ByteRange(0, 10), new ByteRange(20, 30));
        assertThat(with("X-Available-Ranges", "bytes=0-10,20-30").availableRanges().orElseThrow()).hasSize(2);
        assertThat(with("X-Available-Ranges", "0-10").availableRanges().orElseThrow()).containsExactly(new ByteRange(0, 10));
        assertThat(with("X-Available-Ranges", "bytes").availableRanges()).contains(List.of());
        assertThat(with("X-Available-Ranges", "bytes 30-20, x-y, 5-5").availableRanges().orElseThrow()).containsExactly(new ByteRange(5, 5));
        assertThat(with("X-Available-Ranges", "1-2,".repeat(5000)).availableRanges().orElseThrow()).hasSize(ByteRange.MAX_LISTED);
    }

    @Test
    @DisplayName("T-33")
    void retryAfterIsSecondsOrADate() {
        assertThat(with("Retry-After", "120").retryAfter(NOW)).contains(Duration.ofMinutes(2));
        assertThat(with("Retry-After", "Sat, 21 Nov 2026 10:10:00 GMT").retryAfter(NOW)).contains(Duration.ofMinutes(10));
        assertThat(with("Retry-After", "soon").retryAfter(NOW)).isEmpty();
        assertThat(with("Retry-After", "-5").retryAfter(NOW)).isEmpty();
        assertThat(with("Retry-After", "99999999999").retryAfter(NOW)).contains(Duration.ofSeconds(999_999_999));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "position=3, pollMin=45, pollMax=120 | 3 | 45 | 120 | 50",
                "POSITION=1,POLLMIN=45,POLLMAX=120 | 1 | 45 | 120 | 50",
                "position=5, length=5, limit=1, pollMin=90, pollMax=150 | 5 | 90 | 150 | 95",
                "position=2, id=\"Complete\", pollMin=50, pollMax=60 | 2 | 50 | 60 | 55",
                "position=2, pollMin=0, pollMax=8 | 2 | 0 | 8 | 4"
            })
    @DisplayName("T-29")
    void queuePlacesArePolledWithinTheirLimits(String text, int position, int min, int max, int poll) {
        var place = with("X-Queue", text).queuePlace().orElseThrow();
        assertThat(place).isEqualTo(new QueuePlace(position, place.length(), Duration.ofSeconds(min), Duration.ofSeconds(max)));
        assertThat(place.poll()).isEqualTo(Duration.ofSeconds(poll)).isBetween(place.pollMin(), place.pollMax());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "position=3", "position=3, pollMin=45", "pollMin=1, pollMax=2", "position=x, pollMin=45, pollMax=120",
        "position=1, pollMin=120, pollMax=45", "position=1, pollMin=90000, pollMax=99999", "0.1", "=,=,="})
    void aQueueThatSaysTooLittleIsNone(String text) {
        assertThat(with("X-Queue", text).queuePlace()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://198.51.100.7/x;LWPNACQDBZRYXW3VHJVCJ64QBZNGHOHHHZWCLNQ", "/x", "/x;LWPN", "x;LWPNACQDBZRYXW3VHJVCJ64QBZNGHOHHHZWCLNQ",
        "/a b;LWPNACQDBZRYXW3VHJVCJ64QBZNGHOHHHZWCLNQ", "/\r\nEvil: x;LWPNACQDBZRYXW3VHJVCJ64QBZNGHOHHHZWCLNQ", ""})
    void aThexAddressElsewhereOrMalformedIsIgnored(String text) {
        assertThat(with("X-Thex-URI", text).thex()).isEmpty();
    }

    @Test
    void aSpaceBeforeTheRootIsForgiven() {
        assertThat(with("X-Thex-URI", "/x; LWPNACQDBZRYXW3VHJVCJ64QBZNGHOHHHZWCLNQ").thex()).isPresent();
    }

    @Test
    void repeatedContentUrnsGiveHashAndRoot() {
        var head = with("X-Content-URN", "urn:ed2k:31D6, urn:bitprint:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ.LWPNACQDBZRYXW3VHJVCJ64QBZNGHOHHHZWCLNQ");
        assertThat(head.sha1s()).containsExactly(Sha1.parse("3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"));
        assertThat(head.tigerRoot()).contains(TigerRoot.parse("LWPNACQDBZRYXW3VHJVCJ64QBZNGHOHHHZWCLNQ"));
    }

    @Test
    void connectionsLastAsTheirVersionAndHeadersSay() {
        assertThat(head("HTTP/1.1 200 OK\r\n\r\n").keepsAlive()).isTrue();
        assertThat(head("HTTP/1.1 200 OK\r\nConnection: Close\r\n\r\n").keepsAlive()).isFalse();
        assertThat(head("HTTP/1.0 200 OK\r\n\r\n").keepsAlive()).isFalse();
        assertThat(head("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\n\r\n").keepsAlive()).isTrue();
        assertThat(head("HTTP/1.1 200 OK\r\nConnection: upgrade, close\r\n\r\n").keepsAlive()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Push-Proxy", "X-Push-Proxies", "X-Pushproxies", "x-pushproxies"})
    @DisplayName("3-transfer, 3.2.6: push proxies in every spelling, LimeWire's bits before them or not")
    void pushProxiesAreRead(String name) {
        assertThat(with(name, "pptls=8,198.51.100.7:6346, 198.51.100.8:7000,nonsense").pushProxies().orElseThrow())
                .extracting(Object::toString)
                .containsExactly("198.51.100.7:6346", "198.51.100.8:7000");
        assertThat(with(name, "").pushProxies()).contains(List.of());
        assertThat(with("X-Other", "198.51.100.7:6346").pushProxies()).isEmpty();
        assertThat(with("X-FW-Node-Info", "9DBC52EEEBCA2C8A79036D626B959900;26252:203.0.113.3;198.51.100.95:1085").pushProxies().orElseThrow())
                .extracting(Object::toString)
                .containsExactly("198.51.100.95:1085");
    }
}
