package filbert.servent.topology;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Network;
import filbert.servent.Reachability;
import filbert.servent.connection.Connection;
import filbert.servent.connection.Neighbour;
import filbert.servent.reachability.CallBacks;
import filbert.servent.reachability.Inquirer;
import filbert.wire.vendor.VendorMessage;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Finds out whether we can be called, and lets others find out (1-connect, 9). Confined to the owner. */
final class WayToUs {
    private final Standing standing;
    private final Slots slots;
    private final AddressScope scope;
    private final InstantSource clock;
    private final Inquirer inquirer;
    private final CallBacks callBacks;

    WayToUs(Network network, InstantSource clock, RandomGenerator random, Standing standing, Slots slots, UdpPings udp) {
        this.standing = standing;
        this.slots = slots;
        this.scope = network.scope();
        this.clock = clock;
        inquirer = new Inquirer(network.owner(), random, standing.proofs(), udp::writtenTo);
        var place = new CallBacks.Place(standing::ultrapeer, standing::isUs, this::isNeighbour);
        callBacks = new CallBacks(network.owner(), scope, network.dialer(), udp, place);
        udp.expect(inquirer::isMark);
    }

    private boolean isNeighbour(HostAddress host) {
        return scope.isStranger(host.ip())
                ? slots.all().stream().anyMatch(there -> there.address().ip().equals(host.ip()))
                : slots.isNeighbour(host);
    }

    void joined(Connection neighbour) {
        inquirer.joined(neighbour);
    }

    void left(Connection neighbour) {
        inquirer.left(neighbour);
    }

    void look() {
        inquirer.look(standing::portFor);
    }

    /** A person wants to know. @return questions asked */
    int askNow() {
        return inquirer.askNow(standing::portFor);
    }

    /** A neighbour wants somebody called. */
    void asked(Neighbour from, Guid guid, VendorMessage request) {
        callBacks.asked(from, guid, request);
    }

    Reachability view(Reachability.Role role) {
        return new Reachability(standing.proofs().view(clock.instant()), standing.seenAt(), role);
    }
}
