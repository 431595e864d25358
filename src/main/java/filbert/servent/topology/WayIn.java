package filbert.servent.topology;

import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.servent.bootstrap.Bootstrap;
import filbert.servent.bootstrap.BootstrapView;
import filbert.servent.bootstrap.HostCache;
import filbert.servent.bootstrap.HostSource;
import filbert.servent.bootstrap.HostStore;
import filbert.wire.message.Pong;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Finds hosts to call: pings those we know and lets {@link Bootstrap} ask the caches when they do not do (1-connect, 8.1). Confined to the owner. */
final class WayIn implements Bootstrap.Seeker {
    private static final int HOSTS_ENOUGH = 20; // 1-connect, 8.1
    private static final int MOST_TRIES = 10;
    private static final int PINGS_WITHOUT_LINK = 16;

    /** What it finds hosts with. */
    record Means(HostCache hosts, HostExchange exchange, UdpPings udp, Dialling dialling) {}

    private final TopologySettings settings;
    private final AddressScope scope;
    private final RandomGenerator random;
    private final Standing standing;
    private final Slots slots;
    private final Means means;
    private final Bootstrap bootstrap;

    WayIn(TopologySettings settings, Standing standing, Slots slots, Means means, Bootstrap.World world, HostStore store) {
        this.settings = settings;
        this.scope = world.scope();
        this.random = world.random();
        this.standing = standing;
        this.slots = slots;
        this.means = means;
        bootstrap = new Bootstrap(world, settings.sources(), means.hosts(), this, store::saveSources);
    }

    void load(Collection<HostSource> remembered) {
        bootstrap.load(remembered);
    }

    void look() {
        if (!settings.listedOnly() && (means.hosts().callable() < HOSTS_ENOUGH || !linked() || standing.external().isEmpty())) {
            for (var i = linked() ? 1 : PINGS_WITHOUT_LINK; i > 0; i--) {
                means.hosts().next(false, host -> means.udp().mayPing(host) && !slots.isNeighbour(host)).ifPresent(means.udp()::ask);
            }
        }
        bootstrap.look();
    }

    /** A pong we asked for came by datagram. */
    void heard(HostAddress from, Pong pong) {
        var cache = bootstrap.answered(from, pong);
        means.exchange().learn(pong, (cache ? "cache " : "udp ") + from.ip().getHostAddress());
        means.dialling().fillSlots();
    }

    /** Hosts for whom we send away: our neighbours, then others. */
    List<HostAddress> tries() {
        var suggested = new LinkedHashSet<HostAddress>();
        slots.ultrapeerAddresses().stream().filter(scope::admits).forEach(suggested::add);
        suggested.addAll(means.hosts().suggestions(MOST_TRIES, host -> true, random));
        return suggested.stream().limit(MOST_TRIES).toList();
    }

    int askNow() {
        return bootstrap.askNow();
    }

    BootstrapView view() {
        return bootstrap.view();
    }

    @Override
    public boolean wanting() {
        return slots.ultrapeers() < slots.wantedUltrapeers();
    }

    @Override
    public boolean linked() {
        return slots.ultrapeers() > 0;
    }

    @Override
    public Optional<HostAddress> callable() {
        return Optional.of(standing.address()).filter(us -> standing.ultrapeer() && standing.reachable() && scope.admits(us));
    }

    @Override
    public void ping(HostAddress cache) {
        means.udp().ask(cache);
    }

    @Override
    public void news() {
        means.dialling().fillSlots();
    }
}
