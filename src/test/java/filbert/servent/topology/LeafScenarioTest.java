package filbert.servent.topology;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.Refusal;
import filbert.simulation.ScriptedPeer;
import filbert.simulation.VirtualNetwork;
import filbert.simulation.VirtualServent;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Bye;
import filbert.wire.message.Ping;
import filbert.wire.message.Pong;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A leaf among ultrapeers, for minutes of virtual time. */
final class LeafScenarioTest {
    private final VirtualNetwork net = new VirtualNetwork(7);

    private List<VirtualServent> ultrapeers(int count) {
        var ultrapeers = new ArrayList<VirtualServent>();
        for (var i = 1; i <= count; i++) {
            ultrapeers.add(VirtualServent.ultrapeer(net, "5." + i + ".1.1"));
        }
        return ultrapeers;
    }

    private VirtualServent leafAmong(List<VirtualServent> ultrapeers) {
        return VirtualServent.leaf(net, "6.1.1.1", ultrapeers.stream().map(VirtualServent::address).toArray(HostAddress[]::new));
    }

    @Test
    void aLeafFindsFourUltrapeersWithinSeconds() {
        var ultrapeers = ultrapeers(6);
        var leaf = leafAmong(ultrapeers);
        net.run(Duration.ofSeconds(20));
        assertThat(leaf.neighbours()).hasSizeBetween(4, 5).allMatch(there -> there.role().equals("ultrapeer") && there.deflateIn() == false);
        assertThat(leaf.view().ultrapeers()).isEqualTo(leaf.neighbours().size());
        assertThat(ultrapeers.stream().mapToInt(up -> up.view().leaves()).sum()).isEqualTo(leaf.neighbours().size());
        assertThat(leaf.view().lastRefusal()).isEqualTo(Refusal.NONE);
    }

    @Test
    void aLeafReplacesALostUltrapeerWithinAMinute() {
        var ultrapeers = ultrapeers(8);
        var leaf = leafAmong(ultrapeers);
        net.run(Duration.ofMinutes(5));
        var before = leaf.neighbours();
        var lost = ultrapeers.stream().filter(leaf::isNeighbourOf).findFirst().orElseThrow();
        lost.host().pullThePlug();
        net.run(Duration.ofMinutes(1));
        assertThat(leaf.isNeighbourOf(lost)).isFalse();
        assertThat(leaf.neighbours()).hasSizeGreaterThanOrEqualTo(4).hasSizeLessThanOrEqualTo(before.size());
    }

    @Test // C-58
    void aNeighbourThatFallsSilentIsPingedAtThirtySecondsAndClosedBefore120() {
        var callers = ScriptedPeer.listen(net, net.host("5.1.1.1").at(7_000));
        var leaf = VirtualServent.leaf(net, "6.1.1.1", net.host("5.1.1.1").at(7_000));
        net.run(Duration.ofSeconds(1));
        var silent = callers.getFirst();
        silent.block();
        silent.say(ScriptedPeer.acceptance(true));
        silent.block();
        net.run(Duration.ofSeconds(29));
        silent.messages();
        net.run(Duration.ofSeconds(2));
        assertThat(silent.messages(Ping.class)).as("alive ping after 30 s").hasSize(1);
        assertThat(leaf.neighbours()).hasSize(1);
        net.run(Duration.ofSeconds(88));
        assertThat(leaf.neighbours()).as("still there at 119 s").hasSize(1);
        net.run(Duration.ofSeconds(3));
        assertThat(leaf.neighbours()).isEmpty();
        assertThat(silent.messages(Bye.class)).first().returns(406, Bye::code);
    }

    @Test
    void hostsNamedInARefusalAreCalledNext() {
        var full = ScriptedPeer.listen(net, net.host("5.1.1.1").at(7_000));
        var other = VirtualServent.ultrapeer(net, "5.2.1.1");
        var leaf = VirtualServent.leaf(net, "6.1.1.1", net.host("5.1.1.1").at(7_000));
        net.run(Duration.ofSeconds(1));
        full.getFirst().block();
        full.getFirst().say("GNUTELLA/0.6 503 Full\r\nX-Try-Ultrapeers: 10.0.0.1:6346,bad,5.2.1.1:20000 2003-03-25T23:59Z\r\n\r\n");
        net.run(Duration.ofSeconds(10));
        assertThat(leaf.isNeighbourOf(other)).isTrue();
        assertThat(leaf.view().lastRefusal()).isEqualTo(new Refusal(Refusal.Kind.REFUSED, "5.1.1.1:7000", "503 Full"));
        assertThat(leaf.overlay().knownHosts(10)).extracting(known -> known.address().toString()).doesNotContain("10.0.0.1:6346");
    }

    @Test
    void hostsAreLearntFromThePongsOfANeighbour() {
        var ultrapeers = ultrapeers(5);
        for (var i = 1; i < 5; i++) {
            ultrapeers.get(i).overlay().connect(ultrapeers.getFirst().address());
        }
        net.run(Duration.ofSeconds(30));
        var leaf = VirtualServent.leaf(net, "6.1.1.1", ultrapeers.getFirst().address());
        net.run(Duration.ofMinutes(2));
        assertThat(leaf.neighbours()).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test // C-9
    void whatALeafSaysHasComeNoHops() {
        var leaf = VirtualServent.leaf(net, "6.1.1.1");
        var one = ScriptedPeer.join(net, "5.1.1.1", leaf.address(), true);
        var other = ScriptedPeer.join(net, "5.2.1.1", leaf.address(), true);
        for (var ttl = 1; ttl <= 7; ttl++) {
            one.say(Guid.random(net.random()), ttl, 1, Ping.PLAIN);
            one.say(Guid.random(net.random()), ttl, 1, new Pong(net.host("5.3.1.1").at(7_000), 1, 8, Ggep.EMPTY));
            net.run(Duration.ofSeconds(10));
        }
        assertThat(other.messages()).isNotEmpty().allMatch(heard -> heard.header().hops() == 0).noneMatch(heard -> heard.message() instanceof Pong);
        assertThat(one.messages()).isNotEmpty().allMatch(heard -> heard.header().hops() == 0);
    }

    @Test
    void stoppingSaysByeToEveryNeighbourAndCompletes() {
        var ultrapeers = ultrapeers(3);
        var leaf = leafAmong(ultrapeers);
        net.run(Duration.ofSeconds(20));
        assertThat(leaf.neighbours()).hasSize(3);
        var done = leaf.stop().toCompletableFuture();
        net.run(Duration.ofSeconds(4));
        assertThat(done).isCompleted();
        assertThat(ultrapeers).allMatch(up -> up.neighbours().isEmpty() && up.view().lastRefusal().words().equals("200 Servent shutdown"));
        assertThat(leaf.host().links()).isEmpty();
        assertThat(leaf.remembered()).as("hosts are saved").hasSize(3).allMatch(known -> known.lastConnected() != null);
    }

    @Test
    void ultrapeersThatCallEachOtherAtOnceKeepOneLink() {
        var one = VirtualServent.ultrapeer(net, "5.1.1.1", net.host("5.2.1.1").at(VirtualServent.PORT));
        var other = VirtualServent.ultrapeer(net, "5.2.1.1", net.host("5.1.1.1").at(VirtualServent.PORT));
        net.run(Duration.ofSeconds(30));
        assertThat(one.neighbours()).hasSize(1);
        assertThat(other.neighbours()).hasSize(1);
        assertThat(Arrays.asList(one.neighbours().getFirst().incoming(), other.neighbours().getFirst().incoming())).containsExactlyInAnyOrder(true, false);
    }
}
