package filbert.config.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A servent held to one interface, with real sockets in a network namespace whose routes lead elsewhere. */
final class KillSwitchTest {
    private static final long PATIENCE_SECONDS = 30;

    private final java.util.ArrayList<Process> processes = new java.util.ArrayList<>();
    private TwoNamespaces cables;

    @AfterEach
    void close() {
        processes.forEach(Process::destroyForcibly);
        if (cables != null) {
            cables.close();
        }
    }

    /** A servent in a namespace, and what it says. */
    private final class Running {
        private final Process process;
        private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

        Running(String namespace, String... arguments) throws IOException {
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var command = Stream.concat(
                            Stream.of("ip", "netns", "exec", namespace, java, "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx128m", "--enable-native-access=ALL-UNNAMED", "-cp",
                                    System.getProperty("java.class.path"), TetheredServent.class.getName()),
                            Stream.of(arguments))
                    .toList();
            process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            processes.add(process);
            Thread.ofVirtual().start(this::listen);
        }

        private void listen() {
            try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                lines.lines().forEach(said::add);
            } catch (IOException e) {
                said.add(e.toString());
            }
        }

        void order(String what) throws IOException {
            process.getOutputStream().write((what + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        }

        void awaits(String line) throws InterruptedException {
            var heard = new java.util.ArrayList<String>();
            for (var next = said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS); next != null; next = said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                heard.add(next);
                if (next.startsWith(line)) {
                    return;
                }
            }
            assertThat(heard).as("said").contains(line);
        }
    }

    @Test
    void nothingLeavesByAnotherInterfaceWhateverHappensToOurs() throws Exception {
        if (!TwoNamespaces.possible()) {
            System.err.println("SKIPPED: the kill switch over real sockets. It needs root and network namespaces (ip netns).");
        }
        assumeTrue(TwoNamespaces.possible(), "network namespaces");
        cables = new TwoNamespaces("filbert-" + ProcessHandle.current().pid());
        var peer = new Running(cables.there, "-", TwoNamespaces.OVER_THERE + ":7001", "-");
        var held = new Running(cables.here, "vpn0", "0.0.0.0:7002", TwoNamespaces.OVER_THERE + ":7001");
        held.awaits("open=true neighbours=1");
        peer.awaits("open=true neighbours=1");
        assertThat(cables.packetsByLan()).as("while the tunnel stands and routes prefer the other cable").isZero();

        held.order("try " + TwoNamespaces.OURS);
        held.awaits("tried");
        assertThat(cables.packetsByLan()).as("calls, datagrams and pages").isZero();

        cables.vpnDown();
        held.awaits("open=false neighbours=0");
        held.order("try " + TwoNamespaces.OURS);
        held.awaits("tried");
        assertThat(cables.packetsByLan()).as("while the tunnel is down").isZero();

        peer.process.destroyForcibly().waitFor(); // else it may think for a while yet that we are there
        new Running(cables.there, "-", TwoNamespaces.OVER_THERE + ":7001", "-").awaits("open=true neighbours=0");
        cables.vpnUp();
        held.awaits("open=true neighbours=1");
        assertThat(cables.packetsByLan()).as("after it came back").isZero();

        cables.vpnGone();
        held.order("try " + TwoNamespaces.OURS); // at once, perhaps before anybody noticed
        held.awaits("open=false neighbours=0");
        held.order("try " + TwoNamespaces.OURS);
        held.awaits("tried");
        assertThat(cables.packetsByLan()).as("once it is gone for good").isZero();

        held.order("stray");
        held.awaits("strayed");
        for (var i = 0; i < 100 && cables.packetsByLan() == 0; i++) {
            TimeUnit.MILLISECONDS.sleep(20); // another process, without a word from it
        }
        assertThat(cables.packetsByLan()).as("a socket that is not held does leave there: the counter counts").isPositive();
    }
}
