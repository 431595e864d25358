package filbert.config.practice;

import filbert.config.engine.WholeServent;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Network;
import filbert.net.Owner;
import filbert.net.ScopedDialer;
import filbert.net.netty.IoLoops;
import filbert.servent.ServentSettings;
import filbert.servent.bootstrap.HostStore;
import filbert.servent.search.FoundFile;
import filbert.servent.search.SearchStore;
import filbert.servent.search.SearchView;
import filbert.servent.topology.TopologySettings;
import filbert.sharing.library.FolderLibrary;
import filbert.sharing.library.LibrarySettings;
import filbert.sharing.library.LibraryStore;
import filbert.sharing.library.Visibility;
import filbert.sharing.upload.UploadSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** One servent to practise with: shares one folder and remembers nothing. */
final class PracticeServent {
    private static final int RATE = 512 * 1_024; // bytes a second of each upload: the large file takes a dozen seconds
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Where practice servents run. */
    record Ground(IoLoops loops, Owner owner, InstantSource clock, RandomGenerator random, Executor workers, String version) {}

    private final FolderLibrary library;
    private final WholeServent servent;

    private PracticeServent(Ground ground, InetAddress ip, TopologySettings settings, FolderLibrary library) {
        this.library = library;
        var scope = AddressScope.LOOPBACK;
        var loops = ground.loops();
        var network = new Network(
                ground.owner(),
                new ScopedDialer(loops.dialer(Optional.of(ip)), scope),
                new UnhurriedListener(loops.listener(), RATE),
                loops.datagrams(),
                scope);
        servent = new WholeServent(
                new ServentSettings(new HostAddress(ip, 0), ground.version(), settings),
                Guid.random(ground.random()),
                new WholeServent.Place(network, ground.clock(), ground.random(), ground.workers()),
                new WholeServent.Memory(HostStore.forgetful(), new NoSearches()),
                new WholeServent.Shares(library.shared(), library.treeRows(), () -> UploadSettings.DEFAULT),
                (link, soFar) -> {
                    soFar.release();
                    link.close();
                });
    }

    /** Shares {@code files}, put into {@code folder}, and opens its port. Returns when all of them can be found. */
    static PracticeServent start(Ground ground, InetAddress ip, TopologySettings settings, Path folder, List<PracticeFile> files)
            throws IOException {
        Files.createDirectories(folder);
        for (var file : files) {
            file.put(folder);
        }
        var library = new FolderLibrary(
                LibraryStore.inMemory(), LibrarySettings.NEVER_CHANGING, ground.owner(), ground.clock(), ground.random(), ground.workers());
        try {
            share(library, folder, files.size());
            var made = new PracticeServent(ground, ip, settings, library);
            made.servent.start();
            return made;
        } catch (IOException | RuntimeException e) {
            library.close();
            throw e;
        }
    }

    private static void share(FolderLibrary library, Path folder, int files) throws IOException {
        var all = new CountDownLatch(1);
        var watching = library.shared().changed().watch(() -> {
            if (library.shared().files() >= files) {
                all.countDown();
            }
        });
        library.start();
        if (files > 0) {
            library.add(0, folder.toAbsolutePath(), Visibility.NETWORK, List.of());
        } else {
            all.countDown();
        }
        try {
            if (!all.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException(folder + ": only " + library.shared().files() + " of " + files + " files could be shared");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            watching.run();
        }
    }

    HostAddress address() {
        return servent.listening();
    }

    /** Leaves of ours whose files we can be asked for. */
    int leavesWithTables() {
        return (int) servent.overlay().view().neighbours().stream()
                .filter(neighbour -> neighbour.role().equals("leaf") && neighbour.tableFill() >= 0)
                .count();
    }

    int ultrapeers() {
        return servent.overlay().view().ultrapeers();
    }

    /** Completes, whatever happens, when it has said goodbye. */
    CompletableFuture<Void> stop() {
        library.close();
        return servent.stop()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .exceptionally(_ -> null);
    }

    /** It never searches. */
    private static final class NoSearches implements SearchStore {
        @Override
        public void save(SearchView search, String canonicalQuery) {}

        @Override
        public void saveFiles(String searchId, Collection<FoundFile> files) {}

        @Override
        public Optional<SearchView> load(String searchId) {
            return Optional.empty();
        }

        @Override
        public Optional<SearchView> latest(long person, String canonicalQuery) {
            return Optional.empty();
        }

        @Override
        public List<SearchView> recent(long person, int atMost) {
            return List.of();
        }
    }
}
