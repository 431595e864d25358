package filbert.servent.topology;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Datagrams;
import filbert.net.LocalNetwork;
import filbert.net.Network;
import filbert.net.Owner;
import filbert.net.Timeline;
import filbert.servent.Overlay;
import filbert.servent.bootstrap.HostSource;
import filbert.servent.bootstrap.HostStore;
import filbert.servent.bootstrap.KnownHost;
import filbert.servent.bootstrap.Outside;
import filbert.servent.connection.Connection;
import filbert.servent.connection.Traffic;
import filbert.servent.datagram.UdpTraffic;
import filbert.servent.guard.Ban;
import filbert.servent.guard.Bans;
import filbert.servent.guard.Watch;
import filbert.servent.reception.Door;
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

    private final Parts parts;
    private final PeoplesView view;
    private Timeline.@Nullable Timer looking;
    private Timeline.@Nullable Timer saving;
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
        parts = new Parts(settings, version, guid, network, clock, random, store, watch, outside, machine, shared, traffic);
        view = new PeoplesView(parts);
    }

    /** Who answers Gnutella handshakes at the port. */
    public Door door() {
        return parts.callers;
    }

    /** Who hears datagrams that are no pings: to be said before {@link #start}. */
    public void handDatagramsTo(UdpTraffic traffic) {
        parts.udp.handOn(new DatagramHits(traffic, parts.neighbours.vendors()));
    }

    /** Who hears datagrams. */
    public Datagrams.Received datagrams() {
        return parts.udp;
    }

    /** For people's threads. */
    public Overlay overlay() {
        return view;
    }

    /** Who hears what is said on the local network. */
    public LocalNetwork.Hearer neighbourhood() {
        return parts.lan;
    }

    /** We are there on the local network. */
    public void joined(LocalNetwork.Presence presence) {
        parts.lan.joined(presence);
        parts.stir.stir();
    }

    /** We are not, and why. */
    public void apart(String trouble) {
        parts.lan.apart(trouble);
        parts.stir.stir();
    }

    /** Our port is open: before the start or later, and again whenever the way out is back. */
    public void opened(HostAddress listening, Datagrams.Socket socket) {
        parts.standing.listening(listening);
        parts.families.opened(listening);
        parts.standing.ourSide(listening.ip());
        parts.udp.open(socket);
        if (looking != null && !stopped) {
            look();
        }
    }

    /** The router passes calls to this port of its own on to us; 0 when it does not. */
    public void mapped(int port) {
        parts.standing.mapped(port);
        parts.stir.stir();
    }

    /** Neighbours of before hear of it when they next connect. */
    public void asksAgain(AskingAgain now) {
        parts.standing.asksAgain(now);
    }

    /** There is no way out for now: links are lost already, and nobody is called until {@link #opened}. */
    public void cutOff() {
        parts.udp.close();
        parts.stir.stir();
    }

    /** Begins to look for neighbours. */
    public void start(Collection<KnownHost> remembered, Collection<HostSource> sources) {
        parts.hosts.load(remembered);
        parts.wayIn.load(sources);
        parts.settings.hosts().forEach(parts.hosts::list);
        looking = parts.owner.every(LOOK_EVERY, this::look);
        saving = parts.owner.every(SAVE_EVERY, this::save);
        look();
    }

    /** Bans from before a restart. Owner only. */
    public void remember(Collection<Ban> kept) {
        parts.bans.remember(kept);
    }

    /** Says Bye to everybody. @return completes on the owner when all links are closed, or after a few seconds */
    public CompletionStage<Void> stop() {
        var done = new CompletableFuture<Void>();
        stopped = true;
        parts.neighbours.stop();
        cancel(looking);
        cancel(saving);
        parts.dialling.stop();
        parts.callers.stop();
        parts.udp.close();
        var leaving = List.copyOf(parts.slots.all());
        var closed = leaving.stream().map(neighbour -> neighbour.linkClosed().toCompletableFuture()).toArray(CompletableFuture<?>[]::new);
        leaving.forEach(neighbour -> neighbour.close(200, "Servent shutdown"));
        var impatience = parts.owner.after(LAST_WORDS, () -> done.complete(null));
        var _ = CompletableFuture.allOf(closed).thenRun(() -> parts.owner.execute(() -> {
            impatience.cancel();
            done.complete(null);
        }));
        return done.thenRun(() -> parts.store.save(parts.hosts.best(parts.hosts.size())));
    }

    private static void cancel(Timeline.@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }

    private void look() {
        if (parts.network.way().open()) {
            parts.dialling.fillSlots();
            parts.wayIn.look();
            parts.lan.look();
            parts.wayToUs.look();
        }
        elect();
        parts.slots.all().forEach(Connection::renewFeatures);
        parts.stir.stir();
    }

    /** Everybody is told, and met again as what we are then (1-connect, 3.9). */
    private void elect() {
        var ultrapeer = parts.election.look(parts.slots.leaves());
        if (ultrapeer == parts.standing.ultrapeer()) {
            return;
        }
        LOG.info("Becoming {}, since {}", ultrapeer ? "an ultrapeer" : "a leaf", ultrapeer ? "everything is there" : parts.election.view(parts.clock.instant(), parts.slots.leaves()).missing());
        parts.standing.become(ultrapeer);
        var reason = ultrapeer ? "Becoming an ultrapeer" : "Becoming a leaf node";
        List.copyOf(parts.slots.all()).forEach(neighbour -> neighbour.close(CHANGED_ROLE, reason));
    }

    private void save() {
        if (parts.hosts.takeChanged()) {
            parts.store.save(parts.hosts.best(parts.hosts.size()));
        }
    }

    /** Is it banned, or listed as hostile? */
    public boolean shuns(InetAddress ip) {
        return parts.bans.banned(ip).isPresent();
    }

    /** @param others what else is under way with those just banned is ended by it */
    public void onBan(Consumer<Predicate<InetAddress>> others) {
        view.onBan(others);
    }

    /** Not the banned and the hostile; private networks take strangers only when their address is listed. */
    public boolean isWelcome(InetAddress ip) {
        return parts.callers.isWelcome(ip);
    }
}
