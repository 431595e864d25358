package filbert.wire.message;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.vectors.Vectors;
import filbert.vectors.Vectors.Vector;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message recorded from gtk-gnutella is read and written again, byte for byte. */
final class RecordedMessagesTest {
    /** Kinds of whole messages with their 23-byte header. */
    private static final Pattern MESSAGE = Pattern.compile("(UDP-|TCP-)?(PING|PONG|QUERY|QUERYHIT|PUSH|BYE|QRP-RESET|QRP-PATCH|VMSG-.*|0xcd)(-INFLATED)?");

    static Stream<Vector> messages() {
        return Vectors.all().stream()
                .flatMap(file -> file.vectors().stream())
                .filter(v -> MESSAGE.matcher(v.kind()).matches());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isWrittenWithTheBytesItWasReadFrom(Vector vector) { // C-1, C-59, C-81, S-24
        var in = Unpooled.wrappedBuffer(vector.bytes());
        var header = Header.read(in);
        assertThat(header.length()).isEqualTo(in.readableBytes());
        var message = MessageCodec.decode(header.type(), in);
        if (message instanceof Unknown(var type, var payload)) { // HSEP is not ours to speak: kept as bytes
            assertThat(type).isEqualTo(Header.HSEP);
            assertThat(payload).isEqualTo(ByteBufUtil.getBytes(Unpooled.wrappedBuffer(vector.bytes()).skipBytes(Header.LENGTH)));
            return;
        }
        var out = Unpooled.buffer();
        MessageCodec.encode(header.guid(), header.ttl(), header.hops(), message, out);
        assertThat(hex(out)).as("%s", message).isEqualTo(ByteBufUtil.hexDump(vector.bytes()));
    }

    @Test
    void everyKindOfMessageOccurs() {
        var kinds = messages().map(v -> v.kind().replaceAll("UDP-|TCP-|-INFLATED|VMSG.*", "")).collect(Collectors.toSet());
        assertThat(kinds).containsAll(Set.of("PING", "PONG", "QUERY", "QUERYHIT", "PUSH", "BYE", "QRP-RESET", "QRP-PATCH", ""));
    }

    private static String hex(ByteBuf bytes) {
        return ByteBufUtil.hexDump(bytes);
    }
}
