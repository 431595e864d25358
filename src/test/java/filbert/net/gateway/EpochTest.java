package filbert.net.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class EpochTest {
    private final Epoch epoch = new Epoch();

    /** RFC 6887, 8.5. */
    @Test
    void aClockThatWentBackOrMissesTimeHasRestarted() {
        assertThat(epoch.restartedSayingPcp(1_000, at(0))).isFalse();
        assertThat(epoch.restartedSayingPcp(1_000 + 900, at(900))).isFalse();
        assertThat(epoch.restartedSayingPcp(1_900 + 850, at(1_800))).isFalse(); // a sixteenth slow
        assertThat(epoch.restartedSayingPcp(2_750 + 700, at(2_700))).isTrue();
        assertThat(epoch.restartedSayingPcp(3_450 + 2_000, at(3_600))).isTrue(); // RFC 6887 holds too fast for wrong as well
        assertThat(epoch.restartedSayingPcp(10, at(4_500))).isTrue();
        assertThat(epoch.restartedSayingPcp(10, at(4_500))).isFalse();
    }

    /** RFC 6886, 3.6. */
    @Test
    void theOlderProtocolLooksOnlyForTimeMissing() {
        assertThat(epoch.restartedSayingNatPmp(1_000, at(0))).isFalse();
        assertThat(epoch.restartedSayingNatPmp(1_000 + 790, at(900))).isFalse();
        assertThat(epoch.restartedSayingNatPmp(1_790 + 5_000, at(1_800))).isFalse();
        assertThat(epoch.restartedSayingNatPmp(5, at(2_700))).isTrue();
    }

    private static long at(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
