package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RateMeterTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void countsTheLastFiveSecondsOnly() {
        var meter = new RateMeter(-3 * SECOND);
        meter.count(-3 * SECOND, 1000);
        meter.count(0, 1000);
        assertThat(meter.perSecond(SECOND)).isEqualTo(400);
        assertThat(meter.perSecond(2 * SECOND)).isEqualTo(200);
        assertThat(meter.perSecond(60 * SECOND)).isZero();
    }

    @Test
    void aSteadyFlowHasItsRate() {
        var meter = new RateMeter(0);
        for (var tenth = 0; tenth < 200; tenth++) {
            meter.count(tenth * SECOND / 10, 100);
        }
        assertThat(meter.perSecond(20 * SECOND - 1)).isEqualTo(1000);
    }
}
