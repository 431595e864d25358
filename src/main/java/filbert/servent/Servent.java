package filbert.servent;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Datagrams;
import filbert.net.Listener;
import filbert.net.LocalNetwork;
import filbert.net.Network;
import filbert.net.Timeline;
import filbert.servent.bootstrap.HostStore;
import filbert.servent.bootstrap.Outside;
import filbert.servent.connection.Traffic;
import filbert.servent.datagram.UdpTraffic;
import filbert.servent.guard.Watch;
import filbert.servent.reception.Reception;
import filbert.servent.reception.Visitors;
import filbert.servent.search.LocalAnswers;
import filbert.servent.topology.AskingAgain;
import filbert.servent.topology.Machine;
import filbert.servent.topology.NetworkMode;
import filbert.servent.topology.Self;
import filbert.servent.topology.Shared;
import filbert.servent.topology.Topology;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One servent: a listening port, a UDP socket, neighbours. Many fit into one process, with an owner thread each or one for all. Started and
 * stopped once.
 */
public final class Servent {
    /**
     * What surrounds a servent.
     *
     * @param random a secure source: GUIDs come from it
     * @param machine asked on the owner
     * @param workers may block, may refuse
     */
    public record World(
            Network network,
            InstantSource clock,
            RandomGenerator random,
            HostStore hosts,
            Watch watch,
            Outside outside,
            Machine machine,
            Executor workers) {
        /** One on a machine that carries everything, where nothing blocks. */
        public World(Network network, InstantSource clock, RandomGenerator random, HostStore hosts, Watch watch, Outside outside) {
            this(network, clock, random, hosts, watch, outside, Machine.BOUNDLESS, Runnable::run);
        }

        /** One where nobody is banned yet, no names are known and no pages fetched. */
        public World(Network network, InstantSource clock, RandomGenerator random, HostStore hosts) {
            this(network, clock, random, hosts, Watch.fresh(), Outside.nothing());
        }
    }

    /**
     * What lives above the overlay.
     *
     * @param traffic called once, while the servent is constructed, with its place on the network
     * @param datagrams called once, after {@code traffic}
     */
    public record Upstairs(Function<Self, Traffic> traffic, Supplier<UdpTraffic> datagrams, Visitors visitors, LocalAnswers library) {
        /** A servent that only pings by datagram. */
        public Upstairs(Function<Self, Traffic> traffic, Visitors visitors, LocalAnswers library) {
            this(traffic, () -> UdpTraffic.NONE, visitors, library);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Servent.class);
    private static final int ID_DIGITS = 8; // 1-connect, C-96
    private static final Duration JOIN_AGAIN = Duration.ofMinutes(1); // ours: a computer's network often comes up after us

    private final ServentSettings settings;
    private final Guid guid;
    private final World world;
    private final Topology topology;
    private final Reception reception;
    private final Object opening = new Object();
    private volatile @Nullable OpenPorts open;
    private LocalNetwork.@Nullable Presence presence; // guarded by opening
    private Timeline.@Nullable Timer joining; // guarded by opening
    private String joinTrouble = ""; // guarded by opening
    private boolean started; // guarded by opening
    private boolean stopped; // guarded by opening

    public Servent(ServentSettings settings, Guid guid, World world, Upstairs upstairs) {
        this.settings = settings;
        this.guid = guid;
        this.world = world;
        var network = world.network();
        topology = new Topology(
                settings.topology(),
                settings.version(),
                guid,
                network,
                world.clock(),
                world.random(),
                world.hosts(),
                world.watch(),
                world.outside(),
                world.machine(),
                counting(upstairs.library(), upstairs.visitors()),
                upstairs.traffic());
        topology.handDatagramsTo(upstairs.datagrams().get());
        topology.onBan(upstairs.visitors()::turnOut);
        reception = new Reception(topology.door(), upstairs.visitors(), network.scope(), network.owner());
    }

    /**
     * Opens the port and begins to look for neighbours; while there is no way out, waits for it. May block: not for the owner or a loop.
     *
     * @throws IOException when the port is taken or the address is not ours; nothing stays open then
     */
    public void start() throws IOException {
        var remembered = world.hosts().load();
        var banned = world.watch().bans().load();
        world.network().owner().execute(() -> topology.remember(banned));
        var sources = world.hosts().loadSources();
        world.network().way().watch(this::reopen);
        reopen();
        synchronized (opening) {
            started = true;
        }
        world.network().owner().execute(() -> topology.start(remembered, sources));
    }

    /** Listens where the way leads now, and nowhere else. */
    private void reopen() throws IOException {
        synchronized (opening) {
            var former = open;
            if (former != null) {
                former.close();
                open = null;
            }
            leaveNeighbourhood();
            var way = world.network().way();
            if (stopped || !way.open()) {
                world.network().owner().execute(topology::cutOff);
                return;
            }
            var opened = OpenPorts.open(world.network(), settings.listen(), reception::accepted, topology.datagrams());
            open = opened;
            world.network().owner().execute(() -> topology.opened(opened.local(), opened.socket()));
            if (settings.topology().mode() == NetworkMode.LAN) {
                joinNeighbourhood(opened.local().port());
            }
        }
    }

    /** Where nobody can be spoken to on the local network, hosts may still be known; it is tried again. */
    private void joinNeighbourhood(int port) {
        var network = world.network();
        try {
            var joined = network.local().join(port, guid.hex().substring(0, ID_DIGITS), topology.neighbourhood());
            presence = joined;
            joinTrouble = "";
            network.owner().execute(() -> topology.joined(joined));
        } catch (IOException e) {
            var trouble = String.valueOf(e.getMessage());
            if (!trouble.equals(joinTrouble)) {
                LOG.warn("Servents on the local network are not looked for: {}. This is tried again every minute.", trouble);
            }
            joinTrouble = trouble;
            network.owner().execute(() -> topology.apart(trouble));
            joinLater();
        }
    }

    private void joinLater() {
        joining = world.network().owner().after(JOIN_AGAIN, this::joinByAWorker);
    }

    private void joinByAWorker() {
        try {
            world.workers().execute(this::joinAgain);
        } catch (RejectedExecutionException busy) {
            world.network().owner().after(JOIN_AGAIN, this::joinByAWorker); // whether it is still wanted is looked at then
        }
    }

    private void joinAgain() {
        synchronized (opening) {
            var now = open;
            if (!stopped && now != null && presence == null) {
                joinNeighbourhood(now.local().port());
            }
        }
    }

    private void leaveNeighbourhood() {
        if (joining != null) {
            joining.cancel();
            joining = null;
        }
        var leaving = presence;
        if (leaving != null) {
            presence = null;
            world.network().owner().execute(() -> topology.apart(""));
            leaving.leave();
        }
    }

    /** Closes the port, says Bye to every neighbour and closes. Any thread; completes on the owner, within a few seconds. */
    public CompletionStage<Void> stop() {
        var done = new CompletableFuture<Void>();
        synchronized (opening) {
            stopped = true;
            if (!started) {
                done.complete(null);
                return done;
            }
            var toClose = open;
            if (toClose != null) {
                toClose.close();
            }
            leaveNeighbourhood();
        }
        world.network().owner().execute(() -> topology.stop().whenComplete((nothing, failure) -> {
            if (failure == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(failure);
            }
        }));
        return done;
    }

    /** The port in use, once started; while there is no way out, the one that will be. */
    public HostAddress listening() {
        var now = open;
        return now == null ? settings.listen() : now.local();
    }

    /** The router passes calls to this port of its own on to us: others are told of it instead of ours. 0 when it does not. Any thread. */
    public void mapped(int port) {
        world.network().owner().execute(() -> topology.mapped(port));
    }

    /** What handshakes to come say of us. Any thread. */
    public void asksAgain(AskingAgain now) {
        world.network().owner().execute(() -> topology.asksAgain(now));
    }

    /** Is it banned, or listed as hostile? Owner only. */
    public boolean shuns(InetAddress ip) {
        return topology.shuns(ip);
    }

    /** May somebody from there talk to us? Not the banned and the hostile. Owner only. */
    public boolean isWelcome(InetAddress ip) {
        return topology.isWelcome(ip);
    }

    /** For people's threads. */
    public Overlay overlay() {
        return topology.overlay();
    }

    private static Shared counting(LocalAnswers library, Visitors visitors) {
        return new Shared() {
            @Override
            public long files() {
                return library.files();
            }

            @Override
            public long kibibytes() {
                return library.kibibytes();
            }

            @Override
            public boolean browsable() {
                return visitors.mayBrowse();
            }
        };
    }
}
