package filbert.simulation;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Link;
import filbert.servent.NetworkView.MessageCount;
import filbert.servent.Overlay;
import filbert.servent.Servent;
import filbert.servent.ServentSettings;
import filbert.servent.Switchboard;
import filbert.servent.bootstrap.HostStore;
import filbert.servent.connection.Traffic;
import filbert.servent.datagram.UdpTraffic;
import filbert.servent.push.Pushes;
import filbert.servent.reception.Visitors;
import filbert.servent.search.ListedLibrary;
import filbert.servent.search.RememberedSearches;
import filbert.servent.search.SearchView;
import filbert.servent.search.Searches;
import filbert.servent.search.UploadSlots;
import filbert.servent.topology.NetworkMode;
import filbert.servent.topology.RoleChoice;
import filbert.servent.topology.Self;
import filbert.servent.topology.TopologySettings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A real servent on a host of a {@link VirtualNetwork} that shares a list of names, searches, and answers pushes with a GIV: everything but
 * the transfer of files. It knows the hosts it is given and nobody else.
 */
public final class SearchingServent {
    private static final int PORT = 20_000;

    public final Guid guid;
    public final ListedLibrary library;

    /** Who asked us to call, and for which file. */
    public final List<String> calls = new ArrayList<>();

    /** GIV lines that answered a push of ours. */
    public final List<String> givs = new ArrayList<>();

    private final AddressScope scope;
    private final VirtualNetwork net;
    private final VirtualHost host;
    private final Servent servent;
    private @Nullable Switchboard board;

    private SearchingServent(VirtualNetwork net, String ip, TopologySettings settings, ListedLibrary library) {
        this(net, AddressScope.LOOPBACK, ip, settings, library, _ -> UdpTraffic.NONE);
    }

    private SearchingServent(
            VirtualNetwork net,
            AddressScope scope,
            String ip,
            TopologySettings settings,
            ListedLibrary library,
            Function<Switchboard, UdpTraffic> datagrams) {
        this.scope = scope;
        this.net = net;
        this.library = library;
        host = net.host(ip);
        guid = Guid.random(net.random());
        servent = new Servent(
                new ServentSettings(host.at(PORT), "0.1.0", settings),
                guid,
                new Servent.World(host.network(scope), net.instants(), net.random(), HostStore.forgetful()),
                new Servent.Upstairs(this::switchboard, () -> datagrams.apply(board()), new Callers(), library));
        try {
            servent.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static SearchingServent ultrapeer(VirtualNetwork net, String ip, List<SearchingServent> known, String... names) {
        return new SearchingServent(net, ip, TopologySettings.ultrapeer(NetworkMode.PRIVATE, addresses(known)), ListedLibrary.of(names));
    }

    public static SearchingServent leaf(VirtualNetwork net, String ip, List<SearchingServent> known, String... names) {
        return new SearchingServent(net, ip, TopologySettings.leaf(NetworkMode.PRIVATE, addresses(known)), ListedLibrary.of(names));
    }

    /** An ultrapeer that also speaks by datagram. */
    public static SearchingServent hub(VirtualNetwork net, AddressScope scope, String ip, List<SearchingServent> known, String... names) {
        var settings = TopologySettings.ultrapeer(modeOf(scope), addresses(known));
        return new SearchingServent(net, scope, ip, settings, ListedLibrary.of(names), Switchboard::datagrams);
    }

    /** A leaf that also speaks by datagram. */
    public static SearchingServent guest(VirtualNetwork net, AddressScope scope, String ip, List<SearchingServent> known, String... names) {
        var settings = TopologySettings.leaf(modeOf(scope), addresses(known));
        return new SearchingServent(net, scope, ip, settings, ListedLibrary.of(names), Switchboard::datagrams);
    }

    /** One that takes its role by itself, and also speaks by datagram. */
    public static SearchingServent auto(VirtualNetwork net, AddressScope scope, String ip, List<SearchingServent> known, String... names) {
        var settings = new TopologySettings(modeOf(scope), RoleChoice.AUTO, addresses(known), 8, 20);
        return new SearchingServent(net, scope, ip, settings, ListedLibrary.of(names), Switchboard::datagrams);
    }

    private static NetworkMode modeOf(AddressScope scope) {
        return scope == AddressScope.PUBLIC ? NetworkMode.PUBLIC : NetworkMode.PRIVATE;
    }

    private static List<HostAddress> addresses(List<SearchingServent> servents) {
        return servents.stream().map(SearchingServent::address).toList();
    }

    private Traffic switchboard(Self self) {
        var made = new Switchboard(
                self,
                new Switchboard.World(net.time(), scope, net.instants(), net.random(), net.time(), host.network(scope).dialer()),
                new Switchboard.House(library, new FreeSlots(), new RememberedSearches(), this::call));
        board = made;
        return made.traffic();
    }

    private Switchboard board() {
        if (board == null) {
            throw new IllegalStateException("not constructed");
        }
        return board;
    }

    public HostAddress address() {
        return host.at(PORT);
    }

    public Searches searches() {
        return board().searches();
    }

    public Pushes pushes() {
        return board().pushes();
    }

    public Overlay overlay() {
        return servent.overlay();
    }

    public int neighbours() {
        return overlay().view().neighbours().size();
    }

    public MessageCount count(String type) {
        return overlay().messageCounts().stream()
                .filter(each -> each.type().equals(type))
                .findFirst()
                .orElse(new MessageCount(type, 0, 0, 0, List.of()));
    }

    /** Searches and lets half a minute pass. */
    public SearchView find(String words) {
        var id = searches().start(1, words);
        net.run(Duration.ofSeconds(30));
        return searches().view(id).orElseThrow();
    }

    public CompletionStage<Void> stop() {
        return servent.stop();
    }

    private void call(HostAddress requester, long index) {
        calls.add(requester + " " + index);
        host.dialer().dial(requester, Duration.ofSeconds(10), this::giv, _ -> {});
    }

    private void giv(Link link) {
        link.handler(new Deaf());
        var line = "GIV 1:" + guid.hex() + "/file\n\n";
        link.write(Unpooled.copiedBuffer(line, StandardCharsets.US_ASCII));
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

    private final class Callers implements Visitors {
        @Override
        public void http(Link link, ByteBuf soFar) {
            soFar.release();
            link.close();
        }

        @Override
        public void giv(Link link, ByteBuf soFar) {
            var line = soFar.toString(StandardCharsets.ISO_8859_1).strip();
            soFar.release();
            link.handler(new Deaf());
            var from = Guid.parse(line.substring(line.indexOf(':') + 1, line.indexOf('/')));
            net.time().execute(() -> {
                if (pushes().claim(from)) {
                    givs.add(line);
                }
            });
        }
    }

    private static final class Deaf implements Link.Handler {
        @Override
        public void received(ByteBuf bytes) {
            bytes.release();
        }

        @Override
        public void closed(@Nullable IOException cause) {}
    }
}
