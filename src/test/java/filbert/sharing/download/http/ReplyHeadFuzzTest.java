package filbert.sharing.download.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import filbert.wire.header.HeaderBlock;
import filbert.wire.message.MalformedMessageException;
import java.time.Instant;

final class ReplyHeadFuzzTest {
    private static final String[] HEADERS = {
        "Content-Range", "Content-Length", "Retry-After", "X-Available-Ranges", "X-Queue", "X-Thex-URI", "X-Gnutella-Content-URN", "Connection", "Server"
    };

    /** Whatever a server writes is understood or counts as absent. */
    @FuzzTest
    void noHeadCrashesTheReader(FuzzedDataProvider data) {
        var block = HeaderBlock.of(data.consumeBoolean() ? "HTTP/1.1 503 Busy" : data.consumeString(100));
        for (var header : HEADERS) {
            block = block.with(header, data.consumeString(200));
        }
        try {
            var head = ReplyHead.of(block);
            assertThat(head.status()).isBetween(100, 999);
            assertThat(head.reason().length()).isLessThanOrEqualTo(ReplyHead.MAX_WORDS);
            assertThat(head.vendor().length()).isLessThanOrEqualTo(ReplyHead.MAX_WORDS);
            head.contentRange().ifPresent(range -> assertThat(range.length()).isPositive());
            head.availableRanges().ifPresent(list -> assertThat(list).hasSizeLessThanOrEqualTo(ByteRange.MAX_LISTED));
            head.queuePlace().ifPresent(place -> assertThat(place.poll()).isBetween(place.pollMin(), place.pollMax()));
            head.thex().ifPresent(thex -> assertThat(thex.path()).startsWith("/").doesNotContain(" ", "\r", "\n"));
            assertThat(head.retryAfter(Instant.EPOCH)).isNotNull();
            assertThat(head.sha1s()).isNotNull();
            assertThat(head.tigerRoot()).isNotNull();
            assertThat(head.keepsAlive() || head.encoded() || head.contentLength().isPresent()).isIn(true, false);
        } catch (MalformedMessageException refused) {
            assertThat(refused).hasMessageContaining("status line");
        }
    }
}
