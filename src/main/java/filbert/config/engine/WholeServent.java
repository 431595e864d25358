package filbert.config.engine;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.net.Link;
import filbert.net.Network;
import filbert.servent.Overlay;
import filbert.servent.Servent;
import filbert.servent.ServentSettings;
import filbert.servent.Switchboard;
import filbert.servent.bootstrap.HostStore;
import filbert.servent.bootstrap.Outside;
import filbert.servent.connection.Traffic;
import filbert.servent.guard.BanStore;
import filbert.servent.guard.Watch;
import filbert.servent.inquiry.HeadPings;
import filbert.servent.inquiry.SharedParts;
import filbert.servent.push.Pushes;
import filbert.servent.reception.Visitors;
import filbert.servent.search.SearchStore;
import filbert.servent.search.Searches;
import filbert.servent.search.SourceSeeker;
import filbert.servent.spam.BlockedHosts;
import filbert.servent.spam.Experience;
import filbert.servent.topology.AskingAgain;
import filbert.servent.topology.Self;
import filbert.sharing.library.SharedIndex;
import filbert.sharing.mesh.Mesh;
import filbert.sharing.upload.CallBacks;
import filbert.sharing.upload.TreeRows;
import filbert.sharing.upload.UnfinishedContent;
import filbert.sharing.upload.UnfinishedFile;
import filbert.sharing.upload.ServedFile;
import filbert.sharing.upload.UploadServer;
import filbert.sharing.upload.UploadSettings;
import filbert.sharing.upload.Uploads;
import filbert.sharing.upload.WaitingStore;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One servent with all that faces the network: overlay, searches, pushes, uploads. The library it answers from lives longer than it. */
public final class WholeServent {
    /**
     * Where it runs.
     *
     * @param random a secure source
     * @param workers for disks, tables and the store; may block
     */
    public record Place(Network network, InstantSource clock, RandomGenerator random, Executor workers, Outside outside, Mesh mesh) {
        /** Where nobody is asked for hosts, and nobody else has a file. */
        public Place(Network network, InstantSource clock, RandomGenerator random, Executor workers) {
            this(network, clock, random, workers, Outside.nothing(), new Mesh(network.owner(), network.scope(), Optional::empty));
        }
    }

    /** What it remembers between runs. */
    public record Memory(HostStore hosts, SearchStore searches, BanStore bans, Experience experience, WaitingStore waiting) {
        public Memory(HostStore hosts, SearchStore searches) {
            this(hosts, searches, BanStore.forgetful(), new Experience(), WaitingStore.forgetful());
        }
    }

    /** What it shares. @param settings asked whenever they matter; @param served told of which file how much was sent, on the owner */
    public record Shares(
            SharedIndex index, TreeRows trees, Supplier<UploadSettings> settings, UnfinishedContent unfinished, ObjLongConsumer<ServedFile> served) {
        /** Complete files only. */
        public Shares(SharedIndex index, TreeRows trees, Supplier<UploadSettings> settings) {
            this(index, trees, settings, UnfinishedContent.NONE, (_, _) -> {});
        }
    }

    /** Takes calls of those we fetch from. */
    public interface GivCalls {
        /** It answers a push of ours. */
        void called(Link link, ByteBuf soFar);

        /** It is our turn in its queue. */
        default void queued(Link link, ByteBuf soFar) {
            soFar.release();
            link.close();
        }
    }

    private final Place place;
    private final Memory memory;
    private final Shares shares;
    private final UploadServer uploads;
    private final Servent servent;
    private @Nullable Switchboard switchboard;
    private @Nullable Self self;

    public WholeServent(ServentSettings settings, Guid guid, Place place, Memory memory, Shares shares, GivCalls givCalls) {
        this.place = place;
        this.memory = memory;
        this.shares = shares;
        var network = place.network();
        uploads = new UploadServer(
                new UploadServer.World(network.owner(), place.workers(), place.clock(), network.scope(), place.mesh(), (index, atMost) -> board().listing().behind(index, atMost)),
                shares.index(),
                shares.trees(),
                shares.settings(),
                "Filbert/" + settings.version(),
                (target, index, requester, source) -> board().pushProxy().relay(target, index, requester, source),
                () -> board().pushes().whereabouts());
        servent = new Servent(
                settings,
                guid,
                new Servent.World(
                        network,
                        place.clock(),
                        place.random(),
                        memory.hosts(),
                        new Watch(new BlockedHosts(memory.bans(), memory.experience()), () -> memory.experience().lists().hostiles()),
                        place.outside(),
                        new ThisMachine(() -> uploads.slots().kilobitsPerSlot() * shares.settings().get().slots()),
                        place.workers()),
                new Servent.Upstairs(this::traffic, () -> board().datagrams(), visitors(uploads, givCalls), shares.index()));
        uploads.serveUnfinished(shares.unfinished());
        uploads.countFiles(shares.served());
        uploads.admitOnly(servent::isWelcome);
    }

    private Traffic traffic(Self us) {
        self = us;
        var network = place.network();
        var world = new Switchboard.World(network.owner(), network.scope(), place.clock(), place.random(), place.workers(), network.dialer());
        var callBacks = new CallBacks(network.owner(), network.dialer(), us.servent(), uploads, this::whereToCall);
        var board = new Switchboard(
                us, world, new Switchboard.House(shares.index(), uploads.slots(), memory.searches(), callBacks, memory.experience(), this::parts));
        switchboard = board;
        return board.traffic();
    }

    /** Whether the network may see it is for a worker to say; where all are busy, nothing is told. */
    private void parts(Sha1 content, Consumer<Optional<List<SharedParts.Range>>> then) {
        var there = shares.unfinished().bySha1(content);
        if (there.isEmpty()) {
            then.accept(Optional.empty());
            return;
        }
        var owner = place.network().owner();
        try {
            place.workers().execute(() -> {
                var told = there.filter(shares.unfinished()::mayBeServed).map(WholeServent::ranges);
                owner.execute(() -> then.accept(told));
            });
        } catch (RejectedExecutionException busy) {
            then.accept(Optional.empty());
        }
    }

    private static List<SharedParts.Range> ranges(UnfinishedFile file) {
        return file.verified().ranges().stream().map(range -> new SharedParts.Range(range.from(), range.last())).toList();
    }

    private HostAddress whereToCall() {
        var whereabouts = board().pushes().whereabouts();
        return whereabouts.known() ? whereabouts.address() : listening();
    }

    private static Visitors visitors(UploadServer uploads, GivCalls givCalls) {
        return new Visitors() {
            @Override
            public void http(Link link, ByteBuf soFar) {
                uploads.receive(link, soFar);
            }

            @Override
            public boolean mayBrowse() {
                return uploads.mayBrowse();
            }

            @Override
            public void turnOut(Predicate<InetAddress> whom) {
                uploads.turnOut(whom);
            }

            @Override
            public void giv(Link link, ByteBuf soFar) {
                givCalls.called(link, soFar);
            }

            @Override
            public void queue(Link link, ByteBuf soFar) {
                givCalls.queued(link, soFar);
            }
        };
    }

    /** Opens the port and begins. May block. @throws IOException when the port is taken; says which */
    public void start() throws IOException {
        servent.start();
        uploads.remember(memory.waiting());
    }

    /** Says Bye, closes everything. Any thread. */
    public CompletionStage<Void> stop() {
        var written = CompletableFuture.supplyAsync(uploads::close, place.network().owner()).thenCompose(saved -> saved);
        return servent.stop().thenCombine(board().stop(), (goodbye, _) -> goodbye).thenCombine(written, (goodbye, _) -> goodbye);
    }

    /** Is it banned, or listed as hostile? Owner only. */
    public boolean shuns(InetAddress ip) {
        return servent.shuns(ip);
    }

    public HostAddress listening() {
        return servent.listening();
    }

    /** The router passes calls to this port of its own on to us; 0 when it does not. Any thread. */
    public void mapped(int port) {
        servent.mapped(port);
    }

    /** What handshakes to come say of us. Any thread. */
    public void asksAgain(AskingAgain now) {
        servent.asksAgain(now);
    }

    public Overlay overlay() {
        return servent.overlay();
    }

    public Searches searches() {
        return board().searches();
    }

    /** Owner only. */
    public HeadPings headPings() {
        return board().headPings();
    }

    /** Owner only. */
    public SourceSeeker seeker() {
        return board().seeker();
    }

    /** Where others can call us, once somebody did. Owner only. */
    public Optional<HostAddress> callable() {
        return Optional.ofNullable(self).filter(Self::reachable).map(Self::address);
    }

    /** Owner only, but for what it says itself. */
    public Pushes pushes() {
        return board().pushes();
    }

    public Uploads uploads() {
        return uploads;
    }

    private Switchboard board() {
        if (switchboard == null) {
            throw new IllegalStateException("bug: a servent never asked for its traffic");
        }
        return switchboard;
    }
}
