package filbert.interop;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.config.RunningFilbert;
import filbert.config.engine.Membership;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.search.Source;
import filbert.sharing.download.DownloadRequest;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.Downloads;
import filbert.sharing.download.PacedServent;
import filbert.sharing.download.disk.Content;
import filbert.sharing.library.FolderLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** One file from many at once, whole programs and gtk-gnutellas mixed, on the loopback. Needs six GiB of memory and ten of disk. */
@Tag("interop")
@EnabledIfEnvironmentVariable(named = GtkGnutella.BINARY, matches = ".+", disabledReason = "interoperation with gtk-gnutella")
final class GtkGnutellaSwarmTest {
    private static final Duration SETTING_UP = Duration.ofMinutes(4);
    private static final Duration SWARM = Duration.ofMinutes(8);
    private static final int PORT = 6_502;
    private static final int SIZE = Integer.getInteger("test.swarm", 1 << 30); // bytes
    private static final long PERSON = 1;
    private static final String NAME = "hazel-meadow.bin";

    /** Its share is to stay small, and it would keep a part that is not rare to itself. */
    private static final Map<String, String> THROTTLED = Map.of(
            "pfsp_rare_server", "FALSE",
            "bandwidth_output_limit", "TRUE",
            "output_bandwidth", "4000000",
            "bandwidth_input_limit", "TRUE",
            "input_bandwidth", "12000000",
            "bw_allow_stealing", "FALSE");

    /** It bans by address for minutes: never the same twice. */
    private final String net = "127." + (1 + new SecureRandom().nextInt(250)) + "." + new SecureRandom().nextInt(250) + ".";

    @TempDir
    Path root;

    private HostAddress at(int number) {
        return HostAddress.parse(net + number + ":" + PORT).orElseThrow();
    }

    private RunningFilbert filbert(int number, String... settings) {
        var usual = Stream.of(
                "network.bind-address=" + net + number,
                "network.port=" + PORT,
                "network.hosts=" + net + 250 + ":" + PORT, // nobody: makes the loopback the network's scope
                "downloads.sources-per-file=10");
        var filbert = RunningFilbert.setUp(root.resolve("data" + number), Stream.concat(usual, Arrays.stream(settings)).toArray(String[]::new));
        var joined = new CountDownLatch(1);
        filbert.part(Membership.class).whenJoined(joined::countDown);
        Bench.waitFor("its network", () -> joined.getCount() == 0 ? Optional.of(true) : Optional.empty());
        return filbert;
    }

    /** One that has the file and shares it. */
    private RunningFilbert complete(int number, Content content) throws IOException {
        var folder = Files.createDirectories(root.resolve("shared" + number));
        Files.write(folder.resolve(NAME), content.bytes());
        var filbert = filbert(number, "sharing.folders=" + folder + "=network");
        Bench.waitFor("its library", SETTING_UP, () -> Optional.of(filbert.part(FolderLibrary.class).view()).filter(view -> view.networkFiles() > 0));
        return filbert;
    }

    /** One that is fetching it to where it shares. */
    private RunningFilbert fetching(int number, Content content, String from) throws IOException {
        var folder = Files.createDirectories(root.resolve("shared" + number));
        var filbert = filbert(number, "sharing.folders=" + folder + "=network", "downloads.folder=" + folder);
        download(filbert, content, List.of(HostAddress.parse(from).orElseThrow()));
        return filbert;
    }

    private static Downloads downloads(RunningFilbert filbert) {
        return filbert.part(Membership.class).downloads();
    }

    private static long download(RunningFilbert filbert, Content content, List<HostAddress> from) {
        var sources = from.stream().map(address -> new Source(address, Guid.ZERO, 0, NAME, "GTKG", 0, false, false, List.of())).toList();
        return downloads(filbert).add(new DownloadRequest(PERSON, content.sha1(), Optional.of(content.root()), NAME, content.size(), sources)).id();
    }

    private static void waitForVerified(RunningFilbert filbert, long bytes) {
        Bench.waitFor("a good part", SETTING_UP, () -> downloads(filbert).view().stream().filter(view -> view.verified() >= bytes).findFirst());
    }

    private static void waitForGiven(RunningFilbert filbert, long bytes) {
        Bench.waitFor("a part of theirs", SETTING_UP, () -> Optional.of(filbert.part(Membership.class).dealings().given()).filter(given -> given > bytes));
    }

    /** Every slice has a wrong byte. */
    private static Content lie(Content content) {
        var bytes = content.bytes().clone();
        for (var at = 0L; at < bytes.length; at += content.row().shape().slice()) {
            bytes[(int) at] ^= 1;
        }
        return new Content(bytes, content.sha1(), content.row());
    }

    private static Map<HostAddress, Long> received(DownloadView view) {
        var received = new HashMap<HostAddress, Long>();
        view.sources().forEach(source -> received.put(source.address(), source.received()));
        return received;
    }

    @Test
    @DisplayName("1 GiB from two of them and two Filberts, two partial, one throttled, one gone midway, beside one that lies")
    void weSwarm() throws IOException {
        var content = Content.of(SIZE, 5);
        try (var slow = new PacedServent(12, 12_000_000, content);
                var liar = new PacedServent(13, 12_000_000, lie(content));
                var partialOfTheirs = GtkGnutella.start(net + 3, GtkGnutella.Role.LEAF, Map.of(), THROTTLED);
                var gone = GtkGnutella.start(net + 2, GtkGnutella.Role.LEAF, Map.of(NAME, content.bytes()), Map.of());
                var complete = complete(4, content);
                var partial = fetching(5, content, slow.address());
                var ours = filbert(1)) {
            partialOfTheirs.download(content.sha1(), NAME, content.size(), at(4));
            waitForVerified(partial, SIZE / 6);
            waitForGiven(complete, SIZE / 6);
            var liarsAddress = HostAddress.parse(liar.address()).orElseThrow();
            var all = List.of(liarsAddress, gone.address(), partialOfTheirs.address(), at(4), at(5));
            var id = download(ours, content, all);
            var named = new HashMap<HostAddress, String>();
            var brought = new HashMap<HostAddress, Long>();
            var words = new HashMap<HostAddress, String>();
            var over = false;
            while (!over) {
                var view = Bench.waitFor("news", SWARM, () -> downloads(ours).view(id));
                assertThat(view.state()).as("%s", view).isNotEqualTo(DownloadView.State.FAILED);
                view.sources().stream().filter(source -> source.state().equals("bad")).forEach(source -> named.put(source.address(), source.grounds().toString()));
                view.sources().forEach(source -> words.put(source.address(), source.state() + " " + source.grounds()));
                received(view).forEach((host, bytes) -> brought.merge(host, bytes, Math::max));
                if (gone.isAlive() && brought.getOrDefault(gone.address(), 0L) > SIZE / 20) {
                    gone.close();
                }
                over = view.state() == DownloadView.State.DONE;
            }
            var done = downloads(ours).view(id).orElseThrow();
            assertThat(Files.mismatch(Optional.ofNullable(done.path()).orElseThrow(), root.resolve("shared4").resolve(NAME))).isEqualTo(-1);
            assertThat(named).containsOnlyKeys(liarsAddress);
            assertThat(gone.isAlive()).as("was to go midway").isFalse();
            assertThat(brought).as("%s", words).allSatisfy((host, bytes) -> assertThat(bytes).as(host.toString()).isPositive());
            assertThat(complete.part(Membership.class).uploads().view()).isNotEmpty();
        }
    }

    @Test
    @DisplayName("T-41 it swarms from three Filberts, one of which is still fetching the file")
    void itSwarmsFromThree() throws IOException {
        var content = Content.of(60_000_000, 6);
        try (var slow = new PacedServent(14, 400_000, content);
                var one = complete(6, content);
                var two = complete(7, content);
                var three = fetching(8, content, slow.address());
                var peer = GtkGnutella.start(net + 9, GtkGnutella.Role.LEAF, Map.of(), Map.of("download_trace", "3", "input_bandwidth", "2000000", "bandwidth_input_limit", "TRUE"))) {
            waitForVerified(three, 8_000_000);
            peer.download(content.sha1(), NAME, content.size(), List.of(at(6), at(7), at(8)));
            var arrived = Bench.waitFor("its download", SWARM, () -> peer.finished(NAME));
            assertThat(Content.sha1(arrived)).isEqualTo(content.sha1());
            for (var giver : List.of(one, two, three)) {
                assertThat(giver.part(Membership.class).uploads().view()).as("sent by each").anyMatch(upload -> upload.state().equals("done"));
            }
            assertThat(peer.log()).doesNotContain("TTH mismatch");
        }
    }
}
