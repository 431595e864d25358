package filbert.servent.topology;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.servent.Refusal;
import filbert.simulation.ScriptedPeer;
import filbert.simulation.VirtualNetwork;
import filbert.simulation.VirtualServent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whom a servent calls, seen from those it calls. */
final class DiallingTest {
    private final VirtualNetwork net = new VirtualNetwork(13);

    private static HostAddress host(String text) {
        return HostAddress.parse(text).orElseThrow();
    }

    private static HostAddress[] hosts(int count, String format) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> host(format.formatted(i))).toArray(HostAddress[]::new);
    }

    @Test // C-75
    void neverMoreThanEightAreCalledAtOnceNorTwoOfA24() {
        var known = new ArrayList<HostAddress>();
        for (var i = 1; i <= 10; i++) {
            known.add(host("5." + i + ".1.1:7000"));
            known.add(host("5." + i + ".1.2:7000"));
        }
        var leaf = VirtualServent.leaf(net, "6.1.1.1", known.toArray(HostAddress[]::new)); // nobody is there: each call lasts its eight seconds
        var attempts = new ArrayList<Integer>();
        for (var i = 0; i < 40; i++) {
            net.run(Duration.ofMillis(500));
            attempts.add(leaf.view().dialling());
        }
        assertThat(attempts).allMatch(count -> count <= 8).contains(8);
        var later = VirtualServent.leaf(net, "6.1.1.2", host("5.20.1.1:7000"), host("5.20.1.2:7000"), host("5.20.1.3:7000"));
        net.run(Duration.ofSeconds(2));
        assertThat(later.view().dialling()).isOne();
    }

    @Test // C-21
    void oneAddressIsNotCalledTwiceWithin120Seconds() {
        var first = ScriptedPeer.listen(net, host("5.1.1.1:7000"));
        var second = ScriptedPeer.listen(net, host("5.1.1.1:7001"));
        VirtualServent.leaf(net, "6.1.1.1", host("5.1.1.1:7000"), host("5.1.1.1:7001"));
        net.run(Duration.ofSeconds(1));
        assertThat(first.size() + second.size()).isOne();
        var called = first.isEmpty() ? second : first;
        called.getFirst().say("GNUTELLA/0.6 503 Full\r\n\r\n");
        net.run(Duration.ofSeconds(117));
        assertThat(first.size() + second.size()).as("before two minutes").isOne();
        net.run(Duration.ofSeconds(10));
        assertThat(first.size() + second.size()).as("after two minutes").isEqualTo(2);
    }

    @Test
    void onOurOwnMachineManyMayShareAnAddress() {
        var peers = new ArrayList<List<ScriptedPeer>>();
        var known = hosts(4, "127.0.0.1:700%d");
        for (var host : known) {
            peers.add(ScriptedPeer.listen(net, host));
        }
        VirtualServent.within(net, AddressScope.LOOPBACK, "127.0.0.9", TopologySettings.leaf(NetworkMode.PRACTICE, List.of(known)));
        net.run(Duration.ofSeconds(1));
        assertThat(peers).allMatch(callers -> callers.size() == 1);
    }

    @Test // C-41
    void aHostThatDoesNotAnswerIsGivenUpAfterEightSeconds() {
        var leaf = VirtualServent.leaf(net, "6.1.1.1", host("5.1.1.1:7000"));
        net.run(Duration.ofMillis(7_900));
        assertThat(leaf.view().dialling()).isOne();
        net.run(Duration.ofMillis(200));
        assertThat(leaf.view()).returns(0, view -> view.dialling());
        assertThat(leaf.view().lastRefusal()).matches(why -> why.kind() == Refusal.Kind.UNREACHED && why.who().equals("5.1.1.1:7000"));
        assertThat(leaf.overlay().knownHosts(1)).first().returns(1, known -> known.failures());
    }

    @Test // C-41
    void aHostThatStallsInItsAnswerIsGivenUpAfterTenSeconds() {
        var callers = ScriptedPeer.listen(net, host("5.1.1.1:7000"));
        var leaf = VirtualServent.leaf(net, "6.1.1.1", host("5.1.1.1:7000"));
        net.run(Duration.ofSeconds(1));
        callers.getFirst().say("GNUTELLA/0.6 200 OK\r\nX-Ult");
        net.run(Duration.ofSeconds(8));
        assertThat(callers.getFirst().closed()).isFalse();
        net.run(Duration.ofSeconds(2));
        assertThat(callers.getFirst().closed()).isTrue();
        assertThat(leaf.overlay().knownHosts(1)).first().returns(1, known -> known.failures());
    }

    @Test
    void anAnswerThatIsNoHeaderBlockIsAFailure() {
        var callers = ScriptedPeer.listen(net, host("5.1.1.1:7000"));
        var leaf = VirtualServent.leaf(net, "6.1.1.1", host("5.1.1.1:7000"));
        net.run(Duration.ofSeconds(1));
        callers.getFirst().say("220 mail.example ESMTP\r\nno header here\r\n\r\n");
        net.run(Duration.ofSeconds(1));
        assertThat(callers.getFirst().closed()).isTrue();
        assertThat(leaf.overlay().knownHosts(1)).first().returns(1, known -> known.failures());
    }

    @Test // C-77
    void weNeverCallOurselves() {
        var servent = VirtualServent.ultrapeer(net, "5.1.1.1", host("5.1.1.1:" + VirtualServent.PORT));
        net.run(Duration.ofSeconds(1));
        servent.overlay().connect(servent.address());
        net.run(Duration.ofMinutes(3));
        assertThat(servent.view().lastRefusal()).isEqualTo(Refusal.NONE);
        assertThat(servent.host().links()).isEmpty();
        assertThat(servent.self().reachable()).isFalse();
    }

    @Test // C-40
    void aBusyHostIsLeftAloneForSixtyMinutesAfter429() {
        var callers = ScriptedPeer.listen(net, host("5.1.1.1:7000"));
        VirtualServent.leaf(net, "6.1.1.1", host("5.1.1.1:7000"));
        net.run(Duration.ofSeconds(1));
        callers.getFirst().say("GNUTELLA/0.6 429 Banned for 3600 secs\r\n\r\n");
        net.run(Duration.ofMinutes(59));
        assertThat(callers).hasSize(1);
        net.run(Duration.ofMinutes(2));
        assertThat(callers).hasSize(2);
    }

    @Test
    void aPrivateNetworkCallsListedHostsOnlyAndKeepsTrying() {
        var friend = host("5.1.1.1:7000");
        var stranger = ScriptedPeer.listen(net, host("5.2.1.1:7000"));
        var leaf = VirtualServent.with(net, "6.1.1.1", TopologySettings.leaf(NetworkMode.PRIVATE, List.of(friend)), host("5.2.1.1:7000"));
        net.run(Duration.ofMinutes(10)); // the friend sleeps
        var late = ScriptedPeer.listen(net, friend);
        net.run(Duration.ofMinutes(2).plusSeconds(20));
        assertThat(late).isNotEmpty();
        assertThat(stranger).isEmpty();
        assertThat(leaf.view().wantedUltrapeers()).isOne();
    }

    @Test
    void whatAPersonChoosesIsCalledAtOnceWhateverTheSlots() {
        var ultrapeers = new ArrayList<VirtualServent>();
        for (var i = 1; i <= 7; i++) {
            ultrapeers.add(VirtualServent.ultrapeer(net, "5." + i + ".1.1"));
        }
        var leaf = VirtualServent.leaf(net, "6.1.1.1", ultrapeers.stream().map(VirtualServent::address).toArray(HostAddress[]::new));
        net.run(Duration.ofSeconds(20));
        var unconnected = ultrapeers.stream().filter(up -> !leaf.isNeighbourOf(up)).findFirst().orElseThrow();
        var before = leaf.neighbours().size();
        leaf.overlay().connect(unconnected.address());
        net.run(Duration.ofSeconds(5));
        assertThat(leaf.isNeighbourOf(unconnected)).isTrue();
        assertThat(leaf.neighbours()).hasSize(before + 1);
    }

    @Test
    void whomAPersonRemovesStaysAway() {
        var ultrapeer = VirtualServent.ultrapeer(net, "5.1.1.1");
        var leaf = VirtualServent.with(net, "6.1.1.1", TopologySettings.leaf(NetworkMode.PRIVATE, List.of(ultrapeer.address())));
        var listed = VirtualServent.with(net, "5.1.1.2", TopologySettings.ultrapeer(NetworkMode.PUBLIC, List.of()));
        assertThat(listed.neighbours()).isEmpty();
        net.run(Duration.ofSeconds(5));
        var id = leaf.neighbours().getFirst().id();
        assertThat(leaf.overlay().disconnect(id)).isTrue();
        assertThat(leaf.overlay().disconnect(id + 1_000)).isFalse();
        net.run(Duration.ofMinutes(30));
        assertThat(leaf.neighbours()).isEmpty();
        assertThat(ultrapeer.view().lastRefusal()).matches(why -> why.kind() == Refusal.Kind.BYE && why.words().equals("201 Removed by the owner"));
    }

    @Test // C-92
    void aThirdHostOfA24IsNotCalled() {
        var known = hosts(5, "5.1.1.%d:20000");
        for (var host : known) {
            VirtualServent.ultrapeer(net, host.ip().getHostAddress());
        }
        var leaf = VirtualServent.leaf(net, "6.1.1.1", known);
        net.run(Duration.ofMinutes(5));
        assertThat(leaf.neighbours()).hasSize(2);
    }
}
