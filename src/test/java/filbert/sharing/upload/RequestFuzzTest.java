package filbert.sharing.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import filbert.wire.header.HeaderBlock;
import filbert.wire.header.HeaderBlockReader;
import filbert.wire.message.MalformedMessageException;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a peer asks, it gets a file, a refusal, or nothing: never a fault of ours. */
final class RequestFuzzTest {
    private static final long SIZE = 1_000_000;

    @FuzzTest
    void anyBytesAreARequestOrRefused(byte[] bytes) {
        try {
            new HeaderBlockReader().read(Unpooled.wrappedBuffer(bytes)).ifPresent(RequestFuzzTest::consider);
        } catch (MalformedMessageException | RefusedException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static void consider(HeaderBlock block) {
        var request = HttpRequest.read(block);
        if (Target.parse(request.target()) instanceof Target.Listed(var index, var name)) {
            assertThat(index).isNotNegative();
            assertThat(name).doesNotContain("/", "\\", "\0");
        }
        range(request.headers().get("Range"));
    }

    private static void range(Optional<String> header) {
        RequestedRange.of(header, SIZE).ifPresent(range -> {
            assertThat(range.from()).isBetween(0L, SIZE - 1);
            assertThat(range.length()).isBetween(1L, SIZE - range.from());
        });
    }

    @Test
    void mangledRequestsAreRequestsOrRefused() {
        var random = new Random(42);
        var seeds = new String[] {
            "GET /uri-res/N2R?urn:sha1:7REPJQZTS3C2MX7YPBBQ4MWAAIQ2562G HTTP/1.1\r\nHost: a\r\nRange: bytes=0-99\r\n\r\n",
            "HEAD /get/13/lab%20note%2006.txt HTTP/1.0\r\nRange: bytes=-5\r\nConnection: Keep-Alive\r\n\r\n",
            "GET http://a:1/uri-res/N2X?urn:bitprint:7REPJQZTS3C2MX7YPBBQ4MWAAIQ2562G HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n"
        };
        for (var i = 0; i < 10_000; i++) {
            var bytes = seeds[i % seeds.length].getBytes(StandardCharsets.ISO_8859_1);
            for (var changes = random.nextInt(6); changes >= 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : " %/?=-:\r\n0".charAt(random.nextInt(10)));
            }
            anyBytesAreARequestOrRefused(bytes);
        }
    }
}
