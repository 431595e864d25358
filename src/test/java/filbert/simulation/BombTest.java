package filbert.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.identity.Urn;
import filbert.net.Datagrams;
import filbert.wire.Zlib;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Query;
import filbert.wire.message.QueryHit;
import filbert.wire.message.QueryHit.Flag;
import filbert.wire.message.QueryHit.Result;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deflated pieces that are a mebibyte when inflated, in what hits say of files and in datagrams, as a {@link Siege}. */
final class BombTest {
    private static final int MEBIBYTE = 1 << 20;
    private static final int DEFLATED = 0x80; // in the TTL of a datagram: 1-connect, 11
    private static final String VENDOR = "TEST";

    private final Siege siege = new Siege();
    private final VirtualNetwork net = siege.net;

    @AfterEach
    void everybodyStops() {
        siege.end();
    }

    @Test
    void metadataOfHitsThatInflateWithoutEnd() {
        siege.attack(4);
        var bomb = hitWithBomb();
        siege.isBorne("deflate bombs in metadata", _ -> {
            for (var attacker : siege.attackers) {
                var asked = attacker.messages().stream().filter(heard -> heard.message() instanceof Query).map(heard -> heard.header().guid()).toList();
                for (var i = 0; i < 25 * asked.size() && !attacker.closed(); i++) {
                    attacker.say(new Header(asked.get(i % asked.size()), Header.QUERY_HIT, 3, 0, bomb.length), bomb);
                }
            }
        });
        System.out.println("deflate bombs in metadata: " + siege.asker.count("query hit").in() + " hits reached who searches");
        assertThat(siege.asker.count("query hit").in()).isGreaterThan(100);
    }

    /** A hit as its record writes it, with the metadata put in behind: vendor code, length of the open data, flags, length of the XML, GGEP, XML, GUID. */
    private byte[] hitWithBomb() {
        var result = new Result(1, 1_000, "hazel bomb.ogg", Optional.of(Urn.of(new Sha1(7, 5, 5))), Ggep.EMPTY);
        var trailer = new QueryHit.Trailer(Flag.NO, Flag.UNSAID, Flag.UNSAID, Flag.UNSAID, false);
        var host = HostAddress.parse("127.0.9.9:7000").orElseThrow();
        var hit = Unpooled.buffer();
        MessageCodec.encode(Guid.ZERO, 1, 0, new QueryHit(host, 1, List.of(result), VENDOR, trailer, "", Ggep.EMPTY, Guid.random(net.random())), hit);
        Header.read(hit);
        var afterVendor = ByteBufUtil.indexOf(Unpooled.copiedBuffer(VENDOR, StandardCharsets.US_ASCII), hit) + VENDOR.length();
        var xml = Unpooled.buffer();
        xml.writeCharSequence("{deflate}", StandardCharsets.US_ASCII);
        xml.writeBytes(Zlib.deflate(("<" + "a".repeat(MEBIBYTE)).getBytes(StandardCharsets.US_ASCII))).writeByte(0);
        var out = Unpooled.buffer();
        out.writeBytes(hit, afterVendor - hit.readerIndex());
        hit.skipBytes(1);
        out.writeByte(4).writeBytes(hit, 2).writeShortLE(xml.readableBytes());
        out.writeBytes(hit, hit.readableBytes() - Guid.LENGTH).writeBytes(xml).writeBytes(hit);
        return ByteBufUtil.getBytes(out);
    }

    @Test
    void datagramsThatInflateWithoutEnd() throws IOException {
        var sockets = new ArrayList<Datagrams.Socket>();
        var answered = new int[1];
        for (var i = 1; i <= 10; i++) {
            var host = net.host("127.3.0." + i);
            sockets.add(host.datagrams().bind(host.at(7_000), (_, bytes) -> {
                answered[0] += bytes.readableBytes();
                bytes.release();
            }));
        }
        var bomb = Zlib.deflate(new byte[MEBIBYTE]);
        siege.isBorne("deflate bombs in datagrams", _ -> {
            for (var i = 0; i < 300; i++) {
                var out = Unpooled.buffer();
                new Header(Guid.random(net.random()), Header.PING, DEFLATED | 1, 0, bomb.length).write(out);
                sockets.get(i % sockets.size()).send(siege.hub.address(), out.writeBytes(bomb));
            }
        });
        System.out.println("deflate bombs in datagrams: " + bomb.length + " bytes each, answered with " + answered[0] + " bytes in all");
        assertThat(answered[0]).as("bytes of answers").isZero();
    }
}
