package filbert.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.servent.NetworkView.NeighbourView;
import filbert.servent.bootstrap.KnownHost;
import filbert.servent.search.FoundFile;
import filbert.servent.topology.NetworkMode;
import filbert.servent.topology.TopologySettings;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servents that have IPv6 addresses, alone or besides. */
final class Ipv6ScenarioTest {
    private final VirtualNetwork net = new VirtualNetwork(66);
    private final List<SearchingServent> everybody = new ArrayList<>();

    private SearchingServent hub(String ip, SearchingServent... known) {
        everybody.add(SearchingServent.hub(net, AddressScope.LAN, ip, List.of(known)));
        return everybody.getLast();
    }

    private SearchingServent guest(String ip, SearchingServent at, String... names) {
        everybody.add(SearchingServent.guest(net, AddressScope.LAN, ip, List.of(at), names));
        return everybody.getLast();
    }

    @AfterEach
    void everybodyStops() {
        everybody.forEach(SearchingServent::stop);
        net.run(Duration.ofMinutes(1));
    }

    @Test
    void aFileOfANeighbourIsFoundInBandAndPushed() {
        var hub = hub("fd00:1::1");
        var owner = guest("fd00:4::1", hub, "blue hazel song.wav", "walnut.txt");
        net.run(Duration.ofMinutes(2));
        var view = hub.find("hazel");
        assertThat(view.files()).extracting(FoundFile::name).containsExactly("blue hazel song.wav");
        var source = view.files().getFirst().sources().getFirst();
        assertThat(source.address()).isEqualTo(owner.address());
        assertThat(source.address().isIpv4()).isFalse();
        assertThat(owner.count("query hit").out()).as("in band").isEqualTo(1);

        assertThat(hub.pushes().ask(source)).isTrue();
        net.run(Duration.ofSeconds(5));
        assertThat(owner.calls).containsExactly(hub.address() + " " + source.index());
        assertThat(hub.givs).hasSize(1);
    }

    @Test
    void aFileOfAFarServentIsFoundByDatagram() {
        var near = hub("fd00:1::1");
        var far = hub("fd00:2::1", near);
        var asker = guest("fd00:3::1", near);
        var owner = guest("fd00:4::1", far, "blue hazel song.wav");
        net.run(Duration.ofMinutes(2));
        assertThat(near.neighbours()).isEqualTo(2);
        var view = asker.find("hazel");
        assertThat(view.files()).hasSize(1);
        assertThat(view.files().getFirst().sources().getFirst().address()).isEqualTo(owner.address());
        assertThat(owner.count("query hit").out()).as("in band").isZero();
    }

    private VirtualServent ultrapeer(String ip, VirtualServent... known) {
        return VirtualServent.ultrapeer(net, ip, addresses(known));
    }

    private static HostAddress[] addresses(VirtualServent... known) {
        return List.of(known).stream().map(VirtualServent::address).toArray(HostAddress[]::new);
    }

    @Test
    void aLeafThatKnowsOneUltrapeerLearnsOfTheOthersByTheirIpv6Addresses() {
        var all = new ArrayList<VirtualServent>();
        for (var i = 1; i <= 5; i++) {
            all.add(ultrapeer("2a00:" + i + "::1", all.toArray(VirtualServent[]::new)));
        }
        net.run(Duration.ofMinutes(3));
        var leaf = VirtualServent.leaf(net, "2a00:99::1", all.getLast().address());
        net.run(Duration.ofMinutes(3));
        assertThat(leaf.neighbours()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(leaf.neighbours()).extracting(NeighbourView::address).allMatch(address -> !address.isIpv4());
    }

    @Test
    void noMoreThanTwoNeighboursOfOneHouseAreTaken() {
        var known = new ArrayList<HostAddress>();
        for (var i = 1; i <= 5; i++) {
            known.add(ultrapeer("2a00:1:2:3::" + i).address());
        }
        var leaf = VirtualServent.leaf(net, "2a00:99::1", known.toArray(HostAddress[]::new));
        net.run(Duration.ofMinutes(10));
        assertThat(leaf.neighbours()).as("by /64").hasSize(2);
    }

    @Test
    void whoIsBoundToIpv4AloneCallsNoIpv6Host() {
        var there = ultrapeer("2a00:1::1");
        var leaf = VirtualServent.leaf(net, "6.1.1.1", there.address());
        net.run(Duration.ofMinutes(10));
        assertThat(leaf.neighbours()).isEmpty();
        assertThat(leaf.overlay().knownHosts(1)).extracting(KnownHost::failures).containsExactly(0);
    }

    @Test
    void withBothFamiliesHostsOfBothBecomeNeighbours() {
        var tun = new VirtualInterface(net, "tun0");
        tun.appear("6.1.1.1", "2a00:99::1");
        var four = ultrapeer("5.1.1.1");
        var six = ultrapeer("2a00:1::1");
        var leaf = VirtualServent.tethered(
                net, "6.1.1.1", tun, TopologySettings.leaf(NetworkMode.PUBLIC, List.of()), new VirtualOutside(net), addresses(four, six));
        net.run(Duration.ofMinutes(1));
        assertThat(leaf.neighbours()).extracting(NeighbourView::address).containsExactlyInAnyOrder(four.address(), six.address());
        assertThat(six.neighbours()).extracting(NeighbourView::address).extracting(HostAddress::ip).containsExactly(InetAddress.ofLiteral("2a00:99::1"));
    }
}
