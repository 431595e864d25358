package filbert.wire.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.vectors.Vectors;
import filbert.wire.message.MalformedMessageException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HeaderBlockReaderTest {
    private final HeaderBlockReader reader = new HeaderBlockReader();

    @Test
    void namesCompareInAnyCaseAndValuesAreTrimmed() { // C-26
        var block = read("GNUTELLA CONNECT/0.6\r\nX-Ultrapeer:  False \r\nuser-agent:Filbert/1.0\r\nEmpty:\r\n\r\n");
        assertThat(block.startLine()).isEqualTo("GNUTELLA CONNECT/0.6");
        assertThat(block.get("x-ultraPEER")).contains("False");
        assertThat(block.get("User-Agent")).contains("Filbert/1.0");
        assertThat(block.get("empty")).contains("");
        assertThat(block.has("Nothing")).isFalse();
    }

    @Test
    void lineFeedAloneEndsALine() { // C-26
        assertThat(read("GIV 7:00/file\n\n")).isEqualTo(HeaderBlock.of("GIV 7:00/file"));
        assertThat(read("A\nB: c\r\nD: e\n\r\n")).isEqualTo(read("A\r\nB: c\r\nD: e\r\n\r\n"));
    }

    @Test
    void repeatedHeadersAreJoinedWithACommaAndABlank() { // C-26, T-11
        var block = read("A\r\nX-Content-URN: urn:sha1:A\r\nOther: 1\r\nx-content-urn: urn:md5:B\r\nX-CONTENT-URN:\r\n\r\n");
        assertThat(block.get("X-Content-URN")).contains("urn:sha1:A, urn:md5:B, ");
        assertThat(block.fields()).hasSize(2);
    }

    @Test
    void foldedLinesAreJoinedWithABlank() { // C-26, T-11
        var block = read("A\r\nX-Alt: 192.0.2.1,\r\n  192.0.2.2:\r\n\t1024\r\nB: c\r\nX-Alt: d\r\n e\r\n\r\n");
        assertThat(block.get("X-Alt")).contains("192.0.2.1, 192.0.2.2: 1024, d e");
        assertThat(block.get("B")).contains("c");
    }

    @Test
    void aBlockCutAtAnyByteIsTheSameBlock() { // C-26
        var text = "GNUTELLA/0.6 200 OK\r\nA: b\r\n c\r\nD: e\n\r\n";
        var whole = read(text);
        for (var cut = 0; cut < text.length(); cut++) {
            var parts = new HeaderBlockReader();
            assertThat(parts.read(bytes(text.substring(0, cut)))).isEmpty();
            assertThat(parts.read(bytes(text.substring(cut)))).contains(whole);
        }
    }

    @Test
    void whatFollowsTheBlockStaysInTheBuffer() { // C-23: the surplus behind step 3
        var in = bytes("GNUTELLA/0.6 200 OK\r\n\r\nbinary");
        assertThat(reader.read(in)).isPresent();
        assertThat(in.toString(StandardCharsets.US_ASCII)).isEqualTo("binary");
        assertThat(reader.started()).isFalse();
    }

    @Test
    void oneBlockFollowsTheOther() { // T-18
        var in = bytes("GET / HTTP/1.1\r\nA: b\r\n\r\n\r\nHEAD / HTTP/1.1\r\n\r\n");
        assertThat(reader.read(in)).contains(HeaderBlock.of("GET / HTTP/1.1").with("A", "b"));
        assertThat(reader.read(in)).contains(HeaderBlock.of("HEAD / HTTP/1.1"));
        assertThat(reader.read(in)).isEmpty();
    }

    @Test
    void ceilingsHold() { // C-26, T-11
        assertThat(read("A\r\n" + "B: c\r\n".repeat(127) + "\r\n").fields()).hasSize(1);
        assertRefused("A\r\n" + "B: c\r\n".repeat(128) + "\r\n"); // the 129th line
        var line = "B: " + "x".repeat(1_600) + "\r\n"; // 1,605 bytes
        var filling = "C: " + "x".repeat(16_384 - 3 - 10 * 1_605 - 7) + "\r\n";
        assertThat(read("A\r\n" + line.repeat(10) + filling + "\r\n").startLine()).isEqualTo("A"); // 16,384 bytes
        assertRefused("A\r\n" + line.repeat(10) + "x" + filling + "\r\n");
        assertThat(read("B".repeat(2_047) + "\r\n\r\n").startLine()).hasSize(2_047);
        assertRefused("B".repeat(2_049));
        assertRefused("\r\n".repeat(8_193));
    }

    @Test
    void anEndlessLineIsRefusedAsItComes() { // C-26
        for (var i = 0; i < 2_048; i++) {
            assertThat(reader.read(bytes("x"))).isEmpty();
        }
        assertThatThrownBy(() -> reader.read(bytes("x"))).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A\r\nno colon\r\n\r\n", "A\r\n: value\r\n\r\n", "A\r\n continuation\r\n\r\n"})
    void aLineThatIsNoHeaderIsMalformed(String text) { // C-26
        assertRefused(text);
    }

    @Test
    void bytesAboveAsciiStayAsTheyAre() {
        var text = "GET /get/1/é.ogg HTTP/1.1\r\n\r\n";
        var block = reader.read(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8))).orElseThrow();
        assertThat(block.bytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aBlockIsWrittenAsItIsSpeltWithoutFoldsOrRepetition() { // C-24, C-25, T-9, T-10
        var block = HeaderBlock.of("GNUTELLA/0.6 200 OK").with("X-Alt", "a").with("Range", "bytes=0-1");
        assertThat(new String(block.bytes(), StandardCharsets.ISO_8859_1))
                .isEqualTo("GNUTELLA/0.6 200 OK\r\nX-Alt: a\r\nRange: bytes=0-1\r\n\r\n");
    }

    static Stream<Vectors.Vector> blocks() {
        return Vectors.all().stream()
                .flatMap(file -> file.vectors().stream())
                .filter(v -> v.kind().equals("HANDSHAKE")
                        || v.kind().startsWith("REQUEST")
                        || v.kind().equals("RESPONSE-HEADERS")
                        || v.kind().startsWith("GIV"));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void recordedBlocksAreWrittenWithTheBytesTheyWereReadFrom(Vectors.Vector vector) { // C-24, C-26, T-11
        var in = Unpooled.wrappedBuffer(vector.bytes());
        var block = reader.read(in).orElseThrow();
        assertThat(in.isReadable()).isFalse();
        var lineEnd = vector.kind().startsWith("GIV") ? "\n" : "\r\n"; // GIV lines end with LF only
        assertThat(block.text().replace("\r\n", lineEnd)).isEqualTo(vector.text());
    }

    @Test
    void randomBytesAreABlockOrRefused() { // C-94
        var random = new Random(94);
        for (var i = 0; i < 20_000; i++) {
            var bytes = new byte[random.nextInt(60)];
            for (var at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) (random.nextInt(4) == 0 ? "\r\n: \t".charAt(random.nextInt(5)) : random.nextInt(256));
            }
            try {
                assertThat(new HeaderBlockReader().read(Unpooled.wrappedBuffer(bytes))).isInstanceOf(Optional.class);
            } catch (MalformedMessageException malformed) {
                assertThat(malformed.getMessage()).isNotEmpty();
            }
        }
    }

    private HeaderBlock read(String text) {
        return new HeaderBlockReader().read(bytes(text)).orElseThrow();
    }

    private static void assertRefused(String text) {
        var refusing = new HeaderBlockReader();
        assertThatThrownBy(() -> refusing.read(bytes(text))).as("%d characters", text.length()).isInstanceOf(MalformedMessageException.class);
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
