package filbert.servent.topology;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Datagrams;
import filbert.simulation.VirtualNetwork;
import filbert.simulation.VirtualServent;
import filbert.vectors.Vectors;
import filbert.wire.Zlib;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Bye;
import filbert.wire.message.Header;
import filbert.wire.message.HostsWanted;
import filbert.wire.message.Message;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Ping;
import filbert.wire.message.Pong;
import filbert.wire.message.QrpReset;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UdpPingsTest {
    private final VirtualNetwork net = new VirtualNetwork(17);

    /** A socket that keeps what it hears. */
    private final class Peer {
        final List<byte[]> heard = new ArrayList<>();
        final Datagrams.Socket socket;

        Peer(String ip) {
            try {
                socket = net.host(ip).datagrams().bind(net.host(ip).at(7_000), (from, bytes) -> {
                    heard.add(ByteBufUtil.getBytes(bytes));
                    bytes.release();
                });
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        void say(VirtualServent to, ByteBuf datagram) {
            socket.send(to.address(), datagram);
            net.run(Duration.ofMillis(200));
        }

        Guid say(VirtualServent to, Message message) {
            var guid = Guid.random(net.random());
            say(to, encoded(guid, message));
            return guid;
        }

        Header header(int index) {
            return Header.read(Unpooled.wrappedBuffer(heard.get(index)));
        }

        Pong pong(int index) {
            var datagram = Unpooled.wrappedBuffer(heard.get(index));
            var header = Header.read(datagram);
            assertThat(header.length()).isEqualTo(datagram.readableBytes());
            return (Pong) MessageCodec.decode(header.type(), datagram);
        }
    }

    private static ByteBuf encoded(Guid guid, Message message) {
        var out = Unpooled.buffer();
        MessageCodec.encode(guid, 1, 0, message, out);
        return out;
    }

    private VirtualServent leaf(String... known) {
        var servent = VirtualServent.leaf(net, "5.1.1.1", java.util.Arrays.stream(known).map(text -> HostAddress.parse(text).orElseThrow()).toArray(HostAddress[]::new));
        net.run(Duration.ofMillis(100));
        return servent;
    }

    @Test
    void aPingIsAnsweredWithItsOwnGuid() {
        var servent = leaf();
        var peer = new Peer("5.2.2.2");
        var guid = peer.say(servent, Ping.PLAIN);
        assertThat(peer.heard).hasSize(1);
        assertThat(peer.header(0)).returns(guid, Header::guid).returns(1, Header::ttl).returns(0, Header::hops);
        assertThat(peer.pong(0)).returns(servent.address(), Pong::host).returns(9L, Pong::files).returns(1_001L, Pong::kibibytes);
        assertThat(peer.pong(0).vendor()).get().hasToString("VendorVersion[vendor=FILB, major=0, minor=1]");
    }

    @Test
    void whoAsksIsToldWhereWeSeeItAndWhomWeKnow() {
        var servent = leaf("5.7.7.7:7000", "5.8.8.8:7000", "5.2.2.2:9999");
        var peer = new Peer("5.2.2.2");
        peer.say(servent, Ping.wanting(HostsWanted.FOR_LEAF).askingForAddress());
        assertThat(peer.pong(0).observedAddress()).contains(peer.socket.local());
        assertThat(peer.pong(0).hosts()).extracting(suggestion -> suggestion.host().toString()).containsExactlyInAnyOrder("5.7.7.7:7000", "5.8.8.8:7000");
    }

    @Test // C-62
    void oneAddressIsAnsweredOnceAMinute() {
        var servent = leaf();
        var peer = new Peer("5.2.2.2");
        for (var i = 0; i < 10; i++) {
            peer.say(servent, Ping.PLAIN);
        }
        assertThat(peer.heard).hasSize(1);
        net.run(Duration.ofSeconds(60));
        peer.say(servent, Ping.PLAIN);
        assertThat(peer.heard).hasSize(2);
    }

    @Test // 2-search, section 8: gtk-gnutella pings a host when it meets it, and asks for a key right after
    void aKeyIsGivenAlsoToWhoPingedAMomentAgo() {
        var servent = leaf();
        var peer = new Peer("5.2.2.2");
        peer.say(servent, Ping.PLAIN);
        peer.say(servent, Ping.wantingQueryKey());
        assertThat(peer.heard).hasSize(2);
        peer.say(servent, Ping.wantingQueryKey());
        peer.say(servent, Ping.PLAIN);
        assertThat(peer.heard).as("each once a minute").hasSize(2);
    }

    @Test // C-91
    void noAnswerIsMoreThanFourTimesTheQuestionUnlessHostsWereAskedFor() {
        var servent = leaf("5.7.7.7:7000", "5.8.8.8:7000");
        net.run(Duration.ofDays(2)); // uptime at its longest
        for (var ping : List.of(Ping.PLAIN, Ping.PLAIN.askingForAddress(), new Ping(Ggep.EMPTY.with("VC", new byte[5])))) {
            var peer = new Peer("5.2.2." + ping.extensions().items().size() + ping.extensions().toString().length());
            peer.say(servent, ping);
            assertThat(peer.heard).hasSize(1);
            assertThat(peer.heard.getFirst().length).isLessThanOrEqualTo(4 * encoded(Guid.ZERO, ping).readableBytes());
        }
    }

    @Test // C-88
    void aDatagramWhoseLengthDoesNotMatchIsDropped() {
        var servent = leaf();
        var peer = new Peer("5.2.2.2");
        peer.say(servent, encoded(Guid.ZERO, Ping.PLAIN).writeByte(0));
        peer.say(servent, Unpooled.buffer().writeBytes(encoded(Guid.ZERO, Ping.wanting(HostsWanted.FOR_LEAF)), 25));
        peer.say(servent, Unpooled.buffer().writeBytes(encoded(Guid.ZERO, Ping.PLAIN), 22));
        peer.say(servent, Unpooled.EMPTY_BUFFER);
        assertThat(peer.heard).isEmpty();
        peer.say(servent, Ping.PLAIN);
        assertThat(peer.heard).as("and nothing was counted").hasSize(1);
    }

    @Test // C-90
    void aDeflatedPingIsUnderstood() {
        var servent = leaf("5.7.7.7:7000");
        var plain = encoded(Guid.ZERO, Ping.wanting(HostsWanted.FOR_LEAF)).skipBytes(Header.LENGTH);
        var packed = Zlib.deflate(ByteBufUtil.getBytes(plain));
        for (var ttl : List.of(0x01 | 0x80, 0x01 | 0x08 | 0x80)) {
            var datagram = Unpooled.buffer();
            new Header(Guid.ZERO, Header.PING, ttl, 0, packed.length).write(datagram);
            var peer = new Peer("5.2.2." + ttl);
            peer.say(servent, datagram.writeBytes(packed));
            assertThat(peer.pong(0).hosts()).hasSize(1);
            assertThat(peer.header(0).ttl()).as("we deflate nothing").isEqualTo(1);
        }
        var broken = Unpooled.buffer();
        new Header(Guid.ZERO, Header.PING, 0x81, 0, 4).write(broken);
        var peer = new Peer("5.3.3.3");
        peer.say(servent, broken.writeInt(0x12345678));
        assertThat(peer.heard).isEmpty();
    }

    @Test // C-89
    void whatHasNoBusinessInADatagramIsDropped() {
        var servent = leaf();
        var peer = new Peer("5.2.2.2");
        peer.say(servent, new Bye(200, "Shutdown"));
        peer.say(servent, new QrpReset(65_536, 7));
        var horizon = Unpooled.buffer();
        new Header(Guid.ZERO, Header.HSEP, 1, 0, 0).write(horizon);
        peer.say(servent, horizon);
        var fromFirewallToFirewall = Unpooled.buffer();
        new Header(new Guid(0x0001_0000_0000_0000L, 0), Header.RUDP, 1, 0, 0).write(fromFirewallToFirewall);
        peer.say(servent, fromFirewallToFirewall); // T-52
        var semiReliable = Vectors.of("session-plain-udp.hex").vectors().stream().filter(line -> line.kind().equals("UDP-SEMIRELIABLE")).toList();
        assertThat(semiReliable).isNotEmpty();
        semiReliable.forEach(line -> peer.say(servent, Unpooled.wrappedBuffer(line.bytes())));
        assertThat(peer.heard).isEmpty();
        assertThat(servent.neighbours()).isEmpty();
    }

    @Test
    void recordedPingsOfAnotherServentAreAnswered() {
        var servent = leaf();
        var number = 1;
        for (var line : Vectors.of("udp-ping-pong-crawler.hex").kind("UDP-PING").toList()) {
            var peer = new Peer("5.3.3." + number++);
            peer.say(servent, Unpooled.wrappedBuffer(line.bytes()));
            assertThat(peer.heard).as(line.toString()).hasSize(1);
            assertThat(peer.header(0).guid()).isEqualTo(Header.read(Unpooled.wrappedBuffer(line.bytes())).guid());
        }
    }

    @Test
    void aPongNobodyAskedForTeachesNothing() {
        var servent = leaf();
        var peer = new Peer("5.2.2.2");
        peer.say(servent, new Pong(HostAddress.parse("5.6.6.6:7000").orElseThrow(), 0, 8, Ggep.EMPTY).withHosts(HostAddress.parse("5.6.6.7:7000").stream().toList()));
        assertThat(servent.overlay().knownHosts(10)).isEmpty();
        assertThat(peer.heard).isEmpty();
    }

    @Test // C-62
    void aHostWeAskTeachesUsAndIsNotAskedAgainWithinAMinute() {
        var peer = new Peer("5.2.2.2");
        var servent = leaf("5.2.2.2:7000");
        net.run(Duration.ofSeconds(1));
        assertThat(peer.heard).hasSize(1);
        var asked = (Ping) MessageCodec.decode(Header.PING, Unpooled.wrappedBuffer(peer.heard.getFirst()).skipBytes(Header.LENGTH));
        assertThat(asked.hostsWanted()).contains(HostsWanted.FOR_LEAF);
        assertThat(asked.asksForAddress()).isTrue();
        var pong = new Pong(peer.socket.local(), 0, 8, Ggep.EMPTY).withHosts(List.of(HostAddress.parse("5.6.6.7:7000").orElseThrow(), HostAddress.parse("10.0.0.1:7000").orElseThrow()));
        peer.say(servent, encoded(peer.header(0).guid(), pong));
        assertThat(servent.overlay().knownHosts(10)).extracting(known -> known.address().toString()).containsExactlyInAnyOrder("5.2.2.2:7000", "5.6.6.7:7000");
        net.run(Duration.ofSeconds(58));
        assertThat(peer.heard).hasSize(1);
    }

    @Test
    void privateAddressesAreNoPartOfThePublicNetwork() {
        var servent = leaf();
        var peer = new Peer("192.168.1.7");
        peer.say(servent, Ping.PLAIN);
        assertThat(peer.heard).isEmpty();
    }

    @Test // C-91
    void aFloodOfForgedSendersIsAnsweredInPartAndRememberedInPart() {
        var servent = leaf();
        var peers = new HashSet<Peer>();
        for (var i = 0; i < 700; i++) {
            var peer = new Peer("7." + i / 250 + "." + i % 250 + ".1");
            peers.add(peer);
            peer.socket.send(servent.address(), encoded(Guid.ZERO, Ping.PLAIN));
        }
        net.run(Duration.ofMillis(500));
        assertThat(peers.stream().filter(peer -> !peer.heard.isEmpty()).count()).isBetween(500L, 560L);
    }
}
