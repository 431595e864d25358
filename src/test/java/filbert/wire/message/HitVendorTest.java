package filbert.wire.message;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.wire.ggep.Ggep;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class HitVendorTest {
    private static ByteBuf hit(String vendor, int results) {
        var records = IntStream.range(0, results)
                .mapToObj(i -> new QueryHit.Result(i, 1_000, "hazel " + i + ".ogg", Optional.empty(), Ggep.EMPTY))
                .toList();
        var hit = new QueryHit(
                HostAddress.of(0x0A000001, 6346), 100, records, vendor, QueryHit.Trailer.SILENT, "", Ggep.EMPTY, new Guid(1, 2));
        var out = Unpooled.buffer();
        QueryHitCodec.encode(hit, out);
        return out;
    }

    @Test
    void isWhatTheDecoderReads() {
        for (var results : List.of(1, 2, 255)) {
            var payload = hit("GTKG", results);
            var before = payload.readerIndex();
            assertThat(QueryHit.vendorIn(payload)).isEqualTo("GTKG");
            assertThat(payload.readerIndex()).isEqualTo(before);
        }
    }

    @Test
    void isEmptyWithoutATrailer() {
        assertThat(QueryHit.vendorIn(hit("", 3))).isEmpty();
    }

    @Test
    void whateverIsCutOrInventedHarmsNobody() {
        var whole = hit("GTKG", 3);
        for (var length = 0; length < whole.readableBytes(); length++) {
            assertThat(QueryHit.vendorIn(whole.slice(0, length))).hasSizeLessThanOrEqualTo(4);
        }
        var random = new Random(3);
        for (var i = 0; i < 2_000; i++) {
            var bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertThat(QueryHit.vendorIn(Unpooled.wrappedBuffer(bytes))).hasSizeLessThanOrEqualTo(4);
        }
    }
}
