package filbert.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.servent.Reachability.Family;
import filbert.servent.Reachability.Transport;
import filbert.servent.Reachability.Verdict;
import filbert.servent.Reachability.Way;
import filbert.servent.topology.NetworkMode;
import filbert.servent.topology.TopologySettings;
import filbert.wire.message.Ping;
import filbert.wire.message.Vendor;
import filbert.wire.vendor.ConnectBackRedirect;
import filbert.wire.vendor.MessagesSupported;
import filbert.wire.vendor.TcpConnectBack;
import filbert.wire.vendor.UdpConnectBack;
import filbert.wire.vendor.VendorMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Connect-backs, asked for and served. */
final class ReachabilityTest {
    private static final Guid MARK = new Guid(0x1122334455667788L, 0x99AABBCCDDEEFF00L);
    private static final Duration SECONDS = Duration.ofSeconds(5);
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final int PORT = 23_456;
    private static final MessagesSupported BOTH = new MessagesSupported(List.of(
            new MessagesSupported.Entry(VendorMessage.BEARSHARE, 7, 1), new MessagesSupported.Entry(VendorMessage.GTK_GNUTELLA, 7, 2)));

    private final VirtualNetwork net = new VirtualNetwork(31);

    private static Way way(VirtualServent servent, Transport transport) {
        return servent.overlay().reachability().way(transport, Family.IPV4).orElseThrow();
    }

    private static Verdict verdict(VirtualServent servent, Transport transport) {
        return way(servent, transport).verdict();
    }

    private ScriptedPeer ultrapeerAt(String ip, VirtualServent of) {
        var peer = ScriptedPeer.join(net, ip, of.address(), true);
        peer.say(Guid.ZERO, 1, 0, BOTH.toVendor());
        return peer;
    }

    private static List<VendorMessage> questions(ScriptedPeer peer) {
        return peer.messages(Vendor.class).stream()
                .flatMap(message -> VendorMessage.of(message).stream())
                .filter(message -> message instanceof TcpConnectBack || message instanceof UdpConnectBack)
                .<VendorMessage>map(message -> message)
                .toList();
    }

    // ---- as asker

    @Test // C-79, C-80
    void aLeafLearnsThatItCanBeCalledByItsNeighboursCallingBack() {
        var one = VirtualServent.ultrapeer(net, "5.1.1.1");
        var two = VirtualServent.ultrapeer(net, "5.2.1.1");
        var leaf = VirtualServent.leaf(net, "6.1.1.1", one.address(), two.address());
        net.run(SECONDS);
        assertThat(verdict(leaf, Transport.TCP)).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict(leaf, Transport.UDP)).isEqualTo(Verdict.UNKNOWN);
        net.run(Duration.ofSeconds(12));
        assertThat(verdict(leaf, Transport.TCP)).isEqualTo(Verdict.REACHABLE);
        net.run(Duration.ofMinutes(2));
        assertThat(way(leaf, Transport.TCP).asked()).containsExactlyInAnyOrder(one.address(), two.address());
        assertThat(verdict(leaf, Transport.TCP)).isEqualTo(Verdict.REACHABLE);
        assertThat(verdict(leaf, Transport.UDP)).isEqualTo(Verdict.REACHABLE);
        assertThat(leaf.self().reachable()).isTrue();
    }

    @Test // C-79
    void behindAFirewallTheVerdictFallsHalfAMinuteAfterAsking() {
        var one = VirtualServent.ultrapeer(net, "5.1.1.1");
        var two = VirtualServent.ultrapeer(net, "5.2.1.1");
        var leaf = VirtualServent.leaf(net, "6.1.1.1", one.address(), two.address());
        leaf.host().closeToStrangers();
        net.run(Duration.ofSeconds(25));
        assertThat(verdict(leaf, Transport.TCP)).isEqualTo(Verdict.UNKNOWN);
        net.run(Duration.ofSeconds(30));
        assertThat(verdict(leaf, Transport.TCP)).isEqualTo(Verdict.FIREWALLED);
        assertThat(way(leaf, Transport.TCP).lastProof()).isNull();
        assertThat(leaf.self().reachable()).isFalse();
    }

    @Test // C-79
    void aProofExpiresHalfAnHourAfterTheLastOne() {
        var one = VirtualServent.ultrapeer(net, "5.1.1.1");
        var two = VirtualServent.ultrapeer(net, "5.2.1.1");
        var leaf = VirtualServent.leaf(net, "6.1.1.1", one.address(), two.address());
        net.run(Duration.ofMinutes(3));
        leaf.host().closeToStrangers();
        net.run(Duration.ofMinutes(26));
        assertThat(verdict(leaf, Transport.TCP)).isEqualTo(Verdict.REACHABLE);
        assertThat(verdict(leaf, Transport.UDP)).isEqualTo(Verdict.REACHABLE);
        net.run(Duration.ofMinutes(7));
        assertThat(verdict(leaf, Transport.TCP)).isEqualTo(Verdict.FIREWALLED);
        assertThat(verdict(leaf, Transport.UDP)).isEqualTo(Verdict.FIREWALLED);
    }

    @Test // C-80
    void twoNeighboursThatReadTheRequestAreAskedTenSecondsAfterTheyCame() {
        var us = VirtualServent.ultrapeer(net, "5.9.1.1");
        var peers = new ArrayList<ScriptedPeer>();
        for (var i = 1; i <= 4; i++) {
            peers.add(ultrapeerAt("7." + i + ".1.1", us));
        }
        var deaf = ScriptedPeer.join(net, "7.9.1.1", us.address(), true);
        net.run(SECONDS);
        assertThat(peers).allSatisfy(peer -> assertThat(questions(peer)).isEmpty());
        net.run(Duration.ofSeconds(12));
        var asked = peers.stream().map(ReachabilityTest::questions).filter(all -> !all.isEmpty()).toList();
        assertThat(asked.stream().flatMap(List::stream).filter(UdpConnectBack.class::isInstance)).hasSize(2)
                .allSatisfy(question -> assertThat(question).isEqualTo(new UdpConnectBack(VirtualServent.PORT)));
        assertThat(asked.stream().flatMap(List::stream).filter(TcpConnectBack.class::isInstance))
                .as("the peers called us: that is proof enough")
                .isEmpty();
        assertThat(questions(deaf)).isEmpty();
    }

    @Test // C-79, C-80: a gtk-gnutella that pinged us a moment ago leaves the first request undone
    void aDatagramIsAskedForTwiceBeforeTheVerdictFalls() {
        var us = VirtualServent.ultrapeer(net, "5.9.1.1");
        var peers = List.of(ultrapeerAt("7.1.1.1", us), ultrapeerAt("7.2.1.1", us));
        net.run(Duration.ofSeconds(20));
        assertThat(peers).allSatisfy(peer -> assertThat(questions(peer)).containsExactly(new UdpConnectBack(VirtualServent.PORT)));
        keepAlive(peers, Duration.ofSeconds(60));
        assertThat(verdict(us, Transport.UDP)).isEqualTo(Verdict.UNKNOWN);
        keepAlive(peers, Duration.ofSeconds(20));
        assertThat(peers).allSatisfy(peer -> assertThat(questions(peer)).containsExactly(new UdpConnectBack(VirtualServent.PORT)));
        assertThat(verdict(us, Transport.UDP)).isEqualTo(Verdict.UNKNOWN);
        keepAlive(peers, Duration.ofSeconds(40));
        assertThat(peers).allSatisfy(peer -> assertThat(questions(peer)).isEmpty());
        assertThat(verdict(us, Transport.UDP)).isEqualTo(Verdict.FIREWALLED);
    }

    @Test // C-80
    void whileNobodyComesTwoOthersAreAskedEveryTwentyMinutes() {
        var peers = new ArrayList<ScriptedPeer>();
        var known = new ArrayList<HostAddress>();
        var heard = new ArrayList<List<ScriptedPeer>>();
        for (var i = 1; i <= 4; i++) {
            var at = net.host("7." + i + ".1.1").at(PORT);
            known.add(at);
            heard.add(ScriptedPeer.listen(net, at));
        }
        var leaf = VirtualServent.leaf(net, "6.1.1.1", known.toArray(HostAddress[]::new));
        net.run(Duration.ofSeconds(2));
        for (var callers : heard) {
            var peer = callers.getFirst();
            peer.block();
            peer.say(ScriptedPeer.acceptance(true));
            net.run(Duration.ofMillis(500));
            peer.block();
            peer.say(Guid.ZERO, 1, 0, BOTH.toVendor());
            peers.add(peer);
        }
        net.run(Duration.ofSeconds(20));
        assertThat(asked(peers)).isEqualTo(2);
        keepAlive(peers, Duration.ofMinutes(19));
        assertThat(asked(peers)).isZero();
        keepAlive(peers, Duration.ofMinutes(2));
        assertThat(asked(peers)).as("the two others").isEqualTo(2);
        assertThat(verdict(leaf, Transport.TCP)).isEqualTo(Verdict.FIREWALLED);
    }

    /** Neighbours asked to call by TCP since the last look. */
    private static int asked(List<ScriptedPeer> peers) {
        return (int) peers.stream().map(ReachabilityTest::questions).filter(all -> all.stream().anyMatch(TcpConnectBack.class::isInstance)).count();
    }

    private void keepAlive(List<ScriptedPeer> peers, Duration span) {
        for (var left = span; left.isPositive(); left = left.minusSeconds(20)) {
            peers.forEach(peer -> peer.say(Guid.randomForPing(net.random()), 1, 0, Ping.PLAIN));
            net.run(Duration.ofSeconds(20));
        }
    }

    @Test // C-79
    void aPingThatCarriesTheGuidWeGaveProvesUdpEvenFromSomebodyWeWroteTo() {
        var at = net.host("7.1.1.1").at(PORT);
        var callers = ScriptedPeer.listen(net, at);
        var socket = new ScriptedSocket(net, at);
        var leaf = VirtualServent.leaf(net, "6.1.1.1", at);
        net.run(Duration.ofSeconds(2));
        assertThat(socket.heard).as("it was pinged, so nothing from there is unsolicited").isNotEmpty();
        var peer = callers.getFirst();
        peer.block();
        peer.say(ScriptedPeer.acceptance(true));
        net.run(Duration.ofSeconds(1));
        peer.block();
        peer.say(Guid.ZERO, 1, 0, BOTH.toVendor());
        assertThat(mark(peer)).as("what it sent would be an answer").isEmpty();
        keepAlive(List.of(peer), Duration.ofSeconds(120));
        var mark = mark(peer).orElseThrow();
        peer.say(MARK, 1, 0, new UdpConnectBack(PORT).toVendor());
        net.run(Duration.ofSeconds(1));
        socket.say(leaf.address(), MARK, Ping.PLAIN);
        net.run(Duration.ofSeconds(1));
        assertThat(verdict(leaf, Transport.UDP)).as("we wrote to it").isNotEqualTo(Verdict.REACHABLE);
        socket.say(leaf.address(), mark, Ping.PLAIN);
        net.run(Duration.ofSeconds(1));
        assertThat(verdict(leaf, Transport.UDP)).isEqualTo(Verdict.REACHABLE);
        assertThat(verdict(leaf, Transport.TCP)).isNotEqualTo(Verdict.REACHABLE);
    }

    private static Optional<Guid> mark(ScriptedPeer peer) {
        return peer.messages().stream()
                .filter(heard -> heard.message() instanceof Vendor vendor && VendorMessage.of(vendor).filter(UdpConnectBack.class::isInstance).isPresent())
                .map(heard -> heard.header().guid())
                .findFirst();
    }

    @Test
    void aPersonMayTestAgainOnceAMinute() {
        var one = VirtualServent.ultrapeer(net, "5.1.1.1");
        var leaf = VirtualServent.leaf(net, "6.1.1.1", one.address());
        net.run(Duration.ofMinutes(3));
        assertThat(leaf.overlay().testReachability()).isPositive();
        assertThat(leaf.overlay().testReachability()).isZero();
        net.run(Duration.ofMinutes(1));
        assertThat(leaf.overlay().testReachability()).isPositive();
        net.run(SECONDS);
    }

    // ---- as helper

    @Test // C-80
    void aNeighbourIsCalledBackAtItsOwnAddressOnceInHalfAnHour() {
        var us = VirtualServent.ultrapeer(net, "5.9.1.1");
        var callers = ScriptedPeer.listen(net, net.host("7.1.1.1").at(PORT));
        var others = ScriptedPeer.listen(net, net.host("7.1.1.1").at(PORT + 1));
        var peer = ultrapeerAt("7.1.1.1", us);
        peer.say(MARK, 1, 0, new TcpConnectBack(PORT).toVendor());
        net.run(SECONDS);
        assertThat(callers).singleElement().satisfies(caller -> {
            assertThat(caller.text()).isEqualTo("\n\n");
            assertThat(caller.closed()).isTrue();
        });
        peer.say(MARK, 1, 0, new TcpConnectBack(PORT).toVendor());
        peer.say(MARK, 1, 0, new TcpConnectBack(PORT + 1).toVendor());
        net.run(SECONDS);
        assertThat(callers).hasSize(1);
        assertThat(others).isEmpty();
        keepAlive(List.of(peer), HALF_AN_HOUR);
        peer.say(MARK, 1, 0, new TcpConnectBack(PORT).toVendor());
        net.run(SECONDS);
        assertThat(callers).hasSize(2);
    }

    @Test // C-80
    void aPortBelow1024IsNotCalled() {
        var us = VirtualServent.ultrapeer(net, "5.9.1.1");
        var callers = ScriptedPeer.listen(net, net.host("7.1.1.1").at(80));
        var peer = ultrapeerAt("7.1.1.1", us);
        peer.say(MARK, 1, 0, new TcpConnectBack(80).toVendor());
        net.run(SECONDS);
        assertThat(callers).isEmpty();
    }

    @Test // C-80
    void aPingByDatagramCarriesTheGuidAskedForInBothVersions() {
        var us = VirtualServent.ultrapeer(net, "5.9.1.1");
        var heard = new ScriptedSocket(net, net.host("7.1.1.1").at(PORT)).heard;
        var heardToo = new ScriptedSocket(net, net.host("7.2.1.1").at(PORT)).heard;
        ultrapeerAt("7.1.1.1", us).say(MARK, 1, 0, new UdpConnectBack(PORT).toVendor());
        ultrapeerAt("7.2.1.1", us).say(Guid.ZERO, 1, 0, new UdpConnectBack(PORT, Optional.of(MARK)).toVendor());
        net.run(SECONDS);
        assertThat(heard).singleElement().satisfies(ping -> assertThat(ping.header().guid()).isEqualTo(MARK));
        assertThat(heardToo).singleElement().satisfies(ping -> {
            assertThat(ping.header().guid()).isEqualTo(MARK);
            assertThat(ping.message()).isInstanceOf(Ping.class);
            assertThat(ping.header().ttl()).isEqualTo(1);
        });
    }

    @Test // C-80
    void anUltrapeerServesTheRedirectOfAnotherOncePerTarget() {
        var us = VirtualServent.ultrapeer(net, "5.9.1.1");
        var target = net.host("8.1.1.1").at(PORT);
        var callers = ScriptedPeer.listen(net, target);
        var heard = new ScriptedSocket(net, target).heard;
        var one = ultrapeerAt("7.1.1.1", us);
        var two = ultrapeerAt("7.2.1.1", us);
        for (var peer : List.of(one, two)) {
            peer.say(MARK, 1, 0, new ConnectBackRedirect(ConnectBackRedirect.Transport.TCP, target).toVendor());
            peer.say(MARK, 1, 0, new ConnectBackRedirect(ConnectBackRedirect.Transport.UDP, target).toVendor());
            net.run(SECONDS);
        }
        assertThat(callers).hasSize(1);
        assertThat(heard).singleElement().satisfies(ping -> assertThat(ping.header().guid()).isEqualTo(MARK));
    }

    @Test // C-80
    void aThirdPartyIsNeverCalledForALeafNorByALeafNorOutsideOurScopeNorANeighbour() {
        var target = net.host("8.1.1.1").at(PORT);
        var atHome = net.host("192.168.1.9").at(PORT);
        var callers = new ArrayList<List<ScriptedPeer>>();
        callers.add(ScriptedPeer.listen(net, target));
        callers.add(ScriptedPeer.listen(net, atHome));
        callers.add(ScriptedPeer.listen(net, net.host("7.2.1.1").at(PORT)));
        var ultrapeer = VirtualServent.ultrapeer(net, "5.9.1.1");
        var leaf = VirtualServent.leaf(net, "5.8.1.1");
        redirect(ScriptedPeer.join(net, "7.1.1.1", ultrapeer.address(), false), target);
        redirect(ultrapeerAt("7.1.1.1", leaf), target);
        redirect(ultrapeerAt("7.3.1.1", ultrapeer), atHome);
        ultrapeerAt("7.2.1.1", ultrapeer);
        redirect(ultrapeerAt("7.4.1.1", ultrapeer), net.host("7.2.1.1").at(PORT));
        net.run(Duration.ofMinutes(1));
        assertThat(callers).allSatisfy(all -> assertThat(all).isEmpty());
    }

    private static void redirect(ScriptedPeer by, HostAddress target) {
        by.say(MARK, 1, 0, new ConnectBackRedirect(ConnectBackRedirect.Transport.TCP, target).toVendor());
    }

    @Test
    void manyRedirectsAreServedOnlySoOften() {
        var us = VirtualServent.ultrapeer(net, "5.9.1.1");
        var callers = new ArrayList<List<ScriptedPeer>>();
        var peer = ultrapeerAt("7.1.1.1", us);
        for (var i = 1; i <= 100; i++) {
            var target = net.host("8." + i + ".1.1").at(PORT);
            callers.add(ScriptedPeer.listen(net, target));
            redirect(peer, target);
        }
        net.run(Duration.ofSeconds(1));
        assertThat(callers.stream().filter(all -> !all.isEmpty())).hasSizeBetween(19, 21);
    }

    @Test
    void onTheLoopbackEveryPortIsAHostOfItsOwn() {
        var settings = TopologySettings.ultrapeer(NetworkMode.PRIVATE, List.of(net.host("127.0.0.2").at(1_999)));
        var us = VirtualServent.within(net, AddressScope.LOOPBACK, "127.0.0.1", settings);
        var callers = ScriptedPeer.listen(net, net.host("127.0.0.2").at(PORT));
        var others = ScriptedPeer.listen(net, net.host("127.0.0.2").at(PORT + 1));
        var peer = ultrapeerAt("127.0.0.2", us);
        peer.say(MARK, 1, 0, new TcpConnectBack(PORT).toVendor());
        peer.say(MARK, 1, 0, new TcpConnectBack(PORT + 1).toVendor());
        peer.say(MARK, 1, 0, new TcpConnectBack(PORT).toVendor());
        net.run(SECONDS);
        assertThat(callers).hasSize(1);
        assertThat(others).hasSize(1);
    }

    @Test // C-82
    void whatIsServedIsAnnouncedAndRedirectsOnlyBetweenUltrapeers() {
        var ultrapeer = VirtualServent.ultrapeer(net, "5.9.1.1");
        var leaf = VirtualServent.leaf(net, "5.8.1.1");
        var among = announced(ScriptedPeer.join(net, "7.1.1.1", ultrapeer.address(), true));
        var toLeaf = announced(ScriptedPeer.join(net, "7.2.1.1", ultrapeer.address(), false));
        var byLeaf = announced(ScriptedPeer.join(net, "7.3.1.1", leaf.address(), true));
        for (var all : List.of(among, toLeaf, byLeaf)) {
            assertThat(all.version(VendorMessage.BEARSHARE, 7)).contains(1);
            assertThat(all.version(VendorMessage.GTK_GNUTELLA, 7)).contains(2);
        }
        assertThat(among.version(VendorMessage.LIMEWIRE, 7)).contains(1);
        assertThat(among.version(VendorMessage.LIMEWIRE, 8)).contains(1);
        assertThat(toLeaf.version(VendorMessage.LIMEWIRE, 7)).isEmpty();
        assertThat(byLeaf.version(VendorMessage.LIMEWIRE, 7)).isEmpty();
    }

    private static MessagesSupported announced(ScriptedPeer peer) {
        return peer.messages(Vendor.class).stream()
                .flatMap(message -> VendorMessage.of(message).stream())
                .filter(MessagesSupported.class::isInstance)
                .map(MessagesSupported.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
