package filbert.wire.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.identity.Guid;
import filbert.wire.Zlib;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C-90: TTL flags 0x08 and 0x80 are stripped before TTL is used; a deflated payload inflates to at most 64 KiB")
final class DatagramFlagsTest {
    private static Header header(int ttl, int length) {
        return new Header(Guid.ZERO, Header.QUERY_HIT, ttl, 0, length);
    }

    private static byte[] payload(int ttl, byte[] bytes) {
        return DatagramFlags.payload(header(ttl, bytes.length), Unpooled.wrappedBuffer(bytes));
    }

    @Test
    void flagsAreNoPartOfTheTtl() {
        for (var ttl : List.of(0x01, 0x09, 0x81, 0x89)) {
            assertThat(DatagramFlags.plain(header(ttl, 5), 9)).isEqualTo(header(1, 9));
        }
    }

    @Test
    void aPayloadIsInflatedWhereItSaysSo() {
        var plain = "hazel hazel hazel hazel".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        assertThat(payload(0x01, plain)).isEqualTo(plain);
        assertThat(payload(0x09, plain)).isEqualTo(plain);
        assertThat(payload(0x81, Zlib.deflate(plain))).isEqualTo(plain);
    }

    @Test
    void whatInflatesToTooMuchIsMalformed() {
        assertThat(payload(0x81, Zlib.deflate(new byte[Limits.PAYLOAD]))).hasSize(Limits.PAYLOAD);
        assertThatThrownBy(() -> payload(0x81, Zlib.deflate(new byte[Limits.PAYLOAD + 1]))).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void whatDoesNotInflateIsMalformed() {
        var packed = Zlib.deflate(new byte[500]);
        assertThatThrownBy(() -> payload(0x81, Arrays.copyOf(packed, packed.length / 2))).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> payload(0x81, new byte[0])).isInstanceOf(MalformedMessageException.class);
        var random = new Random(90);
        for (var i = 0; i < 5_000; i++) {
            var bytes = new byte[random.nextInt(100)];
            random.nextBytes(bytes);
            try {
                payload(0x81, bytes);
            } catch (MalformedMessageException malformed) {
                assertThat(malformed).hasMessageContaining("inflate");
            }
        }
    }
}
