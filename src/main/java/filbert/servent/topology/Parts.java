package filbert.servent.topology;

import filbert.event.Signal;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Network;
import filbert.net.Owner;
import filbert.servent.bootstrap.Bootstrap;
import filbert.servent.bootstrap.HostCache;
import filbert.servent.bootstrap.HostStore;
import filbert.servent.bootstrap.Outside;
import filbert.servent.connection.Connection;
import filbert.servent.connection.MessageTally;
import filbert.servent.connection.Traffic;
import filbert.servent.guard.Bans;
import filbert.servent.guard.Watch;
import filbert.wire.message.Pong;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** What a {@link Topology} is made of, and how it hangs together. */
final class Parts {
    final TopologySettings settings;
    final Network network;
    final Owner owner;
    final HostStore store;
    final InstantSource clock;
    final Standing standing;
    final Families families;
    final HostCache hosts;
    final Bans bans;
    final Slots slots;
    final Dialling dialling;
    final Callers callers;
    final HostExchange exchange;
    final UdpPings udp;
    final WayIn wayIn;
    final WayToUs wayToUs;
    final Election election;
    final LanSearch lan;
    final Connection.Surroundings surroundings;
    final MessageTally tally = new MessageTally();
    final Neighbours neighbours;
    final Signal changed = new Signal();
    final Stir stir;

    Parts(
            TopologySettings settings,
            String version,
            Guid guid,
            Network network,
            InstantSource clock,
            RandomGenerator random,
            HostStore store,
            Watch watch,
            Outside outside,
            Machine machine,
            Shared shared,
            Function<Self, Traffic> traffic) {
        this.settings = settings;
        this.network = network;
        this.owner = network.owner();
        this.store = store;
        this.clock = clock;
        var scope = network.scope();
        standing = new Standing(guid, "Filbert/" + version, settings, scope, owner, shared::browsable);
        families = new Families(scope, network.way());
        hosts = new HostCache(clock, scope, settings.footprint().rememberedHosts());
        bans = new Bans(owner, clock, watch);
        hosts.leaveOut(bans::isHostile);
        slots = new Slots(settings, standing, scope, this::suggestions);
        stir = new Stir(changed, owner);
        neighbours = new Neighbours(network, standing, families, slots, hosts, bans, stir);
        dialling = new Dialling(network, settings, standing, families, slots, hosts, bans, neighbours);
        callers = new Callers(owner, scope, settings, standing, families, slots, bans, neighbours);
        var own = new OwnPong(standing, families::ipv6, slots, shared, owner, OwnPong.vendor(version));
        exchange = new HostExchange(standing, families::ipv6, slots, hosts, own, owner, random);
        udp = new UdpPings(owner, scope, random, standing, own, exchange, this::pingAnswered, callers::isWelcome);
        var means = new WayIn.Means(hosts, exchange, udp, dialling);
        wayIn = new WayIn(settings, standing, slots, means, new Bootstrap.World(owner, scope, clock, random, outside, version), store);
        lan = new LanSearch(owner, scope, clock, random, new LanSearch.Means(udp, exchange, wayIn, standing));
        wayToUs = new WayToUs(network, clock, random, standing, slots, udp);
        election = new Election(owner, settings, standing.proofs(), machine);
        surroundings = new Connection.Surroundings(owner, clock, random, tally, new ProgramsInHits(traffic.apply(standing), neighbours.vendors()), neighbours);
        neighbours.meet(new Neighbours.Means(dialling, exchange, udp, wayToUs, new Abilities(standing, scope), surroundings));
    }

    private void pingAnswered(HostAddress from, Pong pong) {
        wayIn.heard(from, pong);
    }

    private List<HostAddress> suggestions() {
        return wayIn.tries();
    }

    /** Because a person said so. */
    void connect(HostAddress to) {
        if (settings.listedOnly()) {
            hosts.list(to);
        } else {
            hosts.heardOf(to, "user", 0, false);
        }
        dialling.call(to);
        stir.stir();
    }
}
