package filbert.interop;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.servent.Reachability.Family;
import filbert.servent.Reachability.Transport;
import filbert.servent.Reachability.Verdict;
import filbert.simulation.FileServent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Datagrams asked for, each of the other, as proof that they arrive (1-connect, 9). See {@link Bench} for what it needs. */
@Tag("interop")
@EnabledIfEnvironmentVariable(named = GtkGnutella.BINARY, matches = ".+", disabledReason = "interoperation with gtk-gnutella")
@EnabledIfEnvironmentVariable(named = GtkGnutellaPushTest.INSIDE, matches = ".+", disabledReason = "needs a network namespace of its own")
final class GtkGnutellaBackTest {
    private static final Duration TWO_REQUESTS = Duration.ofSeconds(100);

    @TempDir
    Path root;

    private Bench bench;

    @AfterEach
    void close() {
        bench.close();
    }

    private static Verdict udp(FileServent one) {
        return one.overlay().reachability().way(Transport.UDP, Family.IPV4).orElseThrow().verdict();
    }

    @Test
    @DisplayName("C-79 C-80: it sends us a datagram at our second request when it left the first undone, and no verdict falls meanwhile")
    void itSendsUsOne() throws IOException {
        bench = new Bench(root);
        try (var peer = GtkGnutella.start(Bench.ip(2), GtkGnutella.Role.ULTRAPEER, Map.of(), Map.of("vmsg_debug", "2", "udp_debug", "20"))) {
            var leaf = bench.leaf(1);
            leaf.overlay().connect(peer.address());
            var verdict = Bench.waitFor("verdict", TWO_REQUESTS, () -> Optional.of(udp(leaf)).filter(known -> known != Verdict.UNKNOWN));
            assertThat(verdict).isEqualTo(Verdict.REACHABLE);
            assertThat(peer.log()).contains("UDP throttling ping to " + Bench.ip(1)).contains("UDP queued connect-back PING");
            assertThat(peer.drops()).isEmpty();
        }
    }

    @Test
    @DisplayName("C-79 C-80: when it takes itself for unreachable by datagram it asks us, and gets one")
    void weSendItOne() throws IOException {
        bench = new Bench(root);
        var first = bench.ultrapeer(3);
        var second = bench.ultrapeer(5);
        try (var peer = GtkGnutella.start(
                Bench.ip(2), GtkGnutella.Role.LEAF, Map.of(), Map.of("vmsg_debug", "2", "udp_debug", "20", "is_udp_firewalled", "TRUE"))) {
            peer.call(first.address());
            Bench.waitFor("that datagrams reach it", () -> Optional.of(peer.property("recv_solicited_udp")).filter("TRUE"::equals));
            peer.call(second.address());
            Bench.waitFor("its ping from us", () -> Optional.of(peer.log()).filter(log -> log.contains("UDP got unsolicited PING matching our GUID")));
            assertThat(peer.property("is_udp_firewalled")).isEqualTo("FALSE");
            assertThat(peer.drops()).isEmpty();
        }
    }
}
