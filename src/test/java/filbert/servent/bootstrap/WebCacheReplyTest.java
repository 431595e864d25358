package filbert.servent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import filbert.identity.HostAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebCacheReplyTest {
    private static WebCacheReply parse(String text) {
        return WebCacheReply.parse(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static HostAddress host(String text) {
        return HostAddress.parse(text).orElseThrow();
    }

    @ParameterizedTest // C-72
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void bothVersionsAreReadInOneReplyWhateverEndsALine(String end) {
        var reply = parse(String.join(end, "I|pong|Skulls 0.3|gnutella", "H|5.1.1.1:7000|60|cluster|3", "5.1.1.2:7001", "U|http://cache.example/gwc.php|9",
                "http://other.example/", "h|5.1.1.3:7002", ""));
        assertThat(reply.understood()).isTrue();
        assertThat(reply.hosts()).containsExactly(host("5.1.1.1:7000"), host("5.1.1.2:7001"), host("5.1.1.3:7002"));
        assertThat(reply.caches()).containsExactly(URI.create("http://cache.example/gwc.php"), URI.create("http://other.example/"));
    }

    @ParameterizedTest // C-72
    @ValueSource(strings = {"ERROR: Required network not accepted", "OK", "PONG Cache 1.0", "I|WARNING|You came back too early"})
    void aRefusalIsACachesWordWithoutHosts(String text) {
        assertThat(parse(text)).returns(true, WebCacheReply::understood).satisfies(reply -> assertThat(reply.hosts()).isEmpty());
    }

    @Test // C-72
    void aPageForPeopleIsNoCache() {
        var reply = parse("5.1.1.1:7000\n<html><body>5.1.1.2:7000</body>\n5.1.1.3:7000");
        assertThat(reply).isEqualTo(new WebCacheReply(false, List.of(), List.of()));
    }

    @ParameterizedTest // C-72
    @ValueSource(strings = {"", "H|", "H|5.1.1.1:99999|1", "|", "H", "hello", "U|javascript:alert(1)", "U|http://me:secret@victim.example/", "U|http://victim.example/?delete=1",
            "U|ftp://x.example/", "U|http:///x", "\0\0\0", "5.1.1.1.1:7000", "300.1.1.1:7000"})
    void whatIsNoHostAndNoCacheTeachesNothing(String text) {
        var reply = parse(text);
        assertThat(reply.hosts()).isEmpty();
        assertThat(reply.caches()).isEmpty();
    }

    @Test // C-72
    void tooLongALineTooManyLinesAndTooLongABodyAreCutOff() {
        var manyLines = new StringBuilder("H|5.9.9.9:7000|" + "x".repeat(300) + "\n");
        for (var i = 0; i < 5_000; i++) {
            manyLines.append("5.2.").append(i / 250).append('.').append(i % 250).append(":7000\n");
        }
        assertThat(parse(manyLines.toString()).hosts()).hasSize(WebCacheReply.MOST_LINES - 1).doesNotContain(host("5.9.9.9:7000"));
        assertThat(parse("x".repeat(WebCacheReply.LONGEST_BODY) + "\n5.1.1.1:7000").hosts()).isEmpty();
    }

    @FuzzTest // C-72
    void noBytesCrashTheReader(byte[] body) {
        var reply = WebCacheReply.parse(body);
        assertThat(reply.hosts().size() + reply.caches().size()).isLessThanOrEqualTo(WebCacheReply.MOST_LINES * 2);
    }
}
