package filbert.servent.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import filbert.simulation.VirtualNetwork;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C-79: UDP is proved by a datagram of somebody not written to for 120 seconds")
final class UdpProofTest {
    private static final InetAddress PEER = InetAddress.ofLiteral("5.2.2.2");

    private final VirtualNetwork net = new VirtualNetwork(3);
    private final UdpProof proof = new UdpProof(net.time());

    @Test
    void aCallProvesIt() {
        assertThat(proof.isUnsolicited(PEER)).isTrue();
    }

    @Test
    void anAnswerProvesNothing() {
        proof.sent(PEER);
        net.run(Duration.ofSeconds(100));
        proof.sent(PEER);
        net.run(Duration.ofSeconds(119));
        assertThat(proof.isUnsolicited(PEER)).isFalse();
        net.run(Duration.ofSeconds(1));
        assertThat(proof.isUnsolicited(PEER)).isTrue();
    }

    @Test
    void whenItLosesCountItBelievesNothing() {
        for (var i = 0; i <= UdpProof.MOST_WRITTEN_TO; i++) {
            proof.sent(HostAddress.of(0x0502_0000 | i, 7_000).ip());
        }
        assertThat(proof.remembered()).isEqualTo(UdpProof.MOST_WRITTEN_TO);
        var stranger = InetAddress.ofLiteral("5.9.9.9");
        assertThat(proof.isUnsolicited(stranger)).isFalse();
        net.run(Duration.ofSeconds(120));
        assertThat(proof.isUnsolicited(stranger)).isTrue();
    }
}
