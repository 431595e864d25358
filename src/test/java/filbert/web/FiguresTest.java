package filbert.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FiguresTest {
    @Test
    void sizesKeepTwoOrThreeDigits() {
        assertThat(Figures.size(0)).isEqualTo("0 B");
        assertThat(Figures.size(1023)).isEqualTo("1023 B");
        assertThat(Figures.size(1536)).isEqualTo("1.5 KB");
        assertThat(Figures.size(734_003_200)).isEqualTo("700 MB");
        assertThat(Figures.size(Long.MAX_VALUE)).isEqualTo("8192 PB");
        assertThat(Figures.size(-1)).isEqualTo("–");
    }

    @Test
    void aHundredPercentAreSaidOnlyWhenEverythingIsThere() {
        assertThat(Figures.percent(999_999, 1_000_000)).isEqualTo(99);
        assertThat(Figures.percent(1_000_000, 1_000_000)).isEqualTo(100);
        assertThat(Figures.percent(0, 0)).isZero();
        assertThat(Figures.percent(5, -1)).isZero();
    }

    @Test
    void timeLeftIsSaidOnlyWhenItCanBe() {
        assertThat(Figures.timeLeft(6_000, 100)).isEqualTo("1 min");
        assertThat(Figures.timeLeft(6_000, 0)).isEqualTo("–");
        assertThat(Figures.duration(Duration.ofHours(27))).isEqualTo("1 d 3 h");
    }
}
