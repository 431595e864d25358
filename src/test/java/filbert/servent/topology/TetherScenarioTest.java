package filbert.servent.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.identity.HostAddress;
import filbert.servent.NetworkView.Exit;
import filbert.servent.bootstrap.HostSources;
import filbert.servent.bootstrap.KnownHost;
import filbert.simulation.VirtualInterface;
import filbert.simulation.VirtualNetwork;
import filbert.simulation.VirtualOutside;
import filbert.simulation.VirtualServent;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A servent held to one network interface that comes and goes. */
final class TetherScenarioTest {
    private static final String HERE = "6.1.1.1";
    private static final String ELSEWHERE = "6.2.2.2";

    private final VirtualNetwork net = new VirtualNetwork(7);
    private final VirtualInterface tun = new VirtualInterface(net, "tun0");
    private final VirtualOutside outside = new VirtualOutside(net);
    private final List<VirtualServent> ultrapeers = new ArrayList<>();

    private VirtualServent leaf() {
        for (var i = 1; i <= 6; i++) {
            ultrapeers.add(VirtualServent.ultrapeer(net, "5." + i + ".1.1"));
        }
        var known = ultrapeers.stream().map(VirtualServent::address).toArray(HostAddress[]::new);
        return VirtualServent.tethered(net, HERE, tun, TopologySettings.leaf(NetworkMode.PUBLIC, List.of()), outside, known);
    }

    private static HostAddress at(String ip) {
        return new HostAddress(InetAddress.ofLiteral(ip), VirtualServent.PORT);
    }

    @Test
    void allLinksAreClosedWithinTwoSecondsAndNothingIsTriedWhileTheInterfaceIsGone() {
        tun.appear(HERE);
        var leaf = leaf();
        net.run(Duration.ofSeconds(20));
        assertThat(leaf.neighbours()).hasSizeGreaterThanOrEqualTo(4);
        tun.vanish();
        net.run(Duration.ofSeconds(2));
        assertThat(leaf.neighbours()).isEmpty();
        assertThat(leaf.host().links()).isEmpty();
        assertThat(tun.listening).isEmpty();
        assertThat(leaf.view().exit()).isEqualTo(new Exit("tun0", false, ""));
        var strays = tun.strays;
        net.run(Duration.ofHours(2));
        assertThat(tun.strays).isEqualTo(strays);
        assertThat(leaf.view().dialling()).isZero();
    }

    @Test
    void nobodyIsBlamedAndEverythingGoesOnWhenTheInterfaceIsBack() {
        tun.appear(HERE);
        var leaf = leaf();
        net.run(Duration.ofSeconds(20));
        tun.vanish();
        net.run(Duration.ofMinutes(10));
        assertThat(leaf.overlay().knownHosts(100)).extracting(KnownHost::failures).containsOnly(0);
        tun.appear(HERE);
        net.run(Duration.ofSeconds(30));
        assertThat(leaf.view().exit().open()).isTrue();
        assertThat(leaf.neighbours()).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void itListensAtTheNewAddressWhenTheInterfaceComesBackWithAnother() {
        tun.appear(HERE);
        var leaf = leaf();
        net.run(Duration.ofSeconds(20));
        tun.appear(ELSEWHERE);
        net.run(Duration.ofMinutes(3)); // the same hosts are called every two minutes at most
        assertThat(tun.listening).containsExactly(at(ELSEWHERE));
        assertThat(leaf.view().listening()).isEqualTo(at(ELSEWHERE));
        assertThat(net.host(HERE).links()).isEmpty();
        assertThat(net.host(ELSEWHERE).links()).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void anInterfaceThatIsNotThereAtTheStartIsWaitedFor() {
        var leaf = leaf();
        net.run(Duration.ofHours(1));
        assertThat(tun.strays).isZero();
        assertThat(tun.listening).isEmpty();
        assertThat(leaf.view().exit()).isEqualTo(new Exit("tun0", false, ""));
        tun.appear(HERE);
        net.run(Duration.ofSeconds(20));
        assertThat(leaf.neighbours()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(tun.listening).containsExactly(at(HERE));
    }

    @Test
    void noCacheIsAskedWhileTheInterfaceIsNotThere() {
        var cache = new HostSources(List.of("cache.example.org:3558"), List.of());
        var leaf = VirtualServent.tethered(net, HERE, tun, TopologySettings.leaf(NetworkMode.PUBLIC, List.of()).asking(cache), outside);
        net.run(Duration.ofMinutes(30));
        assertThat(leaf.overlay().askForHosts()).isZero();
        net.run(Duration.ofMinutes(30));
        assertThat(outside.resolved).isEmpty();
        tun.appear(HERE);
        net.run(Duration.ofMinutes(2));
        assertThat(outside.resolved).containsExactly("cache.example.org");
    }

    @Test
    void aPersonWhoCallsAHostMeanwhileIsTold() {
        var leaf = leaf();
        assertThatThrownBy(() -> leaf.overlay().connect(ultrapeers.getFirst().address())).hasMessage("network.problem.cut-off");
    }

    @Test
    void bothFamiliesAreListenedOnAndAnAddressThatJoinsCostsNoLink() {
        tun.appear(HERE);
        var leaf = leaf();
        net.run(Duration.ofSeconds(20));
        var before = leaf.neighbours().stream().map(there -> there.id()).toList();
        tun.appear(HERE, "2a00::6", "2a00::7");
        net.run(Duration.ofSeconds(5));
        assertThat(tun.listening).containsExactly(at(HERE), at("2a00::6"));
        assertThat(leaf.neighbours()).extracting(there -> there.id()).containsExactlyElementsOf(before);
        tun.appear("2a00::5", HERE, "2a00::6");
        net.run(Duration.ofSeconds(5));
        assertThat(tun.listening).as("those in use stay in use").containsExactly(at(HERE), at("2a00::6"));
    }

    @Test
    void aPortThatIsTakenOverThereIsToldAndTriedAgain() {
        var leaf = leaf();
        tun.refuseToListen(true);
        tun.appear(HERE);
        net.run(Duration.ofSeconds(10));
        assertThat(leaf.view().exit().open()).isFalse();
        assertThat(leaf.view().exit().trouble()).endsWith("another program has that port");
        assertThat(leaf.neighbours()).isEmpty();
        tun.refuseToListen(false);
        net.run(Duration.ofSeconds(20));
        assertThat(leaf.view().exit()).isEqualTo(new Exit("tun0", true, ""));
        assertThat(leaf.neighbours()).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void whoHasStoppedListensNoMoreWhenTheInterfaceIsBack() {
        tun.appear(HERE);
        var leaf = leaf();
        net.run(Duration.ofSeconds(20));
        tun.vanish();
        net.run(Duration.ofSeconds(5));
        leaf.stop();
        net.run(Duration.ofSeconds(5));
        tun.appear(HERE);
        net.run(Duration.ofMinutes(5));
        assertThat(tun.listening).isEmpty();
        assertThat(leaf.host().links()).isEmpty();
    }
}
