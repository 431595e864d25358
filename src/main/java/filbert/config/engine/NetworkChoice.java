package filbert.config.engine;

import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.servent.bootstrap.HostSources;
import filbert.servent.topology.NetworkMode;
import filbert.servent.topology.RoleChoice;
import filbert.servent.topology.TopologySettings;
import java.net.InetAddress;
import java.util.List;

/**
 * Which network the household chose, as its settings say.
 *
 * @param bind our own address to listen and call from; {@code 0.0.0.0} for every interface
 * @param networkInterface everything leaves and arrives by it, whatever {@code bind} says; empty for any. Practice stays on the loopback.
 * @param tls whether to speak it with servents that do
 * @param hosts listed hosts, for {@code private} and first tries
 * @param sources whom to ask for hosts
 * @param requeries may downloads ask by themselves who else has a file? Then the handshake says so
 */
public record NetworkChoice(
        NetworkMode mode,
        RoleChoice role,
        InetAddress bind,
        String networkInterface,
        boolean tls,
        List<HostAddress> hosts,
        int ultrapeerSlots,
        int leafSlots,
        HostSources sources,
        boolean requeries) {
    public NetworkChoice {
        hosts = List.copyOf(hosts);
    }

    /**
     * Which addresses count. A private network is as wide as the hosts it lists; without any it is the loopback when bound there, else the local
     * network.
     */
    public AddressScope scope() {
        return switch (mode) {
            case PUBLIC -> AddressScope.PUBLIC;
            case PRACTICE -> AddressScope.LOOPBACK;
            case LAN -> bind.isLoopbackAddress() ? AddressScope.LOOPBACK : AddressScope.LAN;
            case PRIVATE -> privateScope();
        };
    }

    private AddressScope privateScope() {
        for (var scope : List.of(AddressScope.PUBLIC, AddressScope.LAN, AddressScope.LOOPBACK)) {
            if (hosts.stream().anyMatch(host -> scope.admits(host.ip()))) {
                return scope;
            }
        }
        return bind.isLoopbackAddress() ? AddressScope.LOOPBACK : AddressScope.LAN;
    }

    /** The interface to use alone; empty for any. */
    public String tether() {
        return mode == NetworkMode.PRACTICE ? "" : networkInterface;
    }

    /** In practice nobody outside this machine may call. */
    InetAddress listenAddress() {
        return mode == NetworkMode.PRACTICE ? InetAddress.getLoopbackAddress() : bind;
    }

    /** @param callFirst hosts known besides the listed ones: those of the practice network */
    TopologySettings topology(List<HostAddress> callFirst) {
        return TopologySettings.chosen(mode, role, callFirst.isEmpty() ? hosts : callFirst, ultrapeerSlots, leafSlots).asking(sources).requerying(requeries);
    }
}
