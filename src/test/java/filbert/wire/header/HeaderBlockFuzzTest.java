package filbert.wire.header;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import filbert.wire.message.MalformedMessageException;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

final class HeaderBlockFuzzTest {
    /** C-94, T-11: what is read as a block is written and read as the same block, in whatever portions it came. */
    @FuzzTest
    void bytesAreABlockOrRefused(byte[] data) {
        try {
            var block = new HeaderBlockReader().read(Unpooled.wrappedBuffer(data));
            block.ifPresent(read -> {
                assertThat(read.fields()).hasSizeLessThan(HeaderBlockReader.MAX_LINES);
                assertThat(read.bytes().length).isLessThanOrEqualTo(2 * HeaderBlockReader.MAX_BYTES);
            });
            var slowly = new HeaderBlockReader();
            var in = Unpooled.wrappedBuffer(data);
            for (var i = 1; i < data.length; i++) {
                var part = slowly.read(in.slice(i - 1, 1));
                if (part.isPresent()) {
                    assertThat(part).isEqualTo(block);
                    return;
                }
            }
        } catch (MalformedMessageException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
    }

    /** C-94: header values of peers. */
    @FuzzTest
    void anyValueIsReadOrSkipped(byte[] data) {
        var value = new String(data, StandardCharsets.ISO_8859_1);
        assertThat(Alternates.parse(value)).hasSizeLessThanOrEqualTo(100);
        Queued.parse(value).ifPresent(queued -> assertThat(Queued.parse(queued.value())).contains(queued));
    }
}
