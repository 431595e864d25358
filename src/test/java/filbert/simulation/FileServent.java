package filbert.simulation;

import filbert.event.Happenings;
import filbert.event.Signal;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.net.AddressScope;
import filbert.net.Network;
import filbert.servent.Overlay;
import filbert.servent.datagram.UdpTraffic;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import filbert.net.Link;
import filbert.servent.Servent;
import filbert.servent.ServentSettings;
import filbert.servent.Switchboard;
import filbert.servent.bootstrap.HostStore;
import filbert.servent.connection.Traffic;
import filbert.servent.push.Pushes;
import filbert.servent.push.Whereabouts;
import filbert.servent.reception.Visitors;
import filbert.servent.search.FoundFile;
import filbert.servent.search.LocalAnswers;
import filbert.servent.search.LocalFile;
import filbert.servent.search.RememberedSearches;
import filbert.servent.search.SearchView;
import filbert.servent.search.Source;
import filbert.servent.search.SourceSeeker;
import filbert.servent.search.Tags;
import filbert.servent.search.UploadSlots;
import filbert.servent.topology.NetworkMode;
import filbert.servent.topology.Self;
import filbert.servent.topology.TopologySettings;
import filbert.sharing.browse.Browsing;
import filbert.sharing.browse.HostBrowser;
import filbert.sharing.browse.HostListing;
import filbert.sharing.download.DownloadQueue;
import filbert.sharing.download.DownloadRequest;
import filbert.sharing.download.DownloadSettings;
import filbert.sharing.download.DownloadWorld;
import filbert.sharing.download.DownloadStore;
import filbert.sharing.download.SourceSearch;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.QueueCallers;
import filbert.sharing.download.disk.Content;
import filbert.sharing.download.disk.Disk;
import filbert.sharing.mesh.Mesh;
import filbert.sharing.upload.CallBacks;
import filbert.sharing.upload.ServedFile;
import filbert.sharing.upload.SharedContent;
import filbert.sharing.upload.UploadServer;
import filbert.sharing.upload.UploadSettings;
import filbert.sharing.upload.Uploads;
import filbert.wire.words.Words;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A whole servent without its program: searches, serves one file over HTTP, downloads, pushes and is pushed. Of the public network in virtual time, or
 * wherever a {@link Place} is.
 */
public final class FileServent {
    public static final int PORT = 20_000;

    public final Guid guid;

    /** Who pushed us, and for which file. */
    public final List<String> calledBack = new CopyOnWriteArrayList<>();

    /** Where one runs. */
    public record Place(Network network, InstantSource clock, RandomGenerator random, Executor workers) {}

    /**
     * What one is.
     *
     * @param hidden it takes itself for firewalled, whatever happens
     * @param datagrams does it speak by datagram beyond pings?
     * @param crowded would whoever came for a file find a long line?
     */
    public record Kind(TopologySettings settings, boolean hidden, boolean datagrams, BooleanSupplier crowded, UploadSettings uploads) {
        public Kind(TopologySettings settings, boolean hidden, boolean datagrams) {
            this(settings, hidden, datagrams, () -> false);
        }

        public Kind(TopologySettings settings, boolean hidden, boolean datagrams, BooleanSupplier crowded) {
            this(settings, hidden, datagrams, crowded, UploadSettings.DEFAULT);
        }
    }

    private final Place place;
    private final Kind kind;
    private final Servent servent;
    private final UploadServer uploads;
    private final DownloadQueue downloads;
    private final QueueCallers queueCallers;
    private final HostBrowser browser;
    private @Nullable Switchboard board;

    public FileServent(Place place, HostAddress listen, Path root, Kind kind, @Nullable String name, @Nullable Content content) {
        this.place = place;
        this.kind = kind;
        guid = Guid.random(place.random());
        var folder = root.resolve(listen.ip().getHostAddress());
        var network = place.network();
        var shelf = new OneFile(folder.resolve("shared"), name, content);
        uploads = new UploadServer(
                new UploadServer.World(network.owner(), place.workers(), place.clock(), network.scope(), new Mesh(network.owner(), network.scope(), Optional::empty), (index, atMost) -> board().listing().behind(index, atMost)),
                shelf,
                _ -> Optional.ofNullable(content).map(Content::row),
                kind::uploads,
                "Filbert/0.1",
                (target, index, requester, source) -> board().pushProxy().relay(target, index, requester, source),
                () -> board().pushes().whereabouts());
        servent = new Servent(
                new ServentSettings(listen, "0.1.0", kind.settings()),
                guid,
                new Servent.World(network, place.clock(), place.random(), HostStore.forgetful()),
                new Servent.Upstairs(
                        self -> traffic(self, shelf), () -> kind.datagrams() ? board().datagrams() : UdpTraffic.NONE, new Callers(), shelf));
        browser = new HostBrowser(network, new LatePushes(), place.clock(), "Filbert/0.1");
        downloads = new DownloadQueue(
                new DownloadSettings(folder.resolve("incomplete"), 5, 4, 40, 0),
                new DownloadWorld(
                        network,
                        place.clock(),
                        place.workers(),
                        Disk.REAL,
                        new Rows(),
                        new LatePushes(),
                        _ -> folder.resolve("finished"),
                        (_, _) -> {},
                        new Happenings(),
                        "Filbert/0.1").with(new LateSeeker()));
        queueCallers = downloads.queueCallers(_ -> false);
        try {
            Files.createDirectories(folder.resolve("finished"));
            servent.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        downloads.start();
    }

    /** Downloads ask the servent, which is made after them. */
    private final class LateSeeker implements SourceSearch {
        @Override
        public boolean anybodyToAsk() {
            return board().seeker().anybodyToAsk();
        }

        @Override
        public boolean byItself() {
            return kind.settings().requeries();
        }

        @Override
        public Optional<String> look(Sha1 content, String name, boolean byHash, Consumer<List<Source>> found) {
            board().seeker().seek(content, name, byHash ? SourceSeeker.By.HASH : SourceSeeker.By.NAME, found);
            return Optional.empty();
        }
    }

    private static FileServent virtual(VirtualNetwork net, String ip, Path root, TopologySettings settings, @Nullable String name, @Nullable Content content) {
        var host = net.host(ip);
        var there = new Place(host.network(AddressScope.PUBLIC), net.instants(), net.random(), Runnable::run);
        return new FileServent(there, host.at(PORT), root, new Kind(settings, false, true), name, content);
    }

    /** In virtual time. */
    public static FileServent ultrapeer(VirtualNetwork net, String ip, Path root, FileServent... known) {
        return virtual(net, ip, root, TopologySettings.ultrapeer(NetworkMode.PUBLIC, addresses(known)), null, null);
    }

    /** In virtual time. Leaves call those they know and nobody else. */
    public static FileServent leaf(VirtualNetwork net, String ip, Path root, FileServent... known) {
        return virtual(net, ip, root, TopologySettings.leaf(NetworkMode.PRIVATE, addresses(known)), null, null);
    }

    /** A leaf that has a file. */
    public static FileServent sharing(VirtualNetwork net, String ip, Path root, String name, Content content, FileServent... known) {
        return virtual(net, ip, root, TopologySettings.leaf(NetworkMode.PRIVATE, addresses(known)), name, content);
    }

    private static List<HostAddress> addresses(FileServent... servents) {
        return Arrays.stream(servents).map(FileServent::address).toList();
    }

    /** What it gives others. */
    public Uploads uploads() {
        return uploads;
    }

    private Traffic traffic(Self standing, OneFile shelf) {
        var self = kind.hidden() ? new Hidden(standing) : standing;
        var network = place.network();
        var callBacks = new CallBacks(network.owner(), network.dialer(), self.servent(), uploads, self::address);
        var made = new Switchboard(
                self,
                new Switchboard.World(network.owner(), network.scope(), place.clock(), place.random(), place.workers(), network.dialer()),
                new Switchboard.House(shelf, new Slots(), new RememberedSearches(), (requester, index) -> {
                    calledBack.add(requester + " " + index);
                    callBacks.asked(requester, index);
                }));
        board = made;
        made.seeker().tellFound(files -> downloads.found(files));
        return made.traffic();
    }

    private final class Slots implements UploadSlots {
        @Override
        public boolean allTaken() {
            return kind.crowded().getAsBoolean();
        }

        @Override
        public int waiting() {
            return kind.crowded().getAsBoolean() ? 100 : 0;
        }

        @Override
        public long kilobitsPerSlot() {
            return uploads.slots().kilobitsPerSlot();
        }
    }

    /** Takes itself for firewalled. */
    private record Hidden(Self standing) implements Self {
        @Override
        public Guid servent() {
            return standing.servent();
        }

        @Override
        public boolean ultrapeer() {
            return standing.ultrapeer();
        }

        @Override
        public HostAddress address() {
            return standing.address();
        }

        @Override
        public boolean reachable() {
            return false;
        }

        @Override
        public boolean firewalled(AddressScope scope) {
            return true;
        }
    }

    private Switchboard board() {
        return Objects.requireNonNull(board);
    }

    public HostAddress address() {
        return servent.listening();
    }

    public Overlay overlay() {
        return servent.overlay();
    }

    public Pushes pushes() {
        return board().pushes();
    }

    public int neighbours() {
        return overlay().view().neighbours().size();
    }

    /** @return a search's number */
    public String search(String words) {
        return board().searches().start(1, words);
    }

    public Optional<String> lookForSources(long download) {
        return downloads.lookForSources(download);
    }

    /** Lets a search go on by datagram. */
    public void deepen(String search) {
        board().searches().deepen(search);
    }

    /** How a search stands. */
    public SearchView seen(String search) {
        return board().searches().view(search).orElseThrow();
    }

    /** Ends a search. */
    public void end(String search) {
        board().searches().stop(search);
    }

    /** The first file it has found. */
    public Optional<FoundFile> found(String search) {
        return board().searches().view(search).flatMap(view -> view.files().stream().findFirst());
    }

    public DownloadView download(FoundFile file, List<Source> sources) {
        return downloads.add(new DownloadRequest(1, file.sha1().orElseThrow(), Optional.empty(), file.name(), file.size(), sources));
    }

    public DownloadView download(Sha1 sha1, String name, long size, List<Source> sources) {
        return downloads.add(new DownloadRequest(1, sha1, Optional.empty(), name, size, sources));
    }

    public Browsing.Begun browse(Browsing.Wanted host) {
        return browser.visit(host);
    }

    public Optional<HostListing> listing(HostAddress host) {
        return browser.listing(host);
    }

    public DownloadView view(long id) {
        return downloads.view(id).orElseThrow();
    }

    public void pause(long id) {
        downloads.pause(id);
    }

    public void resume(long id) {
        downloads.resume(id);
    }

    public void stop() {
        downloads.stop();
        servent.stop();
        board().stop();
        place.network().owner().execute(uploads::close);
    }

    private final class Callers implements Visitors {
        @Override
        public void http(Link link, ByteBuf soFar) {
            uploads.receive(link, soFar);
        }

        @Override
        public void giv(Link link, ByteBuf soFar) {
            downloads.givCallers(browser::called).giv(link, soFar);
        }

        @Override
        public void queue(Link link, ByteBuf soFar) {
            queueCallers.queue(link, soFar);
        }
    }

    private final class LatePushes implements Pushes {
        @Override
        public boolean ask(Source source) {
            return board().pushes().ask(source);
        }

        @Override
        public boolean claim(Guid target) {
            return board().pushes().claim(target);
        }

        @Override
        public Whereabouts whereabouts() {
            return board == null ? Whereabouts.UNKNOWN : board().pushes().whereabouts();
        }
    }

    private static final class Rows implements DownloadStore {
        private final Map<Long, StoredDownload> rows = new LinkedHashMap<>();

        @Override
        public List<StoredDownload> load() {
            return List.of();
        }

        @Override
        public long insert(StoredDownload download) {
            rows.put(rows.size() + 1L, download);
            return rows.size();
        }

        @Override
        public void update(StoredDownload download) {}

        @Override
        public List<StoredLook> looks() {
            return List.of();
        }

        @Override
        public void looked(StoredLook look) {}

        @Override
        public void delete(long id) {}
    }

    /** A library of one file, or none. */
    private static final class OneFile implements LocalAnswers, SharedContent {
        private final Signal changed = new Signal();
        private final List<LocalFile> local = new ArrayList<>();
        private final List<ServedFile> served = new ArrayList<>();

        OneFile(Path folder, @Nullable String name, @Nullable Content content) {
            if (name == null || content == null) {
                return;
            }
            try {
                Files.createDirectories(folder);
                Files.write(folder.resolve(name), content.bytes());
                var modified = Files.getLastModifiedTime(folder.resolve(name)).toInstant().truncatedTo(ChronoUnit.MILLIS);
                served.add(new ServedFile(5, name, folder, name, content.size(), modified, content.sha1(), content.root()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            local.add(new LocalFile(5, "", name, content.size(), content.sha1(), Optional.empty(), Instant.EPOCH, Tags.NONE));
        }

        @Override
        public List<LocalFile> matching(List<String> words, List<Sha1> hashes, int mediaTypes, int atMost) {
            return local.stream()
                    .filter(file -> hashes.contains(file.sha1()) || (!words.isEmpty() && Words.of(file.name()).containsAll(words)))
                    .toList();
        }

        @Override
        public List<LocalFile> behind(long index, int atMost) {
            return local.stream().filter(file -> file.index() > index).toList();
        }

        @Override
        public void words(Consumer<String> each) {
            local.forEach(file -> Words.of(file.name()).forEach(each));
        }

        @Override
        public long files() {
            return local.size();
        }

        @Override
        public long kibibytes() {
            return local.size();
        }

        @Override
        public Signal changed() {
            return changed;
        }

        @Override
        public Optional<ServedFile> bySha1(Sha1 sha1) {
            return served.stream().filter(file -> file.sha1().equals(sha1)).findFirst();
        }

        @Override
        public Optional<ServedFile> byIndex(long index) {
            return served.stream().filter(file -> file.index() == index).findFirst();
        }

        @Override
        public List<ServedFile> byName(String name) {
            return served.stream().filter(file -> file.name().equals(name)).toList();
        }

        @Override
        public void differsOnDisk(ServedFile file) {}
    }
}
