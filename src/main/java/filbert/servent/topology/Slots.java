package filbert.servent.topology;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.servent.connection.Connection;
import filbert.servent.guard.Prefix;
import filbert.servent.handshake.PeerCapabilities;
import filbert.servent.handshake.Verdict;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Our neighbours, and who else may become one (1-connect, 3.4 and 12). Confined to the owner. */
final class Slots {
    static final int MOST_PER_ADDRESS = 2; // 1-connect, 12
    static final int MOST_PER_NEIGHBOURHOOD = 2; // 1-connect, 12

    private static final int LEAST_DEGREE = 8; // 1-connect, 3.4
    private static final int FORBIDDEN = 403;
    private static final int ALREADY = 409;
    private static final int UNSUITED = 503;

    private final TopologySettings settings;
    private final Self self;
    private final AddressScope scope;
    private final Supplier<List<HostAddress>> others;
    private final Map<Long, Connection> neighbours = new LinkedHashMap<>();
    private int leaves;

    /** @param others hosts to suggest to those who find no room here */
    Slots(TopologySettings settings, Self self, AddressScope scope, Supplier<List<HostAddress>> others) {
        this.settings = settings;
        this.self = self;
        this.scope = scope;
        this.others = others;
    }

    /** By all rules; {@code remote} is the address the peer is seen at. */
    Verdict consider(PeerCapabilities peer, HostAddress remote) {
        var personal = considerPerson(peer, remote);
        if (personal.isPresent()) {
            return personal.get();
        }
        if (tooManyFrom(remote.ip())) {
            return reject(ALREADY, "Too many connections from your network");
        }
        return self.ultrapeer() ? considerAsUltrapeer(peer) : considerAsLeaf(peer);
    }

    /** For a host a person chose: roles must fit, but slots and address limits do not count. */
    Verdict considerChosen(PeerCapabilities peer, HostAddress remote) {
        return considerPerson(peer, remote).orElseGet(() -> self.ultrapeer() || peer.ultrapeer() ? accept(peer) : reject(UNSUITED, "Shielded leaf node"));
    }

    private Optional<Verdict> considerPerson(PeerCapabilities peer, HostAddress remote) {
        if (peer.servent().filter(self.servent()::equals).isPresent()) {
            return Optional.of(reject(ALREADY, "Own GUID"));
        }
        if (neighbours.values().stream().anyMatch(there -> isSame(there, peer, remote))) {
            return Optional.of(reject(ALREADY, "Already connected"));
        }
        return Optional.empty();
    }

    private Verdict considerAsLeaf(PeerCapabilities peer) {
        if (!peer.ultrapeer()) {
            return reject(UNSUITED, "Shielded leaf node");
        }
        if (!peer.leafQueryRouting()) {
            return reject(UNSUITED, "No query routing");
        }
        return ultrapeers() < TopologySettings.LEAF_MOST ? accept(peer) : reject(UNSUITED, "Ultrapeers enough");
    }

    private Verdict considerAsUltrapeer(PeerCapabilities peer) {
        if (!peer.ultrapeer()) {
            if (leaves >= settings.leafSlots()) {
                return reject(UNSUITED, "No Leaf Slots");
            }
            var half = leaves >= settings.leafSlots() / 2;
            return half && settings.footprint().compresses() && !peer.acceptsDeflate() ? reject(FORBIDDEN, "Gnet connection not compressed") : accept(peer);
        }
        if (!peer.ultrapeerQueryRouting() || !peer.dynamicQuerying() || peer.degree() < LEAST_DEGREE) {
            return reject(UNSUITED, "Not Good Ultrapeer");
        }
        return freeUltrapeerSlots() > 0 ? accept(peer) : reject(UNSUITED, "No Ultrapeer Slots");
    }

    private Verdict accept(PeerCapabilities peer) {
        return new Verdict.Accept(self.ultrapeer() && peer.ultrapeer() && freeUltrapeerSlots() > 1, others.get());
    }

    private Verdict reject(int code, String reason) {
        return new Verdict.Reject(code, reason, others.get());
    }

    private static boolean isSame(Connection there, PeerCapabilities peer, HostAddress remote) {
        if (peer.servent().isPresent() && there.capabilities().servent().isPresent()) {
            return peer.servent().equals(there.capabilities().servent());
        }
        return there.address().equals(remote);
    }

    /** May one more come from this address? Only strangers are counted. */
    boolean tooManyFrom(InetAddress ip) {
        if (!scope.isStranger(ip)) {
            return false;
        }
        var neighbourhood = Prefix.neighbourhood(ip);
        var near = neighbours.values().stream().map(there -> there.address().ip()).filter(there -> Prefix.neighbourhood(there).equals(neighbourhood)).toList();
        return near.size() >= MOST_PER_NEIGHBOURHOOD || near.stream().filter(ip::equals).count() >= MOST_PER_ADDRESS;
    }

    /** Another connection with the same servent: both may have called at once. */
    Optional<Connection> twinOf(Connection newcomer) {
        return neighbours.values().stream()
                .filter(there -> isSame(there, newcomer.capabilities(), newcomer.address()))
                .findFirst();
    }

    /** Which of two connections with one servent goes. Both sides come to the same answer: the call of the lower GUID stays. */
    static Connection superfluous(Guid us, Connection there, Connection newcomer) {
        if (there.link().incoming() == newcomer.link().incoming()) {
            return newcomer;
        }
        var peer = newcomer.capabilities().servent();
        var peersCallStays = peer.isPresent() && peer.get().hex().compareTo(us.hex()) < 0;
        return newcomer.link().incoming() == peersCallStays ? there : newcomer;
    }

    /** Were there more handshakes under way than slots? */
    boolean isOverfull() {
        var most = self.ultrapeer() ? settings.ultrapeerSlots() : TopologySettings.LEAF_MOST;
        return ultrapeers() > most || leaves > (self.ultrapeer() ? settings.leafSlots() : 0);
    }

    void add(Connection neighbour) {
        neighbours.put(neighbour.id(), neighbour);
        leaves += neighbour.isLeaf() ? 1 : 0;
    }

    void remove(Connection neighbour) {
        if (neighbours.remove(neighbour.id()) != null) {
            leaves -= neighbour.isLeaf() ? 1 : 0;
        }
    }

    Optional<Connection> find(long id) {
        return Optional.ofNullable(neighbours.get(id));
    }

    /** In the order they came. */
    Collection<Connection> all() {
        return neighbours.values();
    }

    boolean isNeighbour(HostAddress host) {
        return neighbours.values().stream()
                .anyMatch(there -> there.address().equals(host) || there.capabilities().listenAddress().filter(host::equals).isPresent());
    }

    List<HostAddress> ultrapeerAddresses() {
        var addresses = new ArrayList<HostAddress>();
        for (var there : neighbours.values()) {
            if (!there.isLeaf()) {
                addresses.add(there.link().incoming() ? there.capabilities().listenAddress().orElse(there.address()) : there.address());
            }
        }
        return addresses;
    }

    int ultrapeers() {
        return neighbours.size() - leaves;
    }

    int leaves() {
        return leaves;
    }

    int freeLeafSlots() {
        return self.ultrapeer() ? Math.max(0, settings.leafSlots() - leaves) : 0;
    }

    int freeUltrapeerSlots() {
        return Math.max(0, (self.ultrapeer() ? settings.ultrapeerSlots() : TopologySettings.LEAF_MOST) - ultrapeers());
    }

    /** How many ultrapeers this role aims at. */
    int wantedUltrapeers() {
        var aim = self.ultrapeer() ? settings.ultrapeerSlots() : TopologySettings.LEAF_AIM;
        return settings.listedOnly() && !settings.hosts().isEmpty() ? Math.min(aim, settings.hosts().size()) : aim;
    }
}
