package filbert.servent.topology;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Link;
import filbert.net.Network;
import filbert.servent.Refusal;
import filbert.servent.bootstrap.CoolOff;
import filbert.servent.bootstrap.HostCache;
import filbert.servent.connection.Connection;
import filbert.servent.connection.Ending;
import filbert.servent.connection.Hub;
import filbert.servent.connection.Neighbour;
import filbert.servent.guard.Bans;
import filbert.servent.guard.Offence;
import filbert.servent.handshake.Agreement;
import filbert.servent.handshake.HandshakeLink;
import filbert.servent.handshake.Hints;
import filbert.wire.header.HeaderBlock;
import filbert.wire.message.Header;
import filbert.wire.message.Ping;
import filbert.wire.message.Pong;
import filbert.wire.vendor.Features;
import filbert.wire.vendor.VendorMessage;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of those who come, by whichever side called, and of those who go. Confined to the owner. */
final class Neighbours implements Hub, Arrivals {
    private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);

    /** Who deals with what neighbours say and want. */
    record Means(Dialling dialling, HostExchange exchange, UdpPings udp, WayToUs wayToUs, Abilities abilities, Connection.Surroundings surroundings) {}

    private final Network network;
    private final Standing standing;
    private final Families families;
    private final Slots slots;
    private final HostCache hosts;
    private final Bans bans;
    private final Stir stir;
    private final Partings partings = new Partings();
    private final VendorsSeen vendors = new VendorsSeen();
    private @Nullable Means means;
    private Refusal lastRefusal = Refusal.NONE;
    private long lastId;
    private boolean stopped;

    Neighbours(Network network, Standing standing, Families families, Slots slots, HostCache hosts, Bans bans, Stir stir) {
        this.network = network;
        this.standing = standing;
        this.families = families;
        this.slots = slots;
        this.hosts = hosts;
        this.bans = bans;
        this.stir = stir;
    }

    /** To be said once, before anybody comes: those who call need to know us first. */
    void meet(Means others) {
        means = others;
    }

    private Means means() {
        return Objects.requireNonNull(means, "bug: somebody came before the servent was whole");
    }

    /** Whoever comes now is turned away, and nobody is called for those who go. */
    void stop() {
        stopped = true;
    }

    VendorsSeen vendors() {
        return vendors;
    }

    Partings partings() {
        return partings;
    }

    /** Why nobody came of the latest call, or went; empty before the first. */
    Refusal lastRefusal() {
        return lastRefusal;
    }

    @Override
    public void heard(Link link, HeaderBlock block) {
        var ip = link.remote().ip();
        Hints.ourAddress(block).ifPresent(claim -> standing.vote(ip, claim));
        Hints.tries(block).forEach(host -> hosts.heardOf(host, "try " + ip.getHostAddress(), 0, false));
    }

    @Override
    public void settled(HandshakeLink handshake, Link link, Agreement agreement, boolean asUltrapeer, boolean chosen) {
        if (stopped) {
            handshake.drop();
            return;
        }
        standing.ourSide(link.local().ip());
        families.proved(link.local().ip());
        var connection = Connection.open(++lastId, link, agreement, asUltrapeer, means().surroundings());
        handshake.handOver(connection);
        var twin = slots.twinOf(connection);
        slots.add(connection);
        LOG.debug("{} joined: {}", connection, agreement.peer().userAgent());
        vendors.inHandshake(agreement.peer().userAgent());
        means().exchange().greet(connection);
        means().wayToUs().joined(connection);
        if (asUltrapeer != standing.ultrapeer()) {
            connection.close(504, "Switched between leaf and ultrapeer");
        } else if (twin.isPresent()) {
            Slots.superfluous(standing.servent(), twin.get(), connection).close(409, "Already connected");
        } else if (!chosen && slots.isOverfull()) {
            connection.close(503, "Slots were taken meanwhile");
        }
        if (agreement.peer().ultrapeer()) {
            callableAt(connection).ifPresent(host -> {
                hosts.heardOf(host, "neighbour " + host.ip().getHostAddress(), 0, false);
                means().udp().met(host, agreement.peer());
            });
        }
        stir.stir();
    }

    @Override
    public void refused(Refusal why) {
        lastRefusal = why;
        means().dialling().fillSlots();
        stir.stir();
    }

    @Override
    public Pong ownPong(Neighbour asking) {
        return means().exchange().ownPong(asking);
    }

    @Override
    public Features features() {
        return means().abilities().now();
    }

    @Override
    public void pinged(Neighbour from, Header header, Ping ping) {
        means().exchange().pinged(from, header, ping);
    }

    @Override
    public void ponged(Neighbour from, Header header, Pong pong) {
        pong.vendor().ifPresent(vendor -> vendors.inPong(vendor.vendor()));
        means().exchange().ponged(from, header, pong);
        means().udp().heardOf(pong);
    }

    @Override
    public void callBack(Neighbour from, Guid guid, VendorMessage request) {
        means().wayToUs().asked(from, guid, request);
    }

    @Override
    public void stirred() {
        stir.stir();
    }

    @Override
    public void ended(Connection connection, Ending how) {
        partings.count(how);
        slots.remove(connection);
        means().wayToUs().left(connection);
        LOG.debug("{} {}", connection, how.words());
        switch (how) {
            case Ending.PeerSaidBye(var code, var reason) -> {
                lastRefusal = new Refusal(Refusal.Kind.BYE, connection.address().toString(), (code + " " + reason).strip());
                leaveAlone(connection, CoolOff.afterBye(code));
            }
            case Ending.PeerClosed _ when !network.way().open() -> {} // not the peer's doing
            case Ending.PeerClosed _ -> leaveAlone(connection, CoolOff.afterClose());
            case Ending.WeClosed(var code, _) -> {
                leaveAlone(connection, CoolOff.afterOurBye(code));
                var ip = connection.address().ip();
                Offence.ofBye(code).filter(_ -> network.scope().isStranger(ip)).ifPresent(offence -> bans.ban(ip, offence));
            }
        }
        if (!stopped) {
            means().dialling().fillSlots();
        }
        stir.stir();
    }

    private void leaveAlone(Connection connection, Duration wait) {
        callableAt(connection).ifPresent(host -> hosts.coolOff(host, wait));
    }

    /** Where we called a neighbour, or where one that called us says it can be called: believed only for its own address. */
    private static Optional<HostAddress> callableAt(Connection connection) {
        var address = connection.address();
        return connection.link().incoming()
                ? connection.capabilities().listenAddress().filter(host -> host.ip().equals(address.ip()))
                : Optional.of(address);
    }
}
