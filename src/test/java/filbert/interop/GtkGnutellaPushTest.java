package filbert.interop;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Dialer;
import filbert.net.Network;
import filbert.net.ScopedDialer;
import filbert.net.netty.IoLoops;
import filbert.net.netty.OwnerThread;
import filbert.servent.search.FoundFile;
import filbert.servent.search.Source;
import filbert.servent.topology.NetworkMode;
import filbert.servent.topology.TopologySettings;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.disk.Content;
import filbert.simulation.FileServent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pushes, push proxies and flow control beside a gtk-gnutella; see {@link GtkGnutellaTest} for what it needs. It is nobody's push proxy on the loopback, and
 * names none there, so that addresses it takes for public are needed: a network namespace without a way out whose {@code lo} has 5.71.1.1, 5.72.1.1 and so
 * on up to 5.78.1.1, and the tests run inside it with {@value #INSIDE} set.
 */
@Tag("interop")
@EnabledIfEnvironmentVariable(
        named = GtkGnutella.BINARY,
        matches = ".+",
        disabledReason = "interoperation with gtk-gnutella: set " + GtkGnutella.BINARY + " to the path of its binary")
@EnabledIfEnvironmentVariable(
        named = GtkGnutellaPushTest.INSIDE,
        matches = ".+",
        disabledReason = "needs a network namespace of its own: set " + GtkGnutellaPushTest.INSIDE + " inside it")
final class GtkGnutellaPushTest {
    static final String INSIDE = "FILBERT_INTEROP_NAMESPACE";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final int PORT = 6_501;

    /** An ultrapeer that called it back when asked would show it that it can be called. */
    private static final int CALLS_NOBODY = 6;

    private static final Dialer CALLING_NOBODY = (to, _, _, onFailed) -> onFailed.failed(new IOException(to + " is not called"));

    private static final Content BIRCH = Content.of(400_000, 3);

    private final IoLoops loops = IoLoops.start(2, "test-io");
    private final OwnerThread owner = OwnerThread.start("test-owner");
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final List<FileServent> ours = new ArrayList<>();

    @TempDir
    Path root;

    @AfterEach
    void close() {
        ours.forEach(FileServent::stop);
        pause(Duration.ofMillis(500));
        loops.close();
        owner.close();
        workers.close();
    }

    private FileServent servent(int number, FileServent.Kind kind, Optional<String> file) {
        var address = at(number);
        var network = new Network(
                owner,
                new ScopedDialer(number == CALLS_NOBODY ? CALLING_NOBODY : loops.dialer(Optional.of(address.ip()), Optional.empty()), AddressScope.PUBLIC),
                loops.listener(),
                loops.datagrams(),
                AddressScope.PUBLIC);
        var place = new FileServent.Place(network, InstantSource.system(), new SecureRandom(), workers);
        var made = new FileServent(place, address, root, kind, file.orElse(null), file.map(_ -> BIRCH).orElse(null));
        ours.add(made);
        return made;
    }

    private FileServent leaf(int number, boolean datagrams, HostAddress... hosts) {
        var made = servent(number, new FileServent.Kind(TopologySettings.leaf(NetworkMode.PUBLIC, List.of(hosts)), false, datagrams), Optional.empty());
        knock(made);
        return made;
    }

    /** A call from somewhere else, which proves that one can be called: before it does, one asks for no push. */
    private void knock(FileServent at) {
        loops.dialer(Optional.of(at(8).ip()), Optional.empty()).dial(at.address(), PATIENCE, link -> link.close(), _ -> {});
        waitFor("that it knows it can be called", () -> Optional.of(at.pushes().whereabouts()).filter(where -> where.known() && !where.firewalled()));
    }

    private HostAddress at(int number) {
        return HostAddress.parse(ip(number) + ":" + PORT).orElseThrow();
    }

    private static String ip(int number) {
        return "5.7" + number + ".1.1";
    }

    @Test
    @DisplayName("T-49 T-50 T-51: it asks us, an ultrapeer, to be its push proxy, names us in its hits, and delivers whichever way the push comes")
    void weAreItsProxy() throws IOException {
        var hub = servent(CALLS_NOBODY, new FileServent.Kind(TopologySettings.ultrapeer(NetworkMode.PUBLIC, List.of()), false, true), Optional.empty());
        knock(hub);
        try (var peer = GtkGnutella.start(
                ip(2), GtkGnutella.Role.LEAF, Map.of("birch lantern.bin", BIRCH.bytes()), Map.of("is_firewalled", "TRUE", "is_udp_firewalled", "TRUE"))) {
            peer.call(hub.address());
            waitFor("its link", () -> hub.overlay().view().neighbours().stream().filter(each -> each.tableFill() >= 0).findFirst());
            waitFor("that it counts us as its proxy", () -> flags(peer).filter(flags -> flags.contains("p")));
            var asker = leaf(3, true, hub.address());
            var source = source(find(asker, "lantern"));
            assertThat(source.push()).isTrue();
            assertThat(source.proxies()).containsExactly(hub.address());
            fetch(asker, source); // by datagram

            var deaf = leaf(4, false, hub.address());
            fetch(deaf, source); // by HTTP

            var lonely = leaf(5, true, hub.address());
            find(lonely, "lantern");
            fetch(lonely, source.withProxies(List.of())); // along the way of the hit
            assertThat(peer.drops()).isEmpty();
        }
    }

    @Test
    @DisplayName("T-49 T-50 T-51: it agrees to be our push proxy, and passes pushes on by datagram, HTTP and along the way of the hit")
    void itIsOurProxy() throws IOException {
        try (var peer = GtkGnutella.start(ip(2), GtkGnutella.Role.ULTRAPEER, Map.of(), Map.of())) {
            var hidden = servent(
                    1,
                    new FileServent.Kind(TopologySettings.leaf(NetworkMode.PUBLIC, List.of(peer.address())), true, true),
                    Optional.of("birch lantern.bin"));
            waitFor("our proxy", () -> hidden.pushes().whereabouts().proxies().stream().findFirst());
            assertThat(hidden.pushes().whereabouts().proxies()).containsExactly(peer.address());
            assertThat(flags(peer).orElseThrow()).contains("P");
            var asker = leaf(3, true, peer.address());
            var deaf = leaf(4, false, peer.address());
            var lonely = leaf(5, true, peer.address());
            var source = source(find(asker, "lantern"));
            find(lonely, "lantern"); // or it would not know the way
            assertThat(source.push()).isTrue();
            assertThat(source.proxies()).containsExactly(peer.address());
            fetch(asker, source); // by datagram
            fetch(deaf, source); // by HTTP
            fetch(lonely, source.withProxies(List.of())); // along the way of the hit
            assertThat(hidden.calledBack).hasSize(3);
            assertThat(peer.drops()).isEmpty();
        }
    }

    @Test
    @DisplayName("1-connect, 5.3 and 10.2: it takes our features and, while we are crowded, our wish for no queries")
    void itSparesUsWhileWeAreCrowded() throws IOException {
        var crowded = new AtomicBoolean(true);
        try (var peer = GtkGnutella.start(ip(2), GtkGnutella.Role.ULTRAPEER, Map.of(), Map.of())) {
            servent(1, new FileServent.Kind(TopologySettings.leaf(NetworkMode.PUBLIC, List.of(peer.address())), false, true, crowded::get), Optional.empty());
            waitFor("that it sends us no queries", () -> flags(peer).filter(flags -> flags.contains("f")));
            crowded.set(false);
            waitFor("that it sends us queries again", () -> flags(peer).filter(flags -> !flags.contains("f")));
            assertThat(peer.drops()).isEmpty();
        }
    }

    private static Source source(FoundFile file) {
        return file.sources().getFirst();
    }

    private FoundFile find(FileServent asker, String words) {
        return waitFor("a hit", () -> {
            var search = asker.search(words);
            var found = within(Duration.ofSeconds(6), () -> asker.found(search));
            asker.end(search);
            return found;
        });
    }

    private void fetch(FileServent asker, Source from) throws IOException {
        var id = asker.download(BIRCH.sha1(), "birch lantern.bin", BIRCH.size(), List.of(from)).id();
        var done = waitFor("the download", () -> Optional.of(asker.view(id)).filter(view -> view.state() == DownloadView.State.DONE));
        assertThat(Files.readAllBytes(done.path())).isEqualTo(BIRCH.bytes());
    }

    /** What it thinks of its only neighbour, in letters. */
    private static Optional<String> flags(GtkGnutella peer) {
        try {
            return peer.ask("nodes").stream().flatMap(line -> Arrays.stream(line.split("\\s+"))).filter(word -> word.matches("[ULN][IO][r-][w-].{7}")).findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static <T> T waitFor(String what, Supplier<Optional<T>> look) {
        return within(PATIENCE, look).orElseThrow(() -> new AssertionError("no " + what + " within " + PATIENCE));
    }

    private static <T> Optional<T> within(Duration limit, Supplier<Optional<T>> look) {
        var begin = System.nanoTime();
        var seen = look.get();
        while (seen.isEmpty() && System.nanoTime() - begin < limit.toNanos()) {
            pause(LOOK_AGAIN);
            seen = look.get();
        }
        return seen;
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
