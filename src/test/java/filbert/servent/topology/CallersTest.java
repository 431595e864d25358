package filbert.servent.topology;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.servent.connection.Neighbour;
import filbert.simulation.ScriptedPeer;
import filbert.simulation.VirtualNetwork;
import filbert.simulation.VirtualServent;
import filbert.wire.message.Header;
import filbert.wire.message.Ping;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Those who call us, on the wire. */
final class CallersTest {
    private static final Guid A_GUID = Guid.parse("0102030405060708ff0a0b0c0d0e0f00");

    private final VirtualNetwork net = new VirtualNetwork(11);

    private VirtualServent ultrapeer() {
        return VirtualServent.ultrapeer(net, "5.1.1.1");
    }

    private String greet(VirtualServent servent, String from, String greeting) {
        var peer = ScriptedPeer.call(net, from, servent.address());
        peer.say(greeting);
        return peer.block();
    }

    @Test // C-22
    void nothingFollowsOurAnswerUntilTheCallerConfirms() {
        var servent = ultrapeer();
        var peer = ScriptedPeer.call(net, "5.2.2.2", servent.address());
        peer.say(ScriptedPeer.greeting(false));
        assertThat(peer.block()).startsWith("GNUTELLA/0.6 200 OK\r\n");
        net.run(Duration.ofSeconds(9));
        assertThat(peer.takeBytes()).isEmpty();
        peer.say(ScriptedPeer.CONFIRMATION);
        net.run(Duration.ofSeconds(1));
        assertThat(peer.messages()).as("now it speaks").isNotEmpty();
    }

    @Test // C-22
    void nothingFollowsOurGreetingUntilTheAnswerIsComplete() {
        var callers = ScriptedPeer.listen(net, net.host("5.9.9.9").at(7_000));
        VirtualServent.leaf(net, "5.1.1.1", net.host("5.9.9.9").at(7_000));
        net.run(Duration.ofSeconds(1));
        var peer = callers.getFirst();
        assertThat(peer.block()).startsWith("GNUTELLA CONNECT/0.6\r\n").endsWith("\r\n\r\n");
        var answer = ScriptedPeer.acceptance(true);
        peer.say(answer.substring(0, answer.length() - 1));
        net.run(Duration.ofSeconds(5));
        assertThat(peer.takeBytes()).isEmpty();
        peer.say("\n");
        net.run(Duration.ofSeconds(1));
        assertThat(peer.block()).isEqualTo("GNUTELLA/0.6 200 OK\r\n\r\n"); // C-24
    }

    @Test // C-24
    void eachBlockLeavesInOneWrite() {
        net.largestPortion(100_000);
        var servent = ultrapeer();
        var peer = ScriptedPeer.call(net, "5.2.2.2", servent.address());
        peer.say(ScriptedPeer.greeting(false));
        var answer = peer.block();
        // a portion is never larger than a write, so a block that came split was written split unless the network split it
        var whole = peer.portions().stream().mapToInt(Integer::intValue).sum();
        assertThat(whole).isEqualTo(answer.length());
        assertThat(answer).startsWith("GNUTELLA/0.6 200 OK\r\n");
    }

    @Test // C-23
    void messagesInTheSameSegmentAsTheConfirmationAreHeard() {
        net.largestPortion(100_000);
        var servent = ultrapeer();
        var peer = ScriptedPeer.call(net, "5.2.2.2", servent.address());
        peer.say(ScriptedPeer.greeting(false));
        peer.block();
        var bytes = Unpooled.copiedBuffer(ScriptedPeer.CONFIRMATION, StandardCharsets.ISO_8859_1);
        new Header(A_GUID, 0x77, 1, 0, 3).write(bytes);
        bytes.writeBytes(new byte[] {1, 2, 3});
        new Header(A_GUID, 0x78, 1, 0, 0).write(bytes);
        peer.link().write(bytes);
        net.run(Duration.ofSeconds(1));
        assertThat(servent.traffic.heard).extracting(heard -> heard.header().type()).containsExactly(0x77, 0x78);
    }

    @Test
    void aHandshakeDeliveredByteByByteIsTheSame() {
        net.largestPortion(1);
        var servent = ultrapeer();
        ScriptedPeer.join(net, "5.2.2.2", servent.address(), false);
        assertThat(servent.view().leaves()).isOne();
    }

    @Test // C-26
    void aHeaderBlockAboveTheCeilingGets413() {
        var servent = ultrapeer();
        assertThat(greet(servent, "5.2.2.2", "GNUTELLA CONNECT/0.6\r\n" + "X: y\r\n".repeat(130) + "\r\n")).startsWith("GNUTELLA/0.6 413 ");
        assertThat(greet(servent, "5.2.2.3", "GNUTELLA CONNECT/0.6\r\nX: " + "y".repeat(3_000) + "\r\n\r\n")).startsWith("GNUTELLA/0.6 413 ");
    }

    @Test // C-41
    void aCallerThatStallsInAnyBlockIsHungUpOnAfterTenSeconds() {
        var servent = ultrapeer();
        var first = ScriptedPeer.call(net, "5.2.2.2", servent.address());
        first.say("GNUTELLA CONNECT/0.6\r\nX-Ultra");
        var third = ScriptedPeer.call(net, "5.3.2.2", servent.address());
        third.say(ScriptedPeer.greeting(false));
        third.block();
        net.run(Duration.ofSeconds(9));
        assertThat(first.closed() || third.closed()).isFalse();
        net.run(Duration.ofSeconds(2));
        assertThat(first.closed()).isTrue();
        assertThat(third.closed()).isTrue();
    }

    @Test // C-27
    void theOldHandshakeIsClosedWithoutAWord() {
        var peer = ScriptedPeer.call(net, "5.2.2.2", ultrapeer().address());
        peer.say("GNUTELLA CONNECT/0.4\n\n");
        net.run(Duration.ofSeconds(2));
        assertThat(peer.closed()).isTrue();
        assertThat(peer.text()).isEmpty();
    }

    @Test // C-20
    void theThirdHandshakeOfOneAddressInAMinuteGets429AndTheFourthSilence() {
        var servent = ultrapeer();
        assertThat(greet(servent, "5.2.2.2", ScriptedPeer.greeting(false))).startsWith("GNUTELLA/0.6 200 ");
        assertThat(greet(servent, "5.2.2.2", ScriptedPeer.greeting(false))).startsWith("GNUTELLA/0.6 200 ");
        assertThat(greet(servent, "5.2.2.2", ScriptedPeer.greeting(false))).startsWith("GNUTELLA/0.6 429 ").doesNotContain("X-Try");
        assertThat(greet(servent, "5.2.2.2", ScriptedPeer.greeting(false))).isEmpty();
        assertThat(greet(servent, "5.2.2.3", ScriptedPeer.greeting(false))).as("another address").startsWith("GNUTELLA/0.6 200 ");
        net.run(Duration.ofSeconds(60));
        assertThat(greet(servent, "5.2.2.2", ScriptedPeer.greeting(false))).as("a minute later").startsWith("GNUTELLA/0.6 200 ");
    }

    @Test // C-20
    void ourOwnNetworkIsExemptFromTheHandshakeRate() {
        var servent = VirtualServent.within(net, AddressScope.LOOPBACK, "127.0.0.2", TopologySettings.ultrapeer(NetworkMode.PRIVATE, List.of()));
        for (var i = 0; i < 5; i++) {
            assertThat(greet(servent, "127.0.0.3", ScriptedPeer.greeting(false))).startsWith("GNUTELLA/0.6 200 ");
        }
    }

    @Test // C-35
    void aLeafThatCallsALeafIsRefused() {
        var leaf = VirtualServent.leaf(net, "5.1.1.1");
        assertThat(greet(leaf, "5.2.2.2", ScriptedPeer.greeting(false))).startsWith("GNUTELLA/0.6 503 Shielded leaf node\r\n");
    }

    @Test // C-36
    void aLeafAcceptsUltrapeersThatCallWhileItLacksThem() {
        var leaf = VirtualServent.leaf(net, "5.1.1.1");
        for (var i = 1; i <= 5; i++) {
            ScriptedPeer.join(net, "5.2." + i + ".1", leaf.address(), true);
        }
        assertThat(leaf.view().ultrapeers()).isEqualTo(5);
        assertThat(greet(leaf, "5.2.6.1", ScriptedPeer.greeting(true))).startsWith("GNUTELLA/0.6 503 Ultrapeers enough\r\n");
    }

    @Test // C-34
    void aRefusedCallerCanReadWhyBeforeTheClose() {
        var leaf = VirtualServent.leaf(net, "5.1.1.1", HostAddress.parse("5.7.7.7:7000").orElseThrow());
        var peer = ScriptedPeer.call(net, "5.2.2.2", leaf.address());
        peer.say(ScriptedPeer.greeting(false));
        var refusal = peer.block();
        assertThat(refusal).contains("\r\nUser-Agent: Filbert/0.1.0\r\n", "\r\nRemote-IP: 5.2.2.2\r\n", "\r\nX-Try-Ultrapeers: 5.7.7.7:7000\r\n");
        assertThat(peer.closed()).isFalse();
        net.run(Duration.ofSeconds(3));
        assertThat(peer.closed()).isTrue();
    }

    @Test // C-38
    void ourOwnGuidAndThatOfANeighbourAreRefused() {
        var servent = ultrapeer();
        assertThat(greet(servent, "5.2.2.2", ScriptedPeer.greeting(false, ScriptedPeer.guidHeader(servent.guid)))).startsWith("GNUTELLA/0.6 409 Own GUID");
        ScriptedPeer.join(net, "5.3.2.2", servent.address(), false, ScriptedPeer.guidHeader(A_GUID));
        assertThat(greet(servent, "5.4.2.2", ScriptedPeer.greeting(true, ScriptedPeer.guidHeader(A_GUID)))).startsWith("GNUTELLA/0.6 409 Already connected");
    }

    @Test // C-37
    void anUltrapeerThatGivesInHangsOnUsAsALeaf() {
        var servent = ultrapeer();
        var peer = ScriptedPeer.call(net, "5.2.2.2", servent.address());
        peer.say(ScriptedPeer.greeting(true));
        peer.block();
        peer.say("GNUTELLA/0.6 200 OK\r\nX-Ultrapeer: False\r\n\r\n");
        net.run(Duration.ofSeconds(1));
        assertThat(servent.traffic.neighbours).hasSize(1).allMatch(Neighbour::isLeaf);
        assertThat(servent.view().leaves()).isOne();
    }

    @Test // C-42
    void aCrawlerIsAnsweredOnceInFiveMinutes() {
        var servent = ultrapeer();
        ScriptedPeer.join(net, "5.3.2.2", servent.address(), true, "Listen-IP: 5.3.2.2:7000");
        assertThat(greet(servent, "5.2.2.2", "GNUTELLA CONNECT/0.6\r\nCrawler: 0.1\r\n\r\n")).startsWith("GNUTELLA/0.6 200 OK\r\n").contains("\r\nPeers: 5.3.2.2:7000\r\n");
        net.run(Duration.ofMinutes(4));
        assertThat(greet(servent, "5.2.2.2", "GNUTELLA CONNECT/0.6\r\nCrawler: 0.1\r\n\r\n")).startsWith("GNUTELLA/0.6 403 ");
        net.run(Duration.ofMinutes(1));
        assertThat(greet(servent, "5.2.2.2", "GNUTELLA CONNECT/0.6\r\nCrawler: 0.1\r\n\r\n")).startsWith("GNUTELLA/0.6 200 ");
    }

    @Test // C-92
    void atMostTwoNeighboursShareAnAddressOrA24() {
        var servent = ultrapeer();
        ScriptedPeer.join(net, "5.2.2.2", servent.address(), false);
        ScriptedPeer.join(net, "5.2.2.3", servent.address(), false);
        assertThat(greet(servent, "5.2.2.4", ScriptedPeer.greeting(false))).startsWith("GNUTELLA/0.6 409 ");
        ScriptedPeer.join(net, "5.2.3.4", servent.address(), false);
        assertThat(servent.view().leaves()).isEqualTo(3);
    }

    @Test
    void anUltrapeerFillsItsSlotsAndNoMore() {
        var settings = new TopologySettings(NetworkMode.PUBLIC, RoleChoice.ULTRAPEER, List.of(), 2, 4);
        var servent = VirtualServent.with(net, "5.1.1.1", settings);
        for (var i = 1; i <= 2; i++) {
            ScriptedPeer.join(net, "5.2." + i + ".1", servent.address(), true);
            ScriptedPeer.join(net, "5.3." + i + ".1", servent.address(), false);
        }
        assertThat(greet(servent, "5.4.1.1", ScriptedPeer.greeting(true))).startsWith("GNUTELLA/0.6 503 No Ultrapeer Slots");
        assertThat(greet(servent, "5.4.2.1", ScriptedPeer.greeting(false))).as("half are taken").startsWith("GNUTELLA/0.6 403 Gnet connection not compressed");
        ScriptedPeer.join(net, "5.4.3.1", servent.address(), false, "Accept-Encoding: deflate");
        ScriptedPeer.join(net, "5.4.4.1", servent.address(), false, "Accept-Encoding: deflate");
        assertThat(greet(servent, "5.4.5.1", ScriptedPeer.greeting(false, "Accept-Encoding: deflate"))).startsWith("GNUTELLA/0.6 503 No Leaf Slots");
        assertThat(servent.view()).returns(2, view -> view.ultrapeers()).returns(4, view -> view.leaves());
    }

    @Test
    void handshakesUnderWayCannotOverfillTheSlots() {
        var settings = new TopologySettings(NetworkMode.PUBLIC, RoleChoice.ULTRAPEER, List.of(), 32, 1);
        var servent = VirtualServent.with(net, "5.1.1.1", settings);
        var peers = new ArrayList<ScriptedPeer>();
        for (var i = 1; i <= 3; i++) {
            var peer = ScriptedPeer.call(net, "5.2." + i + ".1", servent.address());
            peer.say(ScriptedPeer.greeting(false, "Accept-Encoding: deflate"));
            assertThat(peer.block()).startsWith("GNUTELLA/0.6 200 ");
            peers.add(peer);
        }
        peers.forEach(peer -> peer.say(ScriptedPeer.CONFIRMATION));
        net.run(Duration.ofSeconds(2));
        assertThat(servent.view().leaves()).isOne();
        assertThat(peers.stream().filter(ScriptedPeer::closed)).hasSize(2);
    }

    @Test
    void aPoorUltrapeerIsRefusedByAnUltrapeerAndTakenByALeaf() {
        var poor = "GNUTELLA CONNECT/0.6\r\nX-Ultrapeer: True\r\nX-Query-Routing: 0.1\r\n\r\n";
        assertThat(greet(ultrapeer(), "5.2.2.2", poor)).startsWith("GNUTELLA/0.6 503 Not Good Ultrapeer");
        assertThat(greet(VirtualServent.leaf(net, "5.1.1.2"), "5.2.2.2", poor)).startsWith("GNUTELLA/0.6 200 OK");
    }

    @Test
    void aPrivateNetworkTakesStrangersOnlyWhenListed() {
        var listed = HostAddress.parse("5.2.2.2:7000").orElseThrow();
        var servent = VirtualServent.with(net, "5.1.1.1", TopologySettings.ultrapeer(NetworkMode.PRIVATE, List.of(listed)));
        assertThat(greet(servent, "5.3.3.3", ScriptedPeer.greeting(false))).startsWith("GNUTELLA/0.6 403 Private network").doesNotContain("X-Try");
        assertThat(greet(servent, "5.2.2.2", ScriptedPeer.greeting(false))).startsWith("GNUTELLA/0.6 200 ");
    }

    @Test
    void halfHandshakesOfOneAddressDoNotKeepOthersOut() {
        var servent = ultrapeer();
        for (var i = 0; i < 110; i++) {
            ScriptedPeer.call(net, "5.2.2.2", servent.address()).say("GNUTELLA CONNECT/0.6\r\n");
        }
        net.run(Duration.ofMillis(200));
        ScriptedPeer.join(net, "5.3.3.3", servent.address(), false);
        assertThat(servent.view().leaves()).isOne();
    }

    @Test
    void atMostAHundredShakeHandsAtATime() {
        var servent = ultrapeer();
        var peers = new ArrayList<ScriptedPeer>();
        for (var i = 0; i < 101; i++) {
            var peer = ScriptedPeer.call(net, "5.2." + i + ".1", servent.address());
            peer.say("GNUTELLA CONNECT/0.6\r\n");
            peers.add(peer);
        }
        net.run(Duration.ofMillis(200));
        assertThat(peers.stream().filter(ScriptedPeer::closed)).hasSize(1);
        net.run(Duration.ofSeconds(11));
        assertThat(peers).allMatch(ScriptedPeer::closed);
        ScriptedPeer.join(net, "5.3.3.3", servent.address(), false);
        assertThat(servent.view().leaves()).isOne();
    }

    @Test // C-62
    void aNewNeighbourIsAskedForHostsOnceAndThenOnlyWhetherItLives() {
        var servent = ultrapeer();
        var peer = ScriptedPeer.join(net, "5.2.2.2", servent.address(), true);
        for (var i = 0; i < 10; i++) {
            net.run(Duration.ofSeconds(20));
            peer.say(Guid.random(net.random()), 1, 0, Ping.PLAIN);
        }
        var pings = peer.messages().stream().filter(heard -> heard.message() instanceof Ping).toList();
        assertThat(pings).first().satisfies(heard -> {
            assertThat(heard.header().ttl()).isEqualTo(4);
            assertThat(((Ping) heard.message()).hostsWanted()).isPresent();
        });
        assertThat(pings).hasSizeLessThan(12).filteredOn(heard -> heard.header().ttl() != 1).hasSize(1);
    }
}
