package filbert.wire.message;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.vectors.Vectors;
import filbert.vectors.Vectors.Vector;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages recorded from gtk-gnutella in the streams and replies they came in. */
final class RecordedStreamsTest {
    static Stream<Arguments> compressedSessions() {
        return Stream.of("session-deflate-firewalled-leaf2-to-up1.hex", "session-deflate-leaf1-to-up1.hex", "session-deflate-up2-to-up1.hex")
                .flatMap(file -> Stream.of(Arguments.of(file, ">"), Arguments.of(file, "<")));
    }

    /** One packer's choices are not another's: the packed bytes are compared by what comes out of them. */
    @ParameterizedTest
    @MethodSource("compressedSessions")
    void theSegmentsOfACompressedStreamInflateToItsMessages(String file, String direction) throws DataFormatException { // C-45
        var vectors = Vectors.of(file).vectors().stream().filter(v -> v.direction().equals(direction)).toList();
        var packed = concatenated(vectors.stream().filter(v -> v.kind().equals("DEFLATE-SEGMENT")).toList());
        var messages = vectors.stream().filter(v -> v.kind().endsWith("-INFLATED")).toList();
        var plain = inflated(packed);
        assertThat(ByteBufUtil.hexDump(plain)).isEqualTo(ByteBufUtil.hexDump(concatenated(messages)));

        var written = Unpooled.buffer();
        for (var message : framed(Unpooled.wrappedBuffer(plain))) {
            var payload = Unpooled.wrappedBuffer(message.bytes()).skipBytes(Header.LENGTH);
            switch (MessageCodec.decode(message.header().type(), payload)) {
                case Unknown _ -> written.writeBytes(message.bytes()); // HSEP is not ours to write
                case Message known -> MessageCodec.encode(
                        message.header().guid(), message.header().ttl(), message.header().hops(), known, written);
            }
        }
        assertThat(ByteBufUtil.hexDump(written)).isEqualTo(ByteBufUtil.hexDump(plain));
        assertThat(inflated(deflated(ByteBufUtil.getBytes(written)))).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http-browse-gnutella.hex", "http-browse-gnutella-deflate.hex"})
    void browsingBringsWholeHitsThatAreWrittenAlike(String file) throws DataFormatException { // S-70, S-24
        var body = dechunked(Vectors.of(file).kind("RESPONSE-BODY").findFirst().orElseThrow().bytes());
        var plain = file.contains("deflate") ? inflated(body) : body;
        var names = new ArrayList<String>();
        var written = Unpooled.buffer();
        for (var message : framed(Unpooled.wrappedBuffer(plain))) {
            var hit = (QueryHit) MessageCodec.decode(Header.QUERY_HIT, Unpooled.wrappedBuffer(message.bytes()).skipBytes(Header.LENGTH));
            hit.results().forEach(result -> names.add(result.name()));
            MessageCodec.encode(message.header().guid(), message.header().ttl(), message.header().hops(), hit, written);
        }
        assertThat(names).hasSize(20).contains("Köhler grüße notiz.txt", "lab note 06 gravel.txt");
        assertThat(ByteBufUtil.hexDump(written)).isEqualTo(ByteBufUtil.hexDump(plain));
    }

    @Test
    void theLeafsHitSaysWhatItOffers() { // S-24, S-25
        var vector = Vectors.of("session-plain-leaf1-to-up1.hex").kind("QUERYHIT").findFirst().orElseThrow();
        var hit = (QueryHit) MessageCodec.decode(Header.QUERY_HIT, Unpooled.wrappedBuffer(vector.bytes()).skipBytes(Header.LENGTH));
        assertThat(hit.vendor()).isEqualTo("GTKG");
        assertThat(hit.host().toString()).isEqualTo("127.0.0.4:6403");
        assertThat(hit.trailer().push()).isEqualTo(QueryHit.Flag.NO);
        assertThat(hit.trailer().ggep()).isTrue();
        assertThat(hit.extensions().has("GTKGV")).isTrue();
        assertThat(hit.results()).isNotEmpty().allSatisfy(result -> {
            assertThat(result.size()).isPositive();
            assertThat(result.hasUnsafeName()).isFalse();
            assertThat(result.urn().flatMap(urn -> urn.sha1())).isPresent();
            assertThat(result.urn().flatMap(urn -> urn.tigerRoot())).isPresent();
            assertThat(result.extensions().has("CT")).isTrue();
        });
    }

    @Test
    void theByeOfALeafIsRead() { // C-55
        var vector = Vectors.of("session-deflate-leaf1-to-up1.hex").kind("BYE-INFLATED").findFirst().orElseThrow();
        var bye = (Bye) MessageCodec.decode(Header.BYE, Unpooled.wrappedBuffer(vector.bytes()).skipBytes(Header.LENGTH));
        assertThat(bye.code()).isEqualTo(200);
        assertThat(bye.firstLine()).isNotEmpty();
    }

    @Test
    void thePushNamesTheServentThatAnswers() { // T-45
        var vectors = Vectors.of("push-giv.hex");
        var push = (Push) MessageCodec.decode(Header.PUSH, payload(vectors.kind("PUSH").findFirst().orElseThrow()));
        var hit = (QueryHit) MessageCodec.decode(Header.QUERY_HIT, payload(vectors.kind("QUERYHIT").findFirst().orElseThrow()));
        assertThat(push.servent()).isEqualTo(hit.servent());
        assertThat(hit.results()).anyMatch(result -> result.index() == push.index());
        var giv = vectors.kind("GIV-on-incoming-tcp").findFirst().orElseThrow().text();
        assertThat(giv).isEqualTo("GIV " + push.index() + ":" + hit.servent().hex() + "/file\n\n");
    }

    @Test
    void theCrawlersAndHostCachesPongsAreRead() { // C-63
        var pongs = Vectors.of("udp-ping-pong-crawler.hex").kind("UDP-PONG").map(v -> (Pong) MessageCodec.decode(Header.PONG, payload(v))).toList();
        assertThat(pongs).hasSize(7);
        assertThat(pongs.getFirst().freeSlots()).contains(new FreeSlots(255, 49));
        assertThat(pongs.getFirst().vendor()).contains(new VendorVersion("GTKG", 8, 3));
        assertThat(pongs.getFirst().fromUltrapeer()).isTrue();
        assertThat(pongs.getLast().fromUltrapeer()).isFalse();
        assertThat(pongs.getLast().hosts()).extracting(s -> s.host().toString()).containsExactly("127.0.0.2:6401");
        assertThat(pongs.getFirst().guess()).contains(2);
    }

    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Framed(Header header, byte[] bytes) {}

    private static List<Framed> framed(ByteBuf stream) {
        var messages = new ArrayList<Framed>();
        for (var next = Framing.next(stream); next.isPresent(); next = Framing.next(stream)) {
            var bytes = new byte[Header.LENGTH + next.get().length()];
            stream.readBytes(bytes);
            messages.add(new Framed(next.get(), bytes));
        }
        assertThat(stream.isReadable()).isFalse();
        return messages;
    }

    private static ByteBuf payload(Vector vector) {
        return Unpooled.wrappedBuffer(vector.bytes()).skipBytes(Header.LENGTH);
    }

    private static byte[] concatenated(List<Vector> vectors) {
        var all = new ByteArrayOutputStream();
        vectors.forEach(v -> all.writeBytes(v.bytes()));
        return all.toByteArray();
    }

    private static byte[] inflated(byte[] packed) throws DataFormatException {
        var inflater = new Inflater();
        inflater.setInput(packed);
        var plain = new ByteArrayOutputStream();
        var chunk = new byte[1_000];
        for (var count = inflater.inflate(chunk); count > 0; count = inflater.inflate(chunk)) {
            plain.write(chunk, 0, count);
        }
        inflater.end();
        return plain.toByteArray();
    }

    private static byte[] deflated(byte[] plain) {
        var deflater = new Deflater();
        deflater.setInput(plain);
        var packed = new ByteArrayOutputStream();
        var chunk = new byte[1_000];
        for (var count = deflater.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH); count > 0; ) {
            packed.write(chunk, 0, count);
            count = deflater.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
        }
        deflater.end();
        return packed.toByteArray();
    }

    private static byte[] dechunked(byte[] body) {
        var in = Unpooled.wrappedBuffer(body);
        var plain = new ByteArrayOutputStream();
        while (true) {
            var line = in.readCharSequence(in.bytesBefore((byte) '\n') + 1, StandardCharsets.US_ASCII).toString().strip();
            var size = Integer.parseInt(line, 16);
            if (size == 0) {
                return plain.toByteArray();
            }
            plain.writeBytes(ByteBufUtil.getBytes(in.readSlice(size)));
            in.skipBytes(2);
        }
    }
}
