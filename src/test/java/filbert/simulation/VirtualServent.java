package filbert.simulation;

import filbert.event.Signal;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.net.AddressScope;
import filbert.net.Link;
import filbert.net.Network;
import filbert.servent.NetworkView;
import filbert.servent.NetworkView.NeighbourView;
import filbert.servent.Overlay;
import filbert.servent.Servent;
import filbert.servent.ServentSettings;
import filbert.servent.bootstrap.HostStore;
import filbert.servent.bootstrap.KnownHost;
import filbert.servent.bootstrap.Outside;
import filbert.servent.connection.Neighbour;
import filbert.servent.guard.BanStore;
import filbert.servent.guard.Hostiles;
import filbert.servent.guard.Watch;
import filbert.servent.reception.Visitors;
import filbert.servent.search.LocalAnswers;
import filbert.servent.search.LocalFile;
import filbert.servent.topology.NetworkMode;
import filbert.servent.topology.Self;
import filbert.servent.topology.TopologySettings;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A real servent on a host of a {@link VirtualNetwork}, with nothing above its connections but a {@link SilentTraffic}. */
public final class VirtualServent {
    public static final int PORT = 20_000;

    private final VirtualNetwork net;
    private final VirtualHost host;
    private final Servent servent;
    private final Remembered store = new Remembered();
    private @Nullable Self self;
    public final Guid guid;
    public final SilentTraffic traffic = new SilentTraffic();

    /** What visitors said, as they said it. */
    public final List<String> http = new ArrayList<>();

    public final List<String> givs = new ArrayList<>();

    /** Whose uploads and visits were ended. */
    public final List<Predicate<InetAddress>> turnedOut = new ArrayList<>();

    public Hostiles hostiles = Hostiles.NONE;

    private VirtualServent(VirtualNetwork net, VirtualHost host, AddressScope scope, TopologySettings settings, Outside outside, List<HostAddress> known) {
        this(net, host, host.network(scope), settings, outside, known);
    }

    private VirtualServent(VirtualNetwork net, VirtualHost host, Network network, TopologySettings settings, Outside outside, List<HostAddress> known) {
        this.net = net;
        this.host = host;
        guid = Guid.random(net.random());
        for (var address : known) {
            var now = net.instants().instant();
            store.hosts.add(new KnownHost(address, "test", now, now, true, false, 0, null, null, 0, null));
        }
        servent = new Servent(
                new ServentSettings(host.at(PORT), "0.1.0", settings),
                guid,
                new Servent.World(network, net.instants(), net.random(), store, new Watch(BanStore.forgetful(), () -> hostiles), outside),
                new Servent.Upstairs(
                        ourselves -> {
                            self = ourselves;
                            return traffic;
                        },
                        new Listening(),
                        new NineFiles()));
        try {
            servent.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A leaf of the public network that remembers some hosts. */
    public static VirtualServent leaf(VirtualNetwork net, String ip, HostAddress... known) {
        return with(net, ip, TopologySettings.leaf(NetworkMode.PUBLIC, List.of()), known);
    }

    /** An ultrapeer of the public network that remembers some hosts. */
    public static VirtualServent ultrapeer(VirtualNetwork net, String ip, HostAddress... known) {
        return with(net, ip, TopologySettings.ultrapeer(NetworkMode.PUBLIC, List.of()), known);
    }

    public static VirtualServent with(VirtualNetwork net, String ip, TopologySettings settings, HostAddress... known) {
        return new VirtualServent(net, net.host(ip), AddressScope.PUBLIC, settings, Outside.nothing(), List.of(known));
    }

    public static VirtualServent within(VirtualNetwork net, AddressScope scope, String ip, TopologySettings settings, HostAddress... known) {
        return new VirtualServent(net, net.host(ip), scope, settings, Outside.nothing(), List.of(known));
    }

    /** Of the public network, held to an interface that has the address, or will have. */
    public static VirtualServent tethered(
            VirtualNetwork net, String ip, VirtualInterface exit, TopologySettings settings, Outside outside, HostAddress... known) {
        return new VirtualServent(net, net.host(ip), exit.network(AddressScope.PUBLIC), settings, outside, List.of(known));
    }

    /** Of the public network, with a world to ask. */
    public static VirtualServent asking(VirtualNetwork net, String ip, TopologySettings settings, Outside outside, HostAddress... known) {
        return new VirtualServent(net, net.host(ip), AddressScope.PUBLIC, settings, outside, List.of(known));
    }

    public HostAddress address() {
        return host.at(PORT);
    }

    public VirtualHost host() {
        return host;
    }

    public Self self() {
        if (self == null) {
            throw new IllegalStateException("not constructed");
        }
        return self;
    }

    public Overlay overlay() {
        return servent.overlay();
    }

    public NetworkView view() {
        return servent.overlay().view();
    }

    public List<NeighbourView> neighbours() {
        return view().neighbours();
    }

    public boolean isNeighbourOf(VirtualServent other) {
        return traffic.neighbours.stream().anyMatch(there -> there.capabilities().servent().filter(other.guid::equals).isPresent());
    }

    /** The only neighbour. */
    public Neighbour neighbour() {
        if (traffic.neighbours.size() != 1) {
            throw new IllegalStateException(traffic.neighbours.size() + " neighbours");
        }
        return traffic.neighbours.getFirst();
    }

    /** What the store holds. */
    public List<KnownHost> remembered() {
        return store.hosts;
    }

    /** A router passes calls to this port of its own on. */
    public void mapped(int port) {
        servent.mapped(port);
    }

    public CompletionStage<Void> stop() {
        return servent.stop();
    }

    private final class Listening implements Visitors {
        @Override
        public void http(Link link, ByteBuf soFar) {
            take(link, soFar, http::add);
        }

        @Override
        public void turnOut(Predicate<InetAddress> whom) {
            turnedOut.add(whom);
        }

        @Override
        public void giv(Link link, ByteBuf soFar) {
            take(link, soFar, givs::add);
        }

        private void take(Link link, ByteBuf soFar, Consumer<String> said) {
            said.accept(soFar.toString(StandardCharsets.ISO_8859_1));
            soFar.release();
            link.handler(new Link.Handler() {
                @Override
                public void received(ByteBuf bytes) {
                    bytes.release();
                }

                @Override
                public void closed(@Nullable IOException cause) {}
            });
        }
    }

    private static final class Remembered implements HostStore {
        final List<KnownHost> hosts = new ArrayList<>();

        @Override
        public List<KnownHost> load() {
            return List.copyOf(hosts);
        }

        @Override
        public void save(Collection<KnownHost> latest) {
            hosts.clear();
            hosts.addAll(latest);
        }
    }

    /** Nine files of a thousand kibibytes together, none of which match anything. */
    private static final class NineFiles implements LocalAnswers {
        private final Signal changed = new Signal();

        @Override
        public List<LocalFile> matching(List<String> words, List<Sha1> hashes, int mediaTypes, int atMost) {
            return List.of();
        }

        @Override
        public void words(Consumer<String> each) {}

        @Override
        public long files() {
            return 9;
        }

        @Override
        public long kibibytes() {
            return 1_000;
        }

        @Override
        public Signal changed() {
            return changed;
        }
    }

}
