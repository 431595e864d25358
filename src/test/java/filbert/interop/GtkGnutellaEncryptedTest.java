package filbert.interop;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.search.Source;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.disk.Content;
import filbert.simulation.FileServent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Files inside TLS, each fetching from the other (3-transfer, 3.14). See {@link Bench} for what it needs. */
@Tag("interop")
@EnabledIfEnvironmentVariable(named = GtkGnutella.BINARY, matches = ".+", disabledReason = "interoperation with gtk-gnutella")
@EnabledIfEnvironmentVariable(named = GtkGnutellaPushTest.INSIDE, matches = ".+", disabledReason = "needs a network namespace of its own")
final class GtkGnutellaEncryptedTest {
    /** How a TLS handshake begins, as characters: record type 22, major version 3. */
    private static final String TLS = "\u0016\u0003";

    private static final Content BIRCH = Content.of(700_000, 5);
    private static final Content CEDAR = Content.of(600_000, 6);

    @TempDir
    Path root;

    private Bench bench;

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    @DisplayName("T-60: it fetches our file inside TLS, changed to by a 101, or, told to use nothing else, from the first byte")
    void itFetchesOurs() throws IOException {
        bench = Bench.encrypted(root);
        var ours = bench.leaf(1, "birch lantern.bin", BIRCH);
        try (var tap = new Tap(Bench.ip(8), ours.address());
                var changing = GtkGnutella.start(Bench.ip(2), GtkGnutella.Role.LEAF, Map.of(), Map.of());
                var strict = GtkGnutella.start(Bench.ip(4), GtkGnutella.Role.LEAF, Map.of(), Map.of("tls_enforce", "TRUE"))) {
            fetch(changing, tap);
            assertThat(tap.lines().getFirst().asked()).startsWith("GET ").contains("\r\nUpgrade: TLS/1.0\r\n").contains("\r\n\r\n" + TLS);
            assertThat(tap.lines().getFirst().answered()).startsWith("HTTP/1.1 101 ").contains("\r\n\r\n" + TLS).doesNotContain("HTTP/1.1 20");
            var before = tap.lines().size();
            fetch(strict, tap);
            assertThat(tap.lines().subList(before, tap.lines().size())).isNotEmpty().allSatisfy(line -> {
                assertThat(line.asked()).startsWith(TLS);
                assertThat(line.answered()).startsWith(TLS);
            });
        }
    }

    private static void fetch(GtkGnutella by, Tap from) throws IOException {
        by.download(BIRCH.sha1(), "birch.bin", (int) BIRCH.size(), from.address());
        assertThat(Bench.waitFor("its download", () -> by.finished("birch.bin"))).isEqualTo(BIRCH.bytes());
    }

    @Test
    @DisplayName("T-60: its first reply says that it speaks TLS, and from then on we fetch inside TLS from the first byte")
    void weFetchIts() throws IOException {
        bench = Bench.encrypted(root);
        var ours = bench.leaf(1);
        var shared = Map.of("birch lantern.bin", BIRCH.bytes(), "cedar harbour.bin", CEDAR.bytes());
        try (var peer = GtkGnutella.start(Bench.ip(2), GtkGnutella.Role.LEAF, shared, Map.of());
                var tap = new Tap(Bench.ip(8), peer.address())) {
            Bench.waitFor("its table", () -> Optional.of(peer.property("qrp_slots_filled")).filter(slots -> !slots.equals("0")));
            fetch(ours, BIRCH, tap.address());
            Bench.waitFor("the end of the first link", () -> Optional.of(tap.lines()).filter(lines -> lines.stream().allMatch(Tap.Line::closed)));
            assertThat(tap.lines()).allSatisfy(line -> assertThat(line.asked()).startsWith("GET "));
            var before = tap.lines().size();
            fetch(ours, CEDAR, tap.address());
            assertThat(tap.lines().subList(before, tap.lines().size())).isNotEmpty().allSatisfy(line -> {
                assertThat(line.asked()).startsWith(TLS);
                assertThat(line.answered()).startsWith(TLS);
            });
        }
    }

    private static void fetch(FileServent by, Content what, HostAddress from) throws IOException {
        var source = new Source(from, Guid.random(new SecureRandom()), 1, "any.bin", "GTKG", 16, false, false, List.of());
        var id = by.download(what.sha1(), what.sha1().base32() + ".bin", what.size(), List.of(source)).id();
        var done = Bench.waitFor("the download", () -> Optional.of(by.view(id)).filter(view -> view.state() == DownloadView.State.DONE));
        assertThat(Files.readAllBytes(done.path())).isEqualTo(what.bytes());
    }
}
