package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.event.Happenings;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.net.AddressScope;
import filbert.net.Network;
import filbert.net.Way;
import filbert.net.Owner;
import filbert.net.Timeline;
import filbert.servent.push.Pushes;
import filbert.servent.push.Whereabouts;
import filbert.servent.search.Source;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.Content;
import filbert.sharing.download.disk.Disk;
import filbert.sharing.hashing.TreeRow;
import filbert.sharing.mesh.Mesh;
import filbert.simulation.VirtualHost;
import filbert.simulation.VirtualNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A queue on a virtual network, with real files; it can be killed and started again. */
final class Downloader {
    final VirtualNetwork net;
    final Path incomplete;
    final Path finished;
    final MemoryStore store = new MemoryStore();
    final MemoryAdoptions adoptions = new MemoryAdoptions();
    final Happenings happenings = new Happenings();
    final List<DownloadView> told = new ArrayList<>();
    final List<TreeRow> toldRows = new ArrayList<>();
    final List<Guid> pushesAsked = new ArrayList<>();
    final List<Guid> pushesClaimable = new ArrayList<>();
    boolean pushable = true;
    Duration diskTakes = Duration.ZERO;
    Disk disk = Disk.REAL;
    final OpenOrShut way = new OpenOrShut();
    final Neighbours neighbours;
    Whereabouts whereabouts = Whereabouts.UNKNOWN;
    boolean network; // may it see what is fetched?
    final PretendAllowances allowances = new PretendAllowances();
    private final VirtualHost host;
    private final DownloadSettings settings;
    private final PartialShelf partials = new PartialShelf((_, _) -> this.network);
    private DownloadQueue queue;
    private Mortal alive;
    private final int number;
    private int peers;

    Downloader(VirtualNetwork net, Path root) {
        this(net, root, new DownloadSettings(root.resolve("incomplete"), 5, 4, 40, 0));
    }

    Downloader(VirtualNetwork net, Path root, DownloadSettings settings) {
        this(net, root, settings, 0);
    }

    /** @param number tells several on one network apart */
    Downloader(VirtualNetwork net, Path root, DownloadSettings settings, int number) {
        this.net = net;
        this.number = number;
        this.settings = settings;
        neighbours = new Neighbours(net.time());
        incomplete = settings.incomplete();
        finished = root.resolve("finished");
        host = net.host("5.1.1." + (1 + number));
        try {
            Files.createDirectories(finished);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        alive = new Mortal(net.time());
        queue = newQueue();
    }

    /** An owner that can die: nothing it was to do happens any more. */
    private static final class Mortal implements Owner {
        private final Owner time;
        private boolean dead;

        Mortal(Owner time) {
            this.time = time;
        }

        private Runnable whileAlive(Runnable task) {
            return () -> {
                if (!dead) {
                    task.run();
                }
            };
        }

        @Override
        public boolean here() {
            return true;
        }

        @Override
        public void execute(Runnable task) {
            time.execute(whileAlive(task));
        }

        @Override
        public long nanos() {
            return time.nanos();
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            return time.after(delay, whileAlive(task));
        }
    }

    /** A way out that can be shut. */
    static final class OpenOrShut implements Way {
        boolean shut;

        @Override
        public String name() {
            return "tun0";
        }

        @Override
        public boolean open() {
            return !shut;
        }

        @Override
        public List<InetAddress> addresses() {
            return List.of();
        }

        @Override
        public String trouble() {
            return "";
        }

        @Override
        public void watch(Watcher watcher) {}
    }

    private DownloadQueue newQueue() {
        var owner = alive;
        var scoped = host.network(AddressScope.PUBLIC);
        var network = new Network(owner, scoped.dialer(), scoped.listener(), scoped.datagrams(), scoped.scope(), way);
        return new DownloadQueue(settings, new DownloadWorld(
                network,
                net.instants(),
                task -> work(owner, task),
                new Disk() {
                    @Override
                    public java.nio.channels.FileChannel open(Path file, java.nio.file.OpenOption... options) throws IOException {
                        return disk.open(file, options);
                    }

                    @Override
                    public long usable(Path folder) throws IOException {
                        return disk.usable(folder);
                    }

                    @Override
                    public void rename(Path from, Path to) throws IOException {
                        disk.rename(from, to);
                    }
                },
                store,
                new Pushes() {
                    @Override
                    public boolean ask(Source source) {
                        pushesAsked.add(source.servent());
                        return pushable;
                    }

                    @Override
                    public boolean claim(Guid servent) {
                        return pushesClaimable.remove(servent);
                    }

                    @Override
                    public Whereabouts whereabouts() {
                        return whereabouts;
                    }
                },
                this::folderOf,
                (view, row) -> {
                    told.add(view);
                    row.ifPresent(toldRows::add);
                },
                happenings,
                "Filbert/0.1",
                new Mesh(network.owner(), network.scope(), this::callable),
                neighbours,
                allowances), partials, adoptions);
    }

    private Optional<HostAddress> callable() {
        return Optional.of(whereabouts).filter(us -> us.known() && !us.firewalled()).map(Whereabouts::address);
    }

    /** Whom the network would be asked by, and what it was asked. */
    static final class Neighbours implements SourceSearch {
        boolean there = true;
        boolean byItself = true;
        boolean tired;
        final List<String> asked = new ArrayList<>();
        final List<Source> known = new ArrayList<>();
        final Map<HostAddress, Sounding> soundings = new HashMap<>();
        final List<HostAddress> sounded = new ArrayList<>();

        Duration pongsTake = Duration.ZERO;
        boolean datagrams = true;
        private final Timeline time;

        Neighbours(Timeline time) {
            this.time = time;
        }

        @Override
        public boolean sound(HostAddress host, Sha1 content, Consumer<Sounding> then) {
            if (!datagrams) {
                return false;
            }
            sounded.add(host);
            Optional.ofNullable(soundings.get(host)).ifPresent(says -> answer(() -> then.accept(says)));
            return true;
        }

        private void answer(Runnable pong) {
            if (pongsTake.isZero()) {
                pong.run();
            } else {
                time.after(pongsTake, pong);
            }
        }

        @Override
        public boolean anybodyToAsk() {
            return there;
        }

        @Override
        public boolean byItself() {
            return byItself;
        }

        @Override
        public Optional<String> look(Sha1 content, String name, boolean byHash, Consumer<List<Source>> found) {
            if (tired) {
                return Optional.of("too-many-searches");
            }
            asked.add(byHash ? content.base32() : name);
            if (!known.isEmpty()) {
                found.accept(List.copyOf(known));
            }
            return Optional.empty();
        }
    }

    private void work(Mortal owner, Runnable task) {
        if (diskTakes.isZero()) {
            owner.whileAlive(task).run();
        } else {
            owner.after(diskTakes, task);
        }
    }

    /** As the household makes it: never what it stands in. */
    private Path folderOf(long person) {
        var folder = finished.resolve("person-" + person);
        if (Files.isDirectory(finished) && !Files.exists(folder)) {
            try {
                Files.createDirectory(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folder;
    }

    Downloader started() {
        queue.start();
        return this;
    }

    PartialShelf partials() {
        return partials;
    }

    DownloadQueue queue() {
        return queue;
    }

    VirtualHost host() {
        return host;
    }

    /** As kill -9 does: nothing is synced, closed or said. */
    void kill() {
        alive.dead = true;
        host.pullThePlug();
        run(Duration.ofSeconds(1));
        alive = new Mortal(net.time());
        queue = newQueue();
    }

    Peer peer(Content content) {
        return gone(content).listening().clock(net.time()::nanos);
    }

    /** One that refuses every call. */
    Peer gone(Content content) {
        peers++;
        var network = "5." + (2 + number) + "." + peers / 200 + ".";
        return new Peer(net.host(network + (1 + peers % 200)), content);
    }

    DownloadView add(Content content, Peer... from) {
        return add(content, content.size(), from);
    }

    DownloadView add(Content content, long size, Peer... from) {
        var sources = Arrays.stream(from).map(Peer::source).toList();
        return queue.add(request(content, size, sources));
    }

    DownloadView addFor(long person, Content content, Peer... from) {
        var sources = Arrays.stream(from).map(Peer::source).toList();
        return queue.add(new DownloadRequest(person, content.sha1(), Optional.empty(), "blue hazel.ogg", content.size(), sources));
    }

    static DownloadRequest request(Content content, long size, List<Source> sources) {
        return new DownloadRequest(3, content.sha1(), Optional.empty(), "blue hazel.ogg", size, sources);
    }

    void run(Duration span) {
        net.run(span);
    }

    DownloadView view(long id) {
        return queue.view(id).orElseThrow();
    }

    boolean runUntil(long id, State state, Duration limit) {
        return net.runUntil(() -> view(id).state() == state, limit);
    }

    /** Waits for the end and looks at the file. */
    Path finish(DownloadView download, Content content, Duration limit) {
        assertThat(runUntil(download.id(), State.DONE, limit)).as("done within %s: %s", limit, view(download.id())).isTrue();
        var path = java.util.Objects.requireNonNull(view(download.id()).path());
        assertThat(path).hasBinaryContent(content.bytes());
        return path;
    }

    List<String> unfinishedFiles() {
        try (var files = Files.list(incomplete)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
