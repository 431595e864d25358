package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Sha1;
import filbert.sharing.download.disk.Span;
import filbert.sharing.download.http.ReplyHead;
import filbert.vectors.Vectors;
import filbert.wire.header.HeaderBlock;
import filbert.wire.header.HeaderBlockReader;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RangeReplyTest {
    private static final Sha1 SHA1 = Sha1.parse("NW2RS3P4NOS5PEIJN65PMLQNSCOJ3OL2");
    private static final Span ASKED = new Span(1000, 2000);
    private static final long SIZE = 5000;

    private static RangeReply judge(Span asked, String status, String... headers) {
        var block = HeaderBlock.of("HTTP/1.1 " + status);
        for (var header : headers) {
            var colon = header.indexOf(": ");
            block = block.with(header.substring(0, colon), header.substring(colon + 2));
        }
        return RangeReply.judge(ReplyHead.of(block), asked, SIZE, Optional.of(SHA1));
    }

    @Test
    void theRangeAskedForIsTaken() {
        assertThat(judge(ASKED, "206 OK", "Content-Range: bytes 1000-1999/5000", "Content-Length: 1000")).isEqualTo(new RangeReply.Data(ASKED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes 1000-1499/5000", "bytes 1500-1999/5000", "bytes 1200-1300/*", "bytes=1999-1999/5000"})
    @DisplayName("T-16")
    void anyPartOfItIsTaken(String range) {
        assertThat(judge(ASKED, "206 OK", "Content-Range: " + range)).isInstanceOf(RangeReply.Data.class);
    }

    @Test
    @DisplayName("T-14")
    void theWholeFileMayComeAs200OrAs206() {
        var whole = new Span(0, SIZE);
        assertThat(judge(whole, "200 OK", "Content-Length: 5000")).isEqualTo(new RangeReply.Data(whole));
        assertThat(judge(whole, "206 OK", "Content-Range: bytes 0-4999/5000", "Content-Length: 5000")).isEqualTo(new RangeReply.Data(whole));
    }

    @Test
    void ofAWholeFileTheBeginningAskedForIsTaken() {
        assertThat(judge(new Span(0, 100), "200 OK", "Content-Length: 5000")).isEqualTo(new RangeReply.Data(new Span(0, 100)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Range: bytes 1000-1999/5001", // another size
                "Content-Range: bytes 999-1999/5000", // outside, before
                "Content-Range: bytes 1000-2000/5000", // outside, behind
                "Content-Range: bytes 3000-3999/5000",
                "Content-Range: nonsense",
                "X: no range at all"
            })
    @DisplayName("T-17")
    void aLyingPartIsRefused(String header) {
        assertThat(judge(ASKED, "206 OK", header)).isInstanceOf(RangeReply.Wrong.class);
    }

    @Test
    @DisplayName("T-17")
    void aWholeFileIsRefusedInTheMiddleOrInAnotherSize() {
        assertThat(judge(ASKED, "200 OK", "Content-Length: 5000")).isInstanceOf(RangeReply.Wrong.class);
        assertThat(judge(new Span(0, 100), "200 OK", "Content-Length: 4999")).isInstanceOf(RangeReply.Wrong.class);
        assertThat(judge(new Span(0, 100), "200 OK")).isInstanceOf(RangeReply.Wrong.class);
    }

    @Test
    void aBodyThatContradictsItsRangeIsRefused() {
        assertThat(judge(ASKED, "206 OK", "Content-Range: bytes 1000-1999/5000", "Content-Length: 999")).isInstanceOf(RangeReply.Wrong.class);
    }

    @Test
    @DisplayName("T-19")
    void anEncodedFileIsRefused() {
        var range = "Content-Range: bytes 1000-1999/5000";
        assertThat(judge(ASKED, "206 OK", range, "Content-Encoding: deflate")).isInstanceOf(RangeReply.Wrong.class);
        assertThat(judge(ASKED, "206 OK", range, "Transfer-Encoding: chunked")).isInstanceOf(RangeReply.Wrong.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"206 OK", "200 OK", "416 Not there", "503 Busy"})
    void anotherFileUnderThisHashIsRefused(String status) {
        var urn = "X-Gnutella-Content-URN: urn:sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ";
        assertThat(judge(ASKED, status, "Content-Range: bytes 1000-1999/5000", urn)).isInstanceOf(RangeReply.Wrong.class);
    }

    @Test
    void otherStatusesBringNothing() {
        assertThat(judge(ASKED, "404 No")).isEqualTo(new RangeReply.Refused());
        assertThat(judge(ASKED, "503 Busy")).isEqualTo(new RangeReply.Refused());
        assertThat(judge(ASKED, "302 Found", "Location: /x")).isEqualTo(new RangeReply.Refused());
        assertThat(judge(ASKED, "204 Nothing")).isEqualTo(new RangeReply.Refused());
    }

    @Test
    @DisplayName("T-16")
    void gtkGnutellasHalfMebibyteIsTaken() {
        var text = Vectors.of("http-get-large-first-range.hex").kind("RESPONSE-HEADERS").findFirst().orElseThrow();
        var head = ReplyHead.of(new HeaderBlockReader().read(Unpooled.wrappedBuffer(text.bytes())).orElseThrow());
        assertThat(RangeReply.judge(head, new Span(0, 1 << 20), 3_150_049, Optional.of(SHA1))).isEqualTo(new RangeReply.Data(new Span(0, 512 << 10)));
    }
}
