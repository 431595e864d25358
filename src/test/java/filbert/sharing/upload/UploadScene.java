package filbert.sharing.upload;

import filbert.identity.Guid;
import filbert.net.AddressScope;
import filbert.net.Link;
import filbert.servent.search.Listing;
import filbert.servent.push.PushProxy;
import filbert.servent.push.Whereabouts;
import filbert.sharing.mesh.Mesh;
import filbert.simulation.VirtualHost;
import filbert.simulation.VirtualNetwork;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An upload server on a virtual network, with a shelf of real files, and peers who visit it. */
final class UploadScene {
    static final String AGENT = "Filbert/1.0";
    static final int PORT = 20_000;

    final VirtualNetwork net = new VirtualNetwork(11).latency(Duration.ofMillis(1), Duration.ofMillis(3)).largestPortion(20_000);
    final VirtualHost us = net.host("5.1.1.1");
    final Shelf shelf;
    UploadServer server;
    CallBacks callBacks;
    final Written written = new Written();
    final Set<InetAddress> givers = new HashSet<>();
    UploadSettings settings;
    private final AddressScope scope;
    final Mesh mesh;
    Whereabouts whereabouts = Whereabouts.UNKNOWN;
    @Nullable Listing listing;
    boolean faulty;

    UploadScene(Path folder) {
        this(folder, UploadSettings.DEFAULT, AddressScope.PUBLIC);
    }

    UploadScene(Path folder, UploadSettings settings, AddressScope scope) {
        this.settings = settings;
        shelf = new Shelf(folder);
        this.scope = scope;
        mesh = new Mesh(net.time(), scope, () -> Optional.of(whereabouts).filter(known -> known.known() && !known.firewalled()).map(Whereabouts::address));
        server = open();
        callBacks = calling(server);
        try {
            us.listener().listen(us.at(PORT), link -> link.handler(new Door(link)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private UploadServer open() {
        var world = new UploadServer.World(net.time(), net.time(), net.instants(), scope, mesh, this::list);
        var opened = new UploadServer(world, shelf, shelf, () -> this.settings, AGENT, PushProxy.NONE, () -> whereabouts);
        opened.favour(givers::contains);
        opened.remember(written);
        return opened;
    }

    private CallBacks calling(UploadServer of) {
        return new CallBacks(net.time(), us.network(scope).dialer(), Guid.parse("0123456789abcdef0123456789abcdef"), of, () -> us.at(PORT));
    }

    /** Another process takes over. */
    void restart(Duration away) {
        server.close();
        net.run(away);
        server = open();
        callBacks = calling(server);
    }

    /** What the next process reads. */
    static final class Written implements WaitingStore {
        int saves;
        private List<Place> places = List.of();

        @Override
        public List<Place> load() {
            return places;
        }

        @Override
        public void save(List<Place> now) {
            saves++;
            places = List.copyOf(now);
        }
    }

    private Listing.Page list(long index, int most) {
        if (faulty) {
            throw new IllegalStateException("as the test wants it");
        }
        return listing == null ? Listed.NOTHING.behind(index, most) : listing.behind(index, most);
    }

    static byte[] noise(int size) {
        var content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    Visitor visitor(String ip) {
        return Visitor.calling(this, ip);
    }

    void run(Duration span) {
        net.run(span);
    }

    /** What reception does: hands the first bytes over with the link. */
    private final class Door implements Link.Handler {
        private final Link link;

        Door(Link link) {
            this.link = link;
        }

        @Override
        public void received(ByteBuf bytes) {
            server.receive(link, bytes);
        }

        @Override
        public void closed(@Nullable IOException cause) {}
    }
}
