package filbert.servent.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import filbert.simulation.VirtualNetwork;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C-79: UDP reachability expires 30 minutes after its last proof, a datagram of somebody not written to for 120 seconds")
final class UdpProofTest {
    private static final InetAddress PEER = InetAddress.ofLiteral("5.2.2.2");

    private final VirtualNetwork net = new VirtualNetwork(3);
    private final UdpProof proof = new UdpProof(net.time());

    @Test
    void aCallProvesItForHalfAnHour() {
        assertThat(proof.stands()).isFalse();
        proof.heard(PEER);
        assertThat(proof.stands()).isTrue();
        net.run(Duration.ofMinutes(30));
        assertThat(proof.stands()).isFalse();
    }

    @Test
    void anAnswerProvesNothing() {
        proof.sent(PEER);
        net.run(Duration.ofSeconds(100));
        proof.sent(PEER);
        net.run(Duration.ofSeconds(119));
        proof.heard(PEER);
        assertThat(proof.stands()).isFalse();
        net.run(Duration.ofSeconds(1));
        proof.heard(PEER);
        assertThat(proof.stands()).isTrue();
    }

    @Test
    void whenItLosesCountItBelievesNothing() {
        for (var i = 0; i <= UdpProof.MOST_WRITTEN_TO; i++) {
            proof.sent(HostAddress.of(0x0502_0000 | i, 7_000).ip());
        }
        assertThat(proof.remembered()).isEqualTo(UdpProof.MOST_WRITTEN_TO);
        proof.heard(InetAddress.ofLiteral("5.9.9.9"));
        assertThat(proof.stands()).isFalse();
        net.run(Duration.ofSeconds(120));
        proof.heard(InetAddress.ofLiteral("5.9.9.9"));
        assertThat(proof.stands()).isTrue();
    }
}
