package filbert.interop;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.config.RunningFilbert;
import filbert.config.engine.Membership;
import filbert.identity.HostAddress;
import filbert.servent.Overlay;
import filbert.servent.Reachability.Family;
import filbert.servent.Reachability.Transport;
import filbert.servent.Reachability.Verdict;
import filbert.servent.Reachability.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** A gtk-gnutella calls us back when asked by TCP. See {@link GtkGnutellaTest} for what it needs. */
@Tag("interop")
@EnabledIfEnvironmentVariable(named = GtkGnutella.BINARY, matches = ".+", disabledReason = "interoperation with gtk-gnutella")
final class GtkGnutellaReachabilityTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PORT = 6501;

    private final String net = "127." + (1 + new SecureRandom().nextInt(250)) + "." + new SecureRandom().nextInt(250) + ".";

    @TempDir
    Path root;

    @Test
    @DisplayName("an ultrapeer calls its leaf back by TCP")
    void anUltrapeerCallsItsLeafBack() throws IOException {
        try (var leaf = RunningFilbert.setUp(
                        root.resolve("data"),
                        "network.bind-address=" + net + 1,
                        "network.port=" + PORT,
                        "network.hosts=" + net + 250 + ":" + PORT,
                        "network.role=leaf");
                var peer = GtkGnutella.start(net + 2, GtkGnutella.Role.ULTRAPEER, Map.of(), Map.of())) {
            var overlay = leaf.part(Membership.class).overlay();
            overlay.connect(HostAddress.parse(peer.address().toString()).orElseThrow());
            var end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end && tcp(overlay).verdict() != Verdict.REACHABLE) {
                LockSupport.parkNanos(20_000_000);
            }
            assertThat(tcp(overlay).verdict()).as("%s", overlay.reachability()).isEqualTo(Verdict.REACHABLE);
            assertThat(tcp(overlay).asked()).containsExactly(peer.address());
        }
    }

    private static Way tcp(Overlay overlay) {
        return overlay.reachability().way(Transport.TCP, Family.IPV4).orElseThrow();
    }
}
