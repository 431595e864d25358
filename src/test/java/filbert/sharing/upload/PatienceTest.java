package filbert.sharing.upload;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.simulation.VirtualNetwork;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PatienceTest {
    private final VirtualNetwork net = new VirtualNetwork(1);
    private int tooSlow;
    private final Patience patience = new Patience(net.time(), () -> tooSlow++);

    @Test
    void aRequestThatComesByteByByteEndsAfterNinetySeconds() { // 3-transfer, 3.1
        for (var second = 0; second < 89; second++) {
            patience.forRest();
            net.run(Duration.ofSeconds(1));
        }
        assertThat(tooSlow).isZero();
        net.run(Duration.ofSeconds(1));
        assertThat(tooSlow).isOne();
    }

    @Test
    void silenceInTheMiddleAndBeforeTheNextRequestHaveTheirOwnEnds() {
        patience.untilNext(Duration.ofMinutes(1));
        patience.forNext();
        net.run(Duration.ofSeconds(59));
        patience.forRest();
        net.run(Patience.BETWEEN_BYTES.minusSeconds(1));
        assertThat(tooSlow).isZero();
        net.run(Duration.ofSeconds(1));
        assertThat(tooSlow).isOne();
    }

    @Test
    void enoughIsEnough() {
        patience.forRest();
        patience.enough();
        net.run(Duration.ofMinutes(5));
        assertThat(tooSlow).isZero();
    }
}
