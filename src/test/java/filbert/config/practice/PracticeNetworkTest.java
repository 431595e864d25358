package filbert.config.practice;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.config.engine.WholeServent;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.net.AddressScope;
import filbert.net.Network;
import filbert.net.ScopedDialer;
import filbert.net.netty.IoLoops;
import filbert.net.netty.OwnerThread;
import filbert.servent.ServentSettings;
import filbert.servent.bootstrap.HostStore;
import filbert.servent.search.FoundFile;
import filbert.servent.search.RememberedSearches;
import filbert.servent.search.SearchView;
import filbert.servent.topology.NetworkMode;
import filbert.servent.topology.TopologySettings;
import filbert.sharing.library.FolderLibrary;
import filbert.sharing.library.LibrarySettings;
import filbert.sharing.library.LibraryStore;
import filbert.sharing.upload.UploadSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A household's servent among the practice servents: real sockets, real files. */
final class PracticeNetworkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final IoLoops loops = IoLoops.start(2, "test");
    private final OwnerThread owner = OwnerThread.start("household");
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final SecureRandom random = new SecureRandom();

    @TempDir
    private Path data;

    private PracticeNetwork practice;
    private WholeServent household;

    @BeforeEach
    void everybodyStarts() throws Exception {
        practice = new PracticeNetwork(data.resolve("practice"), loops, InstantSource.system(), random, "0.1");
        var ultrapeers = practice.start();
        household = household(ultrapeers);
        household.start();
    }

    @AfterEach
    void everybodyStops() throws Exception {
        household.stop().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        practice.stop();
        owner.close();
        workers.shutdownNow();
        loops.close();
    }

    private WholeServent household(List<HostAddress> ultrapeers) {
        var ip = InetAddress.ofLiteral("127.0.0.1");
        var network = new Network(
                owner,
                new ScopedDialer(loops.dialer(Optional.of(ip)), AddressScope.LOOPBACK),
                loops.listener(),
                loops.datagrams(),
                AddressScope.LOOPBACK);
        var library = new FolderLibrary(LibraryStore.inMemory(), LibrarySettings.DEFAULT, owner, InstantSource.system(), random, workers);
        return new WholeServent(
                new ServentSettings(new HostAddress(ip, 0), "0.1", TopologySettings.leaf(NetworkMode.PRACTICE, ultrapeers)),
                Guid.random(random),
                new WholeServent.Place(network, InstantSource.system(), random, workers),
                new WholeServent.Memory(HostStore.forgetful(), new RememberedSearches()),
                new WholeServent.Shares(library.shared(), library.treeRows(), () -> UploadSettings.DEFAULT),
                (link, soFar) -> {
                    soFar.release();
                    link.close();
                });
    }

    private SearchView search(String words, Predicate<SearchView> enough) throws Exception {
        var moved = new Semaphore(0);
        var watching = household.searches().changed().watch(moved::release);
        var id = household.searches().start(1, words);
        var end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (true) {
                var view = household.searches().view(id).orElseThrow();
                if (enough.test(view) || System.nanoTime() > end) {
                    return view;
                }
                moved.tryAcquire(1, TimeUnit.SECONDS);
            }
        } finally {
            watching.run();
        }
    }

    private static FoundFile named(SearchView view, String name) {
        return view.files().stream().filter(file -> file.names().contains(name)).findFirst().orElseThrow();
    }

    @Test
    void aNewcomerFindsHazelAndFetchesIt() throws Exception {
        var view = search("hazel", found -> found.files().size() >= 6 && found.answered() >= 3
                && found.files().stream().anyMatch(file -> file.sources().size() == 3));
        assertThat(view.answered()).isEqualTo(3);
        assertThat(view.files())
                .extracting(FoundFile::name)
                .contains("blue hazel song.wav", "hazel grove at dawn.txt", "Café Hazel menu.txt", "hazel wood, wind in the leaves.wav");
        assertThat(named(view, "hazel grove at dawn.txt").sources()).hasSize(3);
        assertThat(named(view, "hazel grove at dawn.txt").names()).hasSize(2);

        var menu = named(view, "Café Hazel menu.txt");
        var body = fetch(menu, "bytes=0-").body();
        assertThat(body).hasSize((int) menu.size());
        assertThat(Sha1.of(MessageDigest.getInstance("SHA-1").digest(body))).isEqualTo(menu.sha1().orElseThrow());
        assertThat(new String(body, StandardCharsets.UTF_8)).contains("made up");
    }

    @Test
    void theLargeFileLeavesSlowly() throws Exception {
        var wind = named(search("wind leaves hazel", found -> !found.files().isEmpty()), "hazel wood, wind in the leaves.wav");
        assertThat(wind.size()).isGreaterThan(6 << 20);
        var before = System.nanoTime();
        var reply = fetch(wind, "bytes=0-307199");
        assertThat(reply.statusCode()).isEqualTo(206);
        assertThat(reply.body()).hasSize(307_200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(450));
        assertThat(reply.body()).startsWith('R', 'I', 'F', 'F');
    }

    @Test
    void startsAgainAfterAStopWithTheSameFiles() throws Exception {
        var song = data.resolve("practice/leaf 1/blue hazel song.wav");
        var made = Files.getLastModifiedTime(song);
        practice.stop();
        practice.stop();
        var ultrapeers = practice.start();
        assertThat(ultrapeers).hasSize(2);
        assertThat(Files.getLastModifiedTime(song)).isEqualTo(made);
    }

    private static HttpResponse<byte[]> fetch(FoundFile file, String range) throws Exception {
        var from = file.sources().getFirst().address();
        var uri = URI.create("http://" + from + "/uri-res/N2R?urn:sha1:" + file.sha1().orElseThrow().base32());
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(uri).header("User-Agent", "Test/1").header("Range", range).build(), BodyHandlers.ofByteArray());
        }
    }
}
