package filbert.simulation.crowd;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Link;
import filbert.servent.Overlay;
import filbert.servent.Servent;
import filbert.servent.ServentSettings;
import filbert.servent.Switchboard;
import filbert.servent.bootstrap.HostSources;
import filbert.servent.bootstrap.HostStore;
import filbert.servent.bootstrap.KnownHost;
import filbert.servent.bootstrap.Outside;
import filbert.servent.connection.Neighbour;
import filbert.servent.connection.Traffic;
import filbert.servent.datagram.UdpTraffic;
import filbert.servent.guard.Watch;
import filbert.servent.handshake.Compression;
import filbert.servent.reception.Visitors;
import filbert.servent.search.RememberedSearches;
import filbert.servent.search.Searches;
import filbert.servent.search.UploadSlots;
import filbert.servent.topology.Footprint;
import filbert.servent.topology.NetworkMode;
import filbert.servent.topology.RoleChoice;
import filbert.servent.topology.Self;
import filbert.servent.topology.TopologySettings;
import filbert.simulation.VirtualHost;
import filbert.simulation.VirtualNetwork;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real servent of a {@link Crowd}, with everything but transfers above it. What is not as usual are settings: its links are plain, it keeps fewer hosts
 * in mind, and its query routing tables are smaller.
 */
public final class CrowdServent {
    private static final int PORT = 20_000;

    public final Guid guid;
    public final boolean ultrapeer;

    /** In the order they came. */
    final List<Neighbour> neighbours = new ArrayList<>(4);

    final SharedFiles files;
    private final VirtualHost host;
    private final Servent servent;
    private @Nullable Switchboard board;
    private boolean left;

    /** @param known what it remembers from the last time */
    CrowdServent(VirtualNetwork net, VirtualHost host, Plan plan, RoleChoice role, SharedFiles files, Collection<HostAddress> known, Outside outside, Ledger ledger) {
        this.host = host.withoutTls();
        this.files = files;
        ultrapeer = role == RoleChoice.ULTRAPEER;
        guid = Guid.random(net.random());
        var place = new TopologySettings(
                NetworkMode.PUBLIC,
                role,
                List.of(),
                plan.ultrapeerSlots(),
                plan.leafSlots(),
                new HostSources(List.of(Crowd.HOST_CACHE), List.of()),
                new Footprint(plan.rememberedHosts(), Compression.NONE),
                false);
        servent = new Servent(
                new ServentSettings(host.at(PORT), "0.1.0", place),
                guid,
                new Servent.World(host.network(Crowd.SCOPE), net.instants(), net.random(), remembering(net, known), Watch.fresh(), outside),
                new Servent.Upstairs(
                        self -> ledger.watching(this, switchboard(net, self, plan)),
                        () -> ledger.watching(this, datagrams()),
                        new NoVisitors(),
                        files));
        try {
            servent.start();
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    private Traffic switchboard(VirtualNetwork net, Self self, Plan plan) {
        var world = new Switchboard.World(net.time(), Crowd.SCOPE, net.instants(), net.random(), net.time(), host.network(Crowd.SCOPE).dialer(), plan.tableBits());
        board = new Switchboard(self, world, new Switchboard.House(files, new FreeSlots(), new RememberedSearches(), (_, _) -> {}));
        return board.traffic();
    }

    private UdpTraffic datagrams() {
        return board().datagrams();
    }

    private Switchboard board() {
        if (board == null) {
            throw new IllegalStateException("not constructed");
        }
        return board;
    }

    private static HostStore remembering(VirtualNetwork net, Collection<HostAddress> known) {
        return new HostStore() {
            @Override
            public List<KnownHost> load() {
                var now = net.instants().instant();
                return known.stream().map(address -> new KnownHost(address, "earlier", now, now, true, false, 0, null, null, 0, null)).toList();
            }

            @Override
            public void save(Collection<KnownHost> hosts) {}
        };
    }

    public HostAddress address() {
        return host.at(PORT);
    }

    public Overlay overlay() {
        return servent.overlay();
    }

    public Searches searches() {
        return board().searches();
    }

    /** Links with ultrapeers, whatever it is itself. */
    public int ultrapeers() {
        return (int) neighbours.stream().filter(neighbour -> !neighbour.isLeaf()).count();
    }

    /** How full the tables of its leaves or of its ultrapeers are, as far as they gave any. */
    Stream<Double> fills(boolean leaves) {
        var traffic = board().traffic();
        return neighbours.stream().filter(neighbour -> neighbour.isLeaf() == leaves).map(traffic::tableFill).filter(fill -> fill >= 0);
    }

    public boolean hasLeft() {
        return left;
    }

    /** Says goodbye and goes. */
    CompletionStage<Void> leave() {
        left = true;
        return board().stop().thenCompose(_ -> servent.stop());
    }

    /** Goes without a word. */
    void vanish() {
        host.pullThePlug();
        var _ = leave();
    }

    private static final class FreeSlots implements UploadSlots {
        @Override
        public boolean allTaken() {
            return false;
        }

        @Override
        public long kilobitsPerSlot() {
            return 8_000;
        }
    }

    private static final class NoVisitors implements Visitors {
        @Override
        public void http(Link link, ByteBuf soFar) {
            soFar.release();
            link.close();
        }

        @Override
        public void giv(Link link, ByteBuf soFar) {
            soFar.release();
            link.close();
        }
    }
}
