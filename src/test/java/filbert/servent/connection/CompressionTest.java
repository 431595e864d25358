package filbert.servent.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.identity.Guid;
import filbert.simulation.ScriptedPeer;
import filbert.simulation.VirtualNetwork;
import filbert.simulation.VirtualServent;
import filbert.vectors.Vectors;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Bye;
import filbert.wire.message.Header;
import filbert.wire.message.MalformedMessageException;
import filbert.wire.message.Query;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CompressionTest {
    private final VirtualNetwork net = new VirtualNetwork(9);

    private static byte[] deflate(byte[] plain, int flush) {
        var deflater = new Deflater();
        deflater.setInput(plain);
        var out = new byte[plain.length + 1_000];
        var length = deflater.deflate(out, 0, out.length, flush);
        deflater.end();
        return Arrays.copyOf(out, length);
    }

    private static byte[] inflateAll(InflatingStream stream) {
        var out = new ByteArrayOutputStream();
        for (var piece = stream.next(); piece != null; piece = stream.next()) {
            out.writeBytes(ByteBufUtil.getBytes(piece));
            piece.release();
        }
        return out.toByteArray();
    }

    @ParameterizedTest // C-45
    @ValueSource(ints = {1, 2, 7, 100_000})
    void aStreamSplitAnywhereInflatesToTheSame(int portion) {
        var plain = "message ".repeat(5_000).getBytes(StandardCharsets.US_ASCII);
        var packed = deflate(plain, Deflater.SYNC_FLUSH);
        var stream = new InflatingStream();
        var out = new ByteArrayOutputStream();
        for (var from = 0; from < packed.length; from += portion) {
            stream.feed(Unpooled.copiedBuffer(packed, from, Math.min(portion, packed.length - from)));
            out.writeBytes(inflateAll(stream));
        }
        assertThat(out.toByteArray()).isEqualTo(plain);
        assertThat(stream.finished()).isFalse();
        stream.release();
    }

    @ParameterizedTest // C-45
    @ValueSource(strings = {"session-deflate-leaf1-to-up1.hex", "session-deflate-up2-to-up1.hex", "session-deflate-firewalled-leaf2-to-up1.hex"})
    void recordedStreamsOfGtkGnutellaGiveTheirMessages(String session) {
        for (var direction : List.of(">", "<")) {
            var lines = Vectors.of(session).vectors().stream().filter(line -> line.direction().equals(direction)).toList();
            var stream = new InflatingStream();
            var framer = new Framer();
            var messages = new ArrayList<byte[]>();
            for (var line : lines) {
                if (line.kind().equals("DEFLATE-SEGMENT")) {
                    stream.feed(Unpooled.copiedBuffer(line.bytes()));
                    for (var piece = stream.next(); piece != null; piece = stream.next()) {
                        framer.feed(piece);
                        for (var frame = framer.next(); frame != null; frame = framer.next()) {
                            messages.add(whole(frame));
                        }
                    }
                }
            }
            assertThat(messages).containsExactlyElementsOf(lines.stream().filter(line -> line.kind().endsWith("-INFLATED")).map(Vectors.Vector::bytes).toList());
            stream.release();
            framer.release();
        }
    }

    private static byte[] whole(Frame frame) {
        var bytes = Unpooled.buffer();
        frame.header().write(bytes);
        bytes.writeBytes(frame.payload());
        frame.payload().release();
        return ByteBufUtil.getBytes(bytes);
    }

    @Test // C-47
    void corruptBytesAreMalformed() {
        var stream = new InflatingStream();
        stream.feed(Unpooled.copiedBuffer("this is no zlib stream", StandardCharsets.US_ASCII));
        assertThatThrownBy(stream::next).isInstanceOf(MalformedMessageException.class).hasMessageContaining("broken zlib stream");
        stream.release();
    }

    @Test // C-47
    void aPresetDictionaryIsMalformed() {
        var deflater = new Deflater();
        deflater.setDictionary("gnutella".getBytes(StandardCharsets.US_ASCII));
        deflater.setInput("gnutella".getBytes(StandardCharsets.US_ASCII));
        var packed = new byte[100];
        var length = deflater.deflate(packed, 0, packed.length, Deflater.SYNC_FLUSH);
        deflater.end();
        var stream = new InflatingStream();
        stream.feed(Unpooled.copiedBuffer(packed, 0, length));
        assertThatThrownBy(stream::next).isInstanceOf(MalformedMessageException.class).hasMessageContaining("dictionary");
        stream.release();
    }

    @Test // C-47
    void aBombIsStoppedAfterOneMebibyte() {
        var packed = deflate(new byte[64 << 20], Deflater.SYNC_FLUSH);
        var stream = new InflatingStream();
        stream.feed(Unpooled.copiedBuffer(packed));
        var out = 0;
        try {
            for (var piece = stream.next(); piece != null; piece = stream.next()) {
                assertThat(piece.readableBytes()).isLessThanOrEqualTo(InflatingStream.PIECE);
                out += piece.readableBytes();
                piece.release();
            }
            throw new AssertionError("no bomb: " + out);
        } catch (MalformedMessageException bomb) {
            assertThat(bomb).hasMessageContaining("inflated out of");
        }
        assertThat(out).isLessThan(2 << 20);
        stream.release();
    }

    @Test // C-47
    void aBombOnALinkCostsOnlyTheLink() {
        var servent = VirtualServent.ultrapeer(net, "5.1.1.1");
        var peer = joinDeflating(servent);
        peer.takeBytes();
        peer.say(deflate(new byte[8 << 20], Deflater.SYNC_FLUSH)); // pings without end, all of them unanswered: their TTL is 0
        net.run(Duration.ofSeconds(5));
        assertThat(servent.traffic.neighbours).isEmpty();
    }

    @Test // C-45
    void theStreamsStartRightBehindTheLastBlock() {
        net.largestPortion(100_000);
        var servent = VirtualServent.ultrapeer(net, "5.1.1.1");
        var peer = ScriptedPeer.call(net, "5.2.2.2", servent.address());
        peer.say(ScriptedPeer.greeting(true, "Accept-Encoding: deflate"));
        assertThat(peer.block()).contains("\r\nContent-Encoding: deflate\r\n");
        var first = Unpooled.buffer();
        new Header(Guid.random(net.random()), 0x77, 1, 0, 0).write(first);
        var bytes = Unpooled.copiedBuffer("GNUTELLA/0.6 200 OK\r\nContent-Encoding: deflate\r\n\r\n", StandardCharsets.ISO_8859_1);
        bytes.writeBytes(deflate(ByteBufUtil.getBytes(first), Deflater.SYNC_FLUSH));
        peer.link().write(bytes);
        net.run(Duration.ofSeconds(1));
        assertThat(servent.traffic.heard).hasSize(1);
        assertThat(servent.neighbours().getFirst()).returns(true, there -> there.deflateIn()).returns(true, there -> there.deflateOut());
        assertThat(peer.takeBytes()).as("our zlib header").startsWith((byte) 0x78);
    }

    private ScriptedPeer joinDeflating(VirtualServent servent) {
        var peer = ScriptedPeer.call(net, "5.2.2.2", servent.address());
        peer.say(ScriptedPeer.greeting(true, "Accept-Encoding: deflate"));
        peer.block();
        peer.say("GNUTELLA/0.6 200 OK\r\nContent-Encoding: deflate\r\n\r\n");
        net.run(Duration.ofSeconds(1));
        return peer;
    }

    @Test // C-46
    void noMessageStaysInTheDeflaterForHalfASecond() throws DataFormatException {
        net.latency(Duration.ZERO, Duration.ZERO);
        var servent = VirtualServent.ultrapeer(net, "5.1.1.1");
        var peer = joinDeflating(servent);
        var inflater = new Inflater();
        inflate(inflater, peer.takeBytes());
        for (var i = 0; i < 20; i++) {
            var guid = Guid.random(net.random());
            servent.neighbour().send(guid, 3, 0, new Query(Query.MARK, "words " + i, List.of(), "", Ggep.EMPTY));
            net.run(Duration.ofMillis(300));
            var plain = inflate(inflater, peer.takeBytes());
            assertThat(Header.read(plain)).returns(guid, Header::guid).returns(plain.readableBytes(), Header::length);
        }
        inflater.end();
    }

    @Test // C-55
    void underCompressionTheByeEndsTheStream() throws DataFormatException {
        var servent = VirtualServent.ultrapeer(net, "5.1.1.1");
        var peer = joinDeflating(servent);
        var inflater = new Inflater();
        inflate(inflater, peer.takeBytes());
        servent.neighbour().close(201, "Removed");
        net.run(Duration.ofSeconds(1));
        var plain = inflate(inflater, peer.takeBytes());
        assertThat(Header.read(plain).type()).isEqualTo(Header.BYE);
        assertThat(filbert.wire.message.MessageCodec.decode(Header.BYE, plain)).isEqualTo(new Bye(201, "Removed"));
        assertThat(inflater.finished()).isTrue();
        inflater.end();
    }

    private static ByteBuf inflate(Inflater inflater, byte[] packed) throws DataFormatException {
        inflater.setInput(packed);
        var plain = new byte[100_000];
        return Unpooled.wrappedBuffer(plain, 0, inflater.inflate(plain));
    }

    @Test
    void aPeerThatEndsItsStreamIsSaidGoodbye() {
        var servent = VirtualServent.ultrapeer(net, "5.1.1.1");
        var peer = joinDeflating(servent);
        var deflater = new Deflater();
        deflater.finish();
        var end = new byte[20];
        var length = deflater.deflate(end);
        deflater.end();
        peer.say(Arrays.copyOf(end, length));
        net.run(Duration.ofSeconds(2));
        assertThat(servent.traffic.neighbours).isEmpty();
    }

    @Test
    void whatTheDeflaterTakesComesOutWholeWithEveryFlush() throws DataFormatException {
        var stream = new DeflatingStream();
        var inflater = new Inflater();
        for (var size : new int[] {1, 10, 1_000, 1_023, 1_024, 1_025, 50_000}) {
            var plain = new byte[size];
            net.random().nextBytes(plain);
            var packed = stream.write(Unpooled.wrappedBuffer(plain));
            var flushed = stream.flush();
            var both = Unpooled.wrappedBuffer(packed, flushed);
            inflater.setInput(ByteBufUtil.getBytes(both));
            var out = new byte[size];
            assertThat(inflater.inflate(out)).isEqualTo(size);
            assertThat(out).isEqualTo(plain);
            assertThat(stream.pending()).isZero();
            both.release();
        }
        inflater.end();
        stream.release();
    }
}
