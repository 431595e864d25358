package filbert.servent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.identity.HostAddress;
import filbert.servent.topology.NetworkMode;
import filbert.servent.topology.RoleChoice;
import filbert.servent.topology.TopologySettings;
import filbert.simulation.VirtualNetwork;
import filbert.simulation.VirtualServent;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ServentTest {
    private final VirtualNetwork net = new VirtualNetwork(31);
    private final TopologySettings leaf = TopologySettings.leaf(NetworkMode.PUBLIC, List.of());

    @Test // C-15
    void tcpAndUdpShareOnePort() throws IOException {
        var servent = VirtualServent.leaf(net, "5.1.1.1");
        assertThatThrownBy(() -> net.host("5.1.1.1").listener().listen(servent.address(), link -> {})).hasMessageContaining("taken");
        assertThatThrownBy(() -> net.host("5.1.1.1").datagrams().bind(servent.address(), (from, bytes) -> {})).hasMessageContaining("taken");
        servent.stop();
        net.run(Duration.ofSeconds(5));
        net.host("5.1.1.1").listener().listen(servent.address(), link -> {}).close();
        net.host("5.1.1.1").datagrams().bind(servent.address(), (from, bytes) -> {}).close();
    }

    @Test
    void aBusyPortIsToldAndNothingStaysOpen() throws IOException {
        var host = net.host("5.1.1.1");
        host.datagrams().bind(host.at(VirtualServent.PORT), (from, bytes) -> {});
        assertThatThrownBy(() -> VirtualServent.with(net, "5.1.1.1", leaf)).hasMessageContaining("cannot bind UDP 5.1.1.1:20000: taken");
        host.listener().listen(host.at(VirtualServent.PORT), link -> {}).close();
    }

    @Test
    void settingsSayWhatIsWrongWithThem() {
        assertThatThrownBy(() -> new TopologySettings(NetworkMode.PUBLIC, RoleChoice.LEAF, List.of(), 0, 100)).hasMessage("ultrapeer slots 0, need 1 to 1000");
        assertThatThrownBy(() -> new TopologySettings(NetworkMode.PUBLIC, RoleChoice.LEAF, List.of(), 1, 1_001)).hasMessage("leaf slots 1001, need 0 to 1000");
        var many = Collections.nCopies(1_001, HostAddress.of(5 << 24, 7_000));
        assertThatThrownBy(() -> TopologySettings.leaf(NetworkMode.PRIVATE, many)).hasMessage("1001 listed hosts, at most 1000");
        assertThatThrownBy(() -> new ServentSettings(HostAddress.of(0, 0), "1.0 beta", leaf)).hasMessageContaining("1.0 beta");
    }

    @Test
    void onThePublicNetworkOnlyWhoIsReachedIsAnUltrapeerAndInPracticeNobodyIsElected() {
        assertThat(TopologySettings.chosen(NetworkMode.PUBLIC, RoleChoice.ULTRAPEER, List.of(), 32, 100).role()).isEqualTo(RoleChoice.AUTO);
        assertThat(TopologySettings.chosen(NetworkMode.PUBLIC, RoleChoice.AUTO, List.of(), 32, 100).role()).isEqualTo(RoleChoice.AUTO);
        assertThat(TopologySettings.chosen(NetworkMode.PRACTICE, RoleChoice.AUTO, List.of(), 32, 100).role()).isEqualTo(RoleChoice.LEAF);
        assertThat(TopologySettings.chosen(NetworkMode.PRIVATE, RoleChoice.ULTRAPEER, List.of(), 32, 100).role()).isEqualTo(RoleChoice.ULTRAPEER);
    }

    @Test
    void theOutsideAddressIsLearntFromNeighbours() {
        var ultrapeers = List.of(
                VirtualServent.ultrapeer(net, "5.1.1.1"), VirtualServent.ultrapeer(net, "5.2.1.1"), VirtualServent.ultrapeer(net, "5.3.1.1"));
        var servent = VirtualServent.leaf(net, "6.1.1.1", ultrapeers.stream().map(VirtualServent::address).toArray(HostAddress[]::new));
        servent.host().closeToStrangers();
        assertThat(servent.view().external()).isNull();
        net.run(Duration.ofSeconds(20));
        assertThat(servent.view().external()).isEqualTo(servent.address());
        assertThat(servent.self().address()).isEqualTo(servent.address());
        assertThat(ultrapeers.getFirst().self().reachable()).isTrue();
        assertThat(servent.self().reachable()).isFalse();
    }
}
