package filbert.config.engine;

import filbert.net.Network;
import filbert.net.Owner;
import filbert.net.ScopedDialer;
import filbert.net.Tether;
import filbert.net.Way;
import filbert.net.lan.LanInterfaces;
import filbert.net.netty.Device;
import filbert.net.netty.Tls;
import filbert.servent.topology.NetworkMode;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The network somebody chose, over real sockets: which addresses and interface it speaks from, and whom it may reach. */
record ChosenNetwork(Membership.Home home, NetworkChoice chosen) {
    private static final Logger LOG = LoggerFactory.getLogger(ChosenNetwork.class);

    /** With the local network, where that is the one chosen. */
    Network open() {
        var network = everywhere();
        if (chosen.mode() != NetworkMode.LAN) {
            return network;
        }
        return network.withLocal(new LanInterfaces(chosen.scope(), () -> onlyBy(network.way())));
    }

    private Network everywhere() {
        var address = chosen.listenAddress();
        var from = address.isAnyLocalAddress() ? Optional.<InetAddress>empty() : Optional.of(address);
        var loops = home.loops();
        var owner = home.place().network().owner();
        var tls = chosen.tls() ? Optional.of(home.tls().get()) : Optional.<Tls>empty();
        if (!chosen.tether().isEmpty()) {
            return tethered(tls, owner);
        }
        return new Network(
                owner,
                new ScopedDialer(loops.dialer(from, tls, home.bandwidth()), chosen.scope()),
                loops.listener(tls, home.bandwidth()),
                loops.datagrams(home.bandwidth()),
                chosen.scope());
    }

    private Network tethered(Optional<Tls> tls, Owner owner) {
        var cable = home.loops().cable(new Device(chosen.tether()), tls, home.bandwidth());
        var tether = new Tether(chosen.tether(), home.interfaces(), cable, home.place().workers());
        tether.hold(owner);
        if (!tether.open()) {
            LOG.warn("Nothing leaves for the network: the network interface {} is not there. Filbert waits for it.", chosen.tether());
        }
        return new Network(owner, new ScopedDialer(tether.dialer(), chosen.scope()), cable.listener(), cable.datagrams(), chosen.scope(), tether);
    }

    /** The only addresses to speak from; empty for all. An interface that has just gone leaves one nobody has, never all the others. */
    private List<InetAddress> onlyBy(Way way) {
        if (way.name().isEmpty()) {
            return chosen.bind().isAnyLocalAddress() ? List.of() : List.of(chosen.bind());
        }
        var addresses = way.addresses();
        return addresses.isEmpty() ? List.of(InetAddress.ofLiteral("0.0.0.0")) : addresses;
    }
}
