package filbert.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
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
    void sizesAndDatesAreWrittenAsThePagesLanguageDoes() {
        var now = Instant.parse("2026-05-21T10:00:00Z");
        Tongue.speak(() -> Locale.GERMAN, () -> {
            assertThat(Figures.size(1536)).isEqualTo("1,5 KB");
            assertThat(Moment.of(now.minus(Duration.ofDays(60)), now, ZoneOffset.UTC).text()).isEqualTo("22. März 2026, 10:00");
            assertThat(Figures.duration(Duration.ofHours(27))).isEqualTo("1 Tag 3 Std.");
            assertThat(Figures.duration(Duration.ofMinutes(125))).isEqualTo("2 Std. 5 Min.");
            assertThat(Figures.duration(Duration.ofDays(7))).isEqualTo("7 Tage");
            assertThat(Figures.duration(Duration.ofSeconds(40))).isEqualTo("40 Sek.");
        });
        assertThat(Moment.of(now.minus(Duration.ofDays(60)), now, ZoneOffset.UTC).text()).isEqualTo("22 Mar 2026, 10:00");
    }

    @Test
    void whatIsBuiltOnAnotherThreadKeepsTheLanguage() throws InterruptedException {
        var said = new AtomicReference<String>();
        var carried = new AtomicReference<Runnable>();
        Tongue.speak(() -> Locale.GERMAN, () -> carried.set(Tongue.carried(() -> said.set(Figures.rate(1536)))));
        Thread.ofVirtual().start(Objects.requireNonNull(carried.get())).join();
        assertThat(said).hasValue("1,5 KB/s");
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
        assertThat(Figures.duration(Duration.ofHours(168))).isEqualTo("7 d");
        assertThat(Figures.duration(Duration.ofMinutes(120))).isEqualTo("2 h");
    }
}
