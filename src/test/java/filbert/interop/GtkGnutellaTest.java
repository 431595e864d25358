package filbert.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import filbert.config.RunningFilbert;
import filbert.config.engine.Membership;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.servent.NetworkView;
import filbert.servent.search.FoundFile;
import filbert.servent.search.Source;
import filbert.sharing.browse.Browsing;
import filbert.sharing.browse.HostListing;
import filbert.sharing.download.DownloadRequest;
import filbert.sharing.download.DownloadView;
import filbert.sharing.library.FolderLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole program beside a gtk-gnutella on the loopback. {@value GtkGnutella#BINARY} is the path of its binary,
 * {@value GtkGnutella#USER} the user it runs as when we are root, for it refuses root. Keep that user from any network but the loopback:
 * an unpatched build looks for a router when it starts, whatever its settings say.
 */
@Tag("interop")
@EnabledIfEnvironmentVariable(
        named = GtkGnutella.BINARY,
        matches = ".+",
        disabledReason = "interoperation with gtk-gnutella: set " + GtkGnutella.BINARY + " to the path of its binary")
final class GtkGnutellaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration ONE_SEARCH = Duration.ofSeconds(8);
    private static final long PERSON = 1;
    private static final int PORT = 6501;
    private static final byte[] MEADOW = content(64_000_000, 1);
    private static final byte[] WALNUT = content(6_000_000, 2);

    /** Pongs with a loopback address are no use to it; datagrams between two hosts are throttled without a word. */
    private static final Set<String> HARMLESS = Set.of("pong_unusable", "throttle");

    /** It bans by address for minutes: never the same twice. */
    private final String net = "127." + (1 + new SecureRandom().nextInt(250)) + "." + new SecureRandom().nextInt(250) + ".";

    @TempDir
    Path root;

    @Test
    @DisplayName("as an ultrapeer we search a leaf's files and fetch them; it fetches ours and proves them with our tree")
    void aLeafOfOurs() throws IOException {
        try (var filbert = filbert(1, "network.role=ultrapeer", shared("amber walnut.bin", WALNUT));
                var peer = GtkGnutella.start(net + 2, GtkGnutella.Role.LEAF, Map.of("hazel meadow.bin", MEADOW), Map.of())) {
            peer.call(at(1));
            var leaf = waitFor("a leaf", () -> neighbour(filbert, peer));
            assertThat(leaf.role()).isEqualTo("leaf");
            assertThat(leaf.tls()).as("it called, so it is the client of TLS").startsWith("TLSv1.");

            var found = find(filbert, "meadow", sha1(MEADOW));
            assertThat(found.name()).isEqualTo("hazel meadow.bin");
            assertThat(found.size()).isEqualTo(MEADOW.length);
            var verified = fetch(filbert, found, MEADOW);
            assertThat(verified).as("bytes proved with its tree on the way").anyMatch(bytes -> bytes > 0 && bytes < MEADOW.length);

            waitFor("our library", () -> Optional.of(filbert.part(FolderLibrary.class).view()).filter(view -> view.networkFiles() > 0));
            peer.download(sha1(WALNUT), "walnut.bin", WALNUT.length, at(1));
            var arrived = waitFor("its download", () -> peer.finished("walnut.bin"));
            assertThat(sha1(arrived)).isEqualTo(sha1(WALNUT));
            assertThat(peer.log()).contains("slices okay for \"walnut.bin\"").doesNotContain("TTH mismatch");

            assertThat(neighbour(filbert, peer)).map(NetworkView.NeighbourView::id).contains(leaf.id());
            nothingThrownAway(filbert, peer);
            assertThat(peer.isAlive()).isTrue();
        }
    }

    @Test
    @DisplayName("a leaf that takes itself for firewalled is called back by us and says so no more")
    void aLeafThatTakesItselfForFirewalled() throws IOException {
        try (var filbert = filbert(1, "network.role=ultrapeer");
                var peer = GtkGnutella.start(
                        net + 2,
                        GtkGnutella.Role.LEAF,
                        Map.of("birch lantern.bin", WALNUT),
                        Map.of("is_firewalled", "TRUE", "is_udp_firewalled", "TRUE"))) {
            peer.call(at(1));
            waitFor("a leaf", () -> neighbour(filbert, peer));
            var found = waitFor(
                    "a hit of one that can be called",
                    () -> Optional.of(find(filbert, "lantern", sha1(WALNUT))).filter(file -> file.sources().stream().noneMatch(Source::push)));
            fetch(filbert, found, WALNUT);
        }
    }

    @Test
    @DisplayName("T-54: it gives us the list of its files in chunks, and when it cannot be called, on a connection it makes because of our push")
    void itsListOfFiles() throws IOException {
        var files = new HashMap<String, byte[]>();
        IntStream.range(0, 300).forEach(i -> files.put("leaf " + i + ".txt", content(10 + i, i)));
        var foldersToo = new HashMap<>(files);
        foldersToo.put("Songs/Grüne Blätter/amber.txt", content(7, 7));
        try (var filbert = filbert(1, "network.role=ultrapeer");
                var open = GtkGnutella.start(
                        net + 2, GtkGnutella.Role.LEAF, foldersToo, Map.of("browse_host_enabled", "TRUE", "search_results_expose_relative_paths", "TRUE"));
                var closed = GtkGnutella.start(net + 3, GtkGnutella.Role.LEAF, Map.of(), Map.of("browse_host_enabled", "FALSE"));
                var hidden = GtkGnutella.start(
                        net + 4,
                        GtkGnutella.Role.LEAF,
                        Map.of("birch lantern.bin", WALNUT),
                        Map.of("browse_host_enabled", "TRUE", "is_firewalled", "TRUE", "is_udp_firewalled", "TRUE"))) {
            hidden.call(at(1));
            waitFor("a leaf", () -> neighbour(filbert, hidden));
            var source = find(filbert, "lantern", sha1(WALNUT)).sources().getFirst();
            var wanted = new Browsing.Wanted(source.address(), Optional.of(source.servent()), source.push(), source.proxies());
            assertThat(list(filbert, wanted).files()).extracting(HostListing.Shared::name).containsExactly("birch lantern.bin");

            var listing = list(filbert, Browsing.Wanted.direct(open.address()));
            assertThat(listing.state()).as(listing.words()).isEqualTo(HostListing.State.COMPLETE);
            assertThat(listing.files())
                    .filteredOn(file -> file.folder().isEmpty())
                    .extracting(HostListing.Shared::name)
                    .containsExactlyInAnyOrderElementsOf(files.keySet());
            assertThat(listing.files())
                    .filteredOn(file -> !file.folder().isEmpty())
                    .extracting(HostListing.Shared::folder, HostListing.Shared::name)
                    .containsExactly(tuple(List.of("Songs", "Grüne Blätter"), "amber.txt"));
            assertThat(listing.files()).allMatch(file -> file.sha1().isPresent());
            assertThat(list(filbert, Browsing.Wanted.direct(open.address()))).as("again").returns(429, HostListing::status);
            assertThat(list(filbert, Browsing.Wanted.direct(closed.address()))).returns(403, HostListing::status);
        }
    }

    private static HostListing list(RunningFilbert filbert, Browsing.Wanted host) {
        var browsing = filbert.part(Membership.class).browsing();
        assertThat(browsing.visit(host)).isEqualTo(Browsing.Begun.ASKED);
        return waitFor("its list", () -> browsing.listing(host.address()).filter(listing -> listing.state().ended()));
    }

    @Test
    @DisplayName("leaves of its find each other's files through it, and its own")
    void leavesOfAnUltrapeer() throws IOException {
        try (var giver = filbert(1, "network.role=leaf", shared("amber walnut.bin", WALNUT));
                var asker = filbert(2, "network.role=leaf");
                var peer = GtkGnutella.start(net + 3, GtkGnutella.Role.ULTRAPEER, Map.of("hazel meadow.bin", MEADOW), Map.of())) {
            waitFor("the giver's library", () -> Optional.of(giver.part(FolderLibrary.class).view()).filter(view -> view.networkFiles() > 0));
            for (var leaf : new RunningFilbert[] {giver, asker}) {
                leaf.part(Membership.class).overlay().connect(peer.address());
                var ultrapeer = waitFor("an ultrapeer", () -> neighbour(leaf, peer));
                assertThat(ultrapeer.role()).isEqualTo("ultrapeer");
                assertThat(ultrapeer.tls()).as("we called, so we are").startsWith("TLSv1.");
            }
            var foreign = find(asker, "walnut amber", sha1(WALNUT));
            assertThat(foreign.sources()).extracting(Source::address).containsExactly(at(1));
            var own = find(asker, "meadow", sha1(MEADOW));
            assertThat(own.sources()).extracting(Source::address).containsExactly(peer.address());
            nothingThrownAway(asker, peer);

            fetch(asker, foreign, WALNUT);
            fetch(asker, own, MEADOW);
        }
    }

    private RunningFilbert filbert(int number, String... settings) {
        var all = new String[settings.length + 3];
        all[0] = "network.bind-address=" + net + number;
        all[1] = "network.port=" + PORT;
        all[2] = "network.hosts=" + net + 250 + ":" + PORT; // nobody: makes the loopback the network's scope
        System.arraycopy(settings, 0, all, 3, settings.length);
        return RunningFilbert.setUp(root.resolve("data" + number), all);
    }

    private HostAddress at(int number) {
        return HostAddress.parse(net + number + ":" + PORT).orElseThrow();
    }

    private String shared(String name, byte[] bytes) throws IOException {
        var folder = Files.createDirectories(root.resolve("shared"));
        Files.write(folder.resolve(name), bytes);
        return "sharing.folders=" + folder + "=network";
    }

    private static Optional<NetworkView.NeighbourView> neighbour(RunningFilbert filbert, GtkGnutella peer) {
        return filbert.part(Membership.class).overlay().view().neighbours().stream()
                .filter(neighbour -> neighbour.address().ip().equals(peer.address().ip()))
                .filter(neighbour -> neighbour.tableFill() >= 0 || neighbour.role().equals("ultrapeer"))
                .findFirst();
    }

    /** Asks again and again: tables take a moment to arrive. */
    private static FoundFile find(RunningFilbert filbert, String words, Sha1 wanted) {
        var searches = filbert.part(Membership.class).searches();
        return waitFor("a hit for " + words, () -> {
            var id = searches.start(PERSON, words);
            var found = within(ONE_SEARCH, () -> searches.view(id).stream()
                    .flatMap(search -> search.files().stream())
                    .filter(file -> file.sha1().equals(Optional.of(wanted)))
                    .findFirst());
            searches.stop(id);
            return found;
        });
    }

    /** @return how many bytes were known to be right, each time somebody looked */
    private static HashSet<Long> fetch(RunningFilbert filbert, FoundFile found, byte[] expected) throws IOException {
        var downloads = filbert.part(Membership.class).downloads();
        var id = downloads
                .add(new DownloadRequest(
                        PERSON, found.sha1().orElseThrow(), found.tigerRoot(), found.name(), found.size(), found.sources()))
                .id();
        var verified = new HashSet<Long>();
        var done = waitFor("the download of " + found.name(), () -> downloads.view(id).filter(view -> {
            assertThat(view.state()).as("%s", view).isNotEqualTo(DownloadView.State.FAILED);
            verified.add(view.verified());
            return view.state() == DownloadView.State.DONE;
        }));
        assertThat(done.verified()).isEqualTo(expected.length);
        assertThat(sha1(Files.readAllBytes(Optional.ofNullable(done.path()).orElseThrow()))).isEqualTo(sha1(expected));
        return verified;
    }

    private static void nothingThrownAway(RunningFilbert filbert, GtkGnutella peer) throws IOException {
        assertThat(peer.drops().keySet()).as("messages of ours it threw away").isSubsetOf(HARMLESS);
        assertThat(filbert.part(Membership.class).overlay().messageCounts())
                .as("messages of its we threw away")
                .filteredOn(type -> !type.type().equals("vendor")) // those we have no use for are ignored
                .isNotEmpty()
                .allMatch(type -> type.dropped() == 0);
    }

    private static <T> T waitFor(String what, Supplier<Optional<T>> look) {
        return within(PATIENCE, look).orElseThrow(() -> new AssertionError("no " + what + " within " + PATIENCE));
    }

    private static <T> Optional<T> within(Duration limit, Supplier<Optional<T>> look) {
        var begin = System.nanoTime();
        var seen = look.get();
        while (seen.isEmpty() && System.nanoTime() - begin < limit.toNanos()) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            seen = look.get();
        }
        return seen;
    }

    private static byte[] content(int size, long seed) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static Sha1 sha1(byte[] bytes) {
        try {
            return Sha1.of(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
