package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.event.Signal;
import filbert.simulation.VirtualNetwork;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RoundTest {
    private final VirtualNetwork net = new VirtualNetwork(1);
    private int looked;
    private final Round round = new Round(net.time(), new Signal(), () -> looked++);

    @Test
    void whateverHappensMeanwhileIsLookedAtOnce() {
        round.plan();
        round.plan();
        assertThat(looked).as("not while it happens").isZero();
        net.run(Duration.ofMillis(1));
        assertThat(looked).isOne();
        round.plan();
        net.run(Duration.ofMillis(1));
        assertThat(looked).isEqualTo(2);
    }

    @Test
    void afterTheEndNothingIsLookedAt() {
        round.plan();
        round.end();
        net.run(Duration.ofSeconds(1));
        round.plan();
        net.run(Duration.ofSeconds(1));
        round.now();
        assertThat(looked).isZero();
        assertThat(round.over()).isTrue();
    }
}
