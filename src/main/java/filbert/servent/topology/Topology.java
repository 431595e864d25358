package filbert.servent.topology;

import filbert.event.Signal;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Datagrams;
import filbert.net.LocalNetwork;
import filbert.net.Network;
import filbert.net.Owner;
import filbert.net.Timeline;
import filbert.net.Way;
import filbert.servent.Overlay;
import filbert.servent.Reachability;
import filbert.servent.bootstrap.Bootstrap;
import filbert.servent.bootstrap.BootstrapView;
import filbert.servent.bootstrap.HostCache;
import filbert.servent.bootstrap.HostSource;
import filbert.servent.bootstrap.HostStore;
import filbert.servent.bootstrap.KnownHost;
import filbert.servent.bootstrap.Outside;
import filbert.servent.connection.Connection;
import filbert.servent.connection.MessageTally;
import filbert.servent.connection.Traffic;
import filbert.servent.datagram.UdpTraffic;
import filbert.servent.guard.Ban;
import filbert.servent.guard.Bans;
import filbert.servent.guard.Watch;
import filbert.servent.reception.Door;
import filbert.wire.message.Pong;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this servent among its neighbours: {@link Dialling} calls, {@link Callers} are received, {@link Slots} decides, {@link HostExchange} and
 * {@link UdpPings} learn of more hosts. Confined to the owner, but for what hands out doors to others.
 */
public final class Topology {
    private static final Logger LOG = LoggerFactory.getLogger(Topology.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration SAVE_EVERY = Duration.ofSeconds(60);
    private static final int CHANGED_ROLE = 203; // 1-connect, 5.4
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final TopologySettings settings;
    private final Network network;
    private final Owner owner;
    private final HostStore store;
    private final InstantSource clock;
    private final Standing standing;
    private final Families families;
    private final HostCache hosts;
    private final Bans bans;
    private final Slots slots;
    private final Dialling dialling;
    private final Callers callers;
    private final HostExchange exchange;
    private final UdpPings udp;
    private final WayIn wayIn;
    private final WayToUs wayToUs;
    private final Election election;
    private final LanSearch lan;
    private final Connection.Surroundings surroundings;
    private final MessageTally tally = new MessageTally();
    private final Neighbours neighbours;
    private final Signal changed = new Signal();
    private final Stir stir;
    private final PeoplesView view;
    private Timeline.@Nullable Timer looking;
    private Timeline.@Nullable Timer saving;
    private Consumer<Predicate<InetAddress>> turnedOut = _ -> {};
    private boolean stopped;

    /**
     * @param version as it stands in the User-Agent behind {@code Filbert/}
     * @param traffic called once, here, with our place on the network
     */
    public Topology(
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
        view = new PeoplesView(this);
    }

    /** Who answers Gnutella handshakes at the port. */
    public Door door() {
        return callers;
    }

    /** Who hears datagrams that are no pings: to be said before {@link #start}. */
    public void handDatagramsTo(UdpTraffic traffic) {
        udp.handOn(new DatagramHits(traffic, neighbours.vendors()));
    }

    /** Who hears datagrams. */
    public Datagrams.Received datagrams() {
        return udp;
    }

    /** For people's threads. */
    public Overlay overlay() {
        return view;
    }

    /** Who hears what is said on the local network. */
    public LocalNetwork.Hearer neighbourhood() {
        return lan;
    }

    /** We are there on the local network. */
    public void joined(LocalNetwork.Presence presence) {
        lan.joined(presence);
        stir.stir();
    }

    /** We are not, and why. */
    public void apart(String trouble) {
        lan.apart(trouble);
        stir.stir();
    }

    /** Our port is open: before the start or later, and again whenever the way out is back. */
    public void opened(HostAddress listening, Datagrams.Socket socket) {
        standing.listening(listening);
        families.opened(listening);
        standing.ourSide(listening.ip());
        udp.open(socket);
        if (looking != null && !stopped) {
            look();
        }
    }

    /** The router passes calls to this port of its own on to us; 0 when it does not. */
    public void mapped(int port) {
        standing.mapped(port);
        stir.stir();
    }

    /** Neighbours of before hear of it when they next connect. */
    public void asksAgain(AskingAgain now) {
        standing.asksAgain(now);
    }

    /** There is no way out for now: links are lost already, and nobody is called until {@link #opened}. */
    public void cutOff() {
        udp.close();
        stir.stir();
    }

    /** Begins to look for neighbours. */
    public void start(Collection<KnownHost> remembered, Collection<HostSource> sources) {
        hosts.load(remembered);
        wayIn.load(sources);
        settings.hosts().forEach(hosts::list);
        looking = owner.every(LOOK_EVERY, this::look);
        saving = owner.every(SAVE_EVERY, this::save);
        look();
    }

    /** Bans from before a restart. Owner only. */
    public void remember(Collection<Ban> kept) {
        bans.remember(kept);
    }

    /** Says Bye to everybody. @return completes on the owner when all links are closed, or after a few seconds */
    public CompletionStage<Void> stop() {
        var done = new CompletableFuture<Void>();
        stopped = true;
        neighbours.stop();
        cancel(looking);
        cancel(saving);
        dialling.stop();
        callers.stop();
        udp.close();
        var leaving = List.copyOf(slots.all());
        var closed = leaving.stream().map(neighbour -> neighbour.linkClosed().toCompletableFuture()).toArray(CompletableFuture<?>[]::new);
        leaving.forEach(neighbour -> neighbour.close(200, "Servent shutdown"));
        var impatience = owner.after(LAST_WORDS, () -> done.complete(null));
        var _ = CompletableFuture.allOf(closed).thenRun(() -> owner.execute(() -> {
            impatience.cancel();
            done.complete(null);
        }));
        return done.thenRun(() -> store.save(hosts.best(hosts.size())));
    }

    private static void cancel(Timeline.@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }

    private void look() {
        if (network.way().open()) {
            dialling.fillSlots();
            wayIn.look();
            lan.look();
            wayToUs.look();
        }
        elect();
        slots.all().forEach(Connection::renewFeatures);
        stir.stir();
    }

    /** Everybody is told, and met again as what we are then (1-connect, 3.9). */
    private void elect() {
        var ultrapeer = election.look(slots.leaves());
        if (ultrapeer == standing.ultrapeer()) {
            return;
        }
        LOG.info("Becoming {}, since {}", ultrapeer ? "an ultrapeer" : "a leaf", ultrapeer ? "everything is there" : election.view(clock.instant(), slots.leaves()).missing());
        standing.become(ultrapeer);
        var reason = ultrapeer ? "Becoming an ultrapeer" : "Becoming a leaf node";
        List.copyOf(slots.all()).forEach(neighbour -> neighbour.close(CHANGED_ROLE, reason));
    }

    private void save() {
        if (hosts.takeChanged()) {
            store.save(hosts.best(hosts.size()));
        }
    }

    private void pingAnswered(HostAddress from, Pong pong) {
        wayIn.heard(from, pong);
    }

    private List<HostAddress> suggestions() {
        return wayIn.tries();
    }

    // ---- for people's eyes

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

    Owner owner() {
        return owner;
    }

    Way way() {
        return network.way();
    }

    TopologySettings settings() {
        return settings;
    }

    Standing standing() {
        return standing;
    }

    Bans bans() {
        return bans;
    }

    Slots slots() {
        return slots;
    }

    HostCache hosts() {
        return hosts;
    }

    WayIn wayIn() {
        return wayIn;
    }

    Reachability reachability() {
        return wayToUs.view(election.view(clock.instant(), slots.leaves()));
    }

    BootstrapView bootstrap() {
        return settings.mode() == NetworkMode.LAN ? wayIn.view().with(lan.view()) : wayIn.view();
    }

    WayToUs wayToUs() {
        return wayToUs;
    }

    Dialling dialling() {
        return dialling;
    }

    /** Is it banned, or listed as hostile? */
    public boolean shuns(InetAddress ip) {
        return bans.banned(ip).isPresent();
    }

    /** @param others what else is under way with those just banned is ended by it */
    public void onBan(Consumer<Predicate<InetAddress>> others) {
        turnedOut = others;
    }

    void turnOut(Predicate<InetAddress> whom) {
        turnedOut.accept(whom);
    }

    /** Not the banned and the hostile; private networks take strangers only when their address is listed. */
    public boolean isWelcome(InetAddress ip) {
        return callers.isWelcome(ip);
    }

    Neighbours neighbours() {
        return neighbours;
    }

    MessageTally tally() {
        return tally;
    }

    Traffic traffic() {
        return surroundings.traffic();
    }

    Signal changed() {
        return changed;
    }
}
