package filbert.interop;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.servent.search.FoundFile;
import filbert.sharing.download.disk.Content;
import filbert.simulation.FileServent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hits by datagram with tokens, offered and claimed by either side, for themselves and for a leaf (2-search, section 7); its own searches are in
 * {@link GtkGnutellaGuessTest}. See {@link Bench} for what it needs.
 */
@Tag("interop")
@EnabledIfEnvironmentVariable(named = GtkGnutella.BINARY, matches = ".+", disabledReason = "interoperation with gtk-gnutella")
@EnabledIfEnvironmentVariable(named = GtkGnutellaPushTest.INSIDE, matches = ".+", disabledReason = "needs a network namespace of its own")
final class GtkGnutellaOutOfBandTest {
    private static final Duration ONE_SEARCH = Duration.ofSeconds(15);
    private static final Map<String, String> TELLS = Map.of("vmsg_debug", "2", "udp_debug", "20", "secure_oob_debug", "5");
    private static final Map<String, byte[]> GROVE = Map.of("hazel grove.bin", new byte[1_000]);

    @TempDir
    Path root;

    private Bench bench;

    @AfterEach
    void close() {
        bench.close();
    }

    private static FoundFile find(FileServent asker) {
        return Bench.waitFor("a hit", ONE_SEARCH, () -> asker.found(asker.search("hazel")));
    }

    private static boolean told(GtkGnutella peer, String what, String whom) {
        return peer.log().lines().anyMatch(line -> line.contains(what) && line.contains(" " + whom + ":"));
    }

    private static List<String> claims(GtkGnutella peer) {
        return peer.log().lines().filter(line -> line.contains("LIME/1")).toList();
    }

    private static long hits(FileServent one) {
        return one.overlay().messageCounts().stream().filter(count -> count.type().equals("query hit")).mapToLong(count -> count.in()).sum();
    }

    @Test
    @DisplayName("S-56 S-57 S-58: it offers its hit to us, we claim it with a token, and it comes past our ultrapeer")
    void itOffersAndWeClaim() throws IOException {
        bench = new Bench(root);
        try (var peer = GtkGnutella.start(Bench.ip(2), GtkGnutella.Role.ULTRAPEER, GROVE, TELLS)) {
            var hub = bench.ultrapeer(3, peer.address());
            linked(hub, peer);
            bench.avoid(peer.address()); // a neighbour's hits go in band
            var asker = bench.leaf(1, hub.address());
            bench.knock(asker);
            leafOfOne(asker);
            assertThat(find(asker).name()).isEqualTo("hazel grove.bin");
            assertThat(told(peer, "UDP got Vndor LIME/11v3", Bench.ip(1))).as("%s", claims(peer)).isTrue();
            assertThat(hits(hub)).isZero();
            assertThat(peer.drops()).isEmpty();
        }
    }

    @Test
    @DisplayName("S-61: what it offers to a query we asked for our leaf we claim, and pass on")
    void itOffersAndWeClaimForOurLeaf() throws IOException {
        bench = new Bench(root);
        try (var peer = GtkGnutella.start(Bench.ip(2), GtkGnutella.Role.ULTRAPEER, GROVE, TELLS)) {
            var hub = bench.ultrapeer(3, peer.address());
            bench.knock(hub);
            linked(hub, peer);
            bench.avoid(peer.address());
            var asker = bench.leaf(1, hub.address());
            leafOfOne(asker);
            assertThat(find(asker).name()).isEqualTo("hazel grove.bin");
            assertThat(peer.drops()).isEmpty();
            assertThat(told(peer, "UDP got Vndor LIME/11v3", Bench.ip(3))).as("%s", claims(peer)).isTrue();
            assertThat(hits(hub)).isZero();
        }
    }

    @Test
    @DisplayName("S-61: what we offer to a query it asked for our leaf it claims with a token, and passes on")
    void weOfferAndItClaimsForOurLeaf() throws IOException {
        bench = new Bench(root);
        try (var peer = GtkGnutella.start(Bench.ip(2), GtkGnutella.Role.ULTRAPEER, Map.of(), TELLS)) {
            var giver = bench.ultrapeer(3, "hazel harbour.bin", Content.of(1_002, 2), peer.address());
            bench.knock(giver);
            linked(giver, peer);
            bench.avoid(giver.address());
            var asker = bench.leaf(1, peer.address());
            leafOfOne(asker);
            assertThat(find(asker).name()).isEqualTo("hazel harbour.bin");
            assertThat(peer.drops()).isEmpty();
            assertThat(told(peer, "sent Vndor LIME/11v3", Bench.ip(3))).as("%s", claims(peer)).isTrue();
        }
    }

    private static void leafOfOne(FileServent leaf) {
        Bench.waitFor("the leaf's link", () -> Optional.of(leaf).filter(one -> one.neighbours() == 1));
    }

    private static void linked(FileServent ultrapeer, GtkGnutella peer) {
        Bench.waitFor("a link of ultrapeers", () -> ultrapeer.overlay().view().neighbours().stream()
                .filter(each -> each.address().equals(peer.address()) && each.tableFill() >= 0)
                .findFirst());
    }
}
