package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.Week.Hour;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WeekTest {
    private static Week week(String text) {
        return Week.parse(text).orElseThrow();
    }

    private static Profile at(String text, int day, int hour) {
        return week(text).at(new Hour(day, hour));
    }

    @Test
    void whatIsNotNamedIsNormal() {
        assertThat(week("")).isEqualTo(Week.NORMAL);
        assertThat(at("mon 8-9 slow", 0, 7)).isEqualTo(Profile.NORMAL);
        assertThat(at("mon 8-9 slow", 0, 8)).isEqualTo(Profile.SLOW);
        assertThat(at("mon 8-9 slow", 0, 9)).isEqualTo(Profile.NORMAL);
        assertThat(at("mon 8-9 slow", 1, 8)).isEqualTo(Profile.NORMAL);
    }

    @Test
    void hoursMayGoOverMidnightAndDaysOverSunday() {
        assertThat(at("sun 22-6 night", 6, 23)).isEqualTo(Profile.NIGHT);
        assertThat(at("sun 22-6 night", 0, 5)).isEqualTo(Profile.NIGHT);
        assertThat(at("sun 22-6 night", 0, 6)).isEqualTo(Profile.NORMAL);
        assertThat(at("sat-mon slow", 0, 23)).isEqualTo(Profile.SLOW);
        assertThat(at("sat-mon slow", 6, 0)).isEqualTo(Profile.SLOW);
        assertThat(at("sat-mon slow", 1, 0)).isEqualTo(Profile.NORMAL);
    }

    @Test
    void laterOnesOverrule() {
        var text = "daily slow, mon-fri 8-18 normal,  DAILY 23-6 Night";
        assertThat(at(text, 2, 10)).isEqualTo(Profile.NORMAL);
        assertThat(at(text, 5, 10)).isEqualTo(Profile.SLOW);
        assertThat(at(text, 5, 3)).isEqualTo(Profile.NIGHT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"monday 8-9 slow", "mon 8-25 slow", "mon 24-3 slow", "mon 8-8 slow", "mon 8 slow", "mon 8-9", "mon 8-9 none", "slow", "mon-xxx slow", "mon 8-9 slow; tue slow"})
    void whatIsNoSuchThingIsNone(String text) {
        assertThat(Week.parse(text)).isEmpty();
    }

    @Test
    void itIsWrittenAsShortAsItCanBe() {
        assertThat(week("mon 8-18 slow, tue 8-18 slow, wed-fri 8-18 slow, sun night").text()).isEqualTo("mon-fri 8-18 slow, sun night");
        assertThat(week("daily 23-6 night").text()).isEqualTo("daily 0-6 night, daily 23-24 night");
        assertThat(week("daily normal").text()).isEmpty();
    }

    @Test
    void whateverItIsItIsReadBackAndFitsWhereItIsKept() {
        var random = new Random(7);
        for (var round = 0; round < 200; round++) {
            var any = Week.NORMAL;
            for (var profile : Profile.values()) {
                any = any.with(IntStream.range(0, 80).mapToObj(_ -> new Hour(random.nextInt(7), random.nextInt(24))).toList(), profile);
            }
            assertThat(Week.parse(any.text())).contains(any);
            assertThat(any.text().length()).isLessThan(4_000);
        }
    }

    @Test
    void theNextChangeIsTheNextHourWithAnotherProfile() {
        var tuesday = ZonedDateTime.parse("2026-11-24T10:30:00+01:00[Europe/Berlin]");
        assertThat(week("mon-fri 8-18 slow").nextChange(tuesday)).contains(ZonedDateTime.parse("2026-11-24T18:00:00+01:00[Europe/Berlin]"));
        assertThat(week("mon slow").nextChange(tuesday)).contains(ZonedDateTime.parse("2026-11-30T00:00:00+01:00[Europe/Berlin]"));
        assertThat(week("daily slow").nextChange(tuesday)).isEmpty();
    }

    @Test
    void theHourThatSummerTimeLeavesOutIsLeftOut() {
        var night = ZonedDateTime.parse("2026-03-29T01:30:00+01:00[Europe/Berlin]");
        assertThat(week("sun 2-3 slow").nextChange(night)).contains(ZonedDateTime.parse("2026-04-05T02:00:00+02:00[Europe/Berlin]"));
        assertThat(week("sun 3-4 slow").nextChange(night)).contains(ZonedDateTime.parse("2026-03-29T03:00:00+02:00[Europe/Berlin]"));
        assertThat(week("").with(List.of(), Profile.SLOW)).isEqualTo(Week.NORMAL);
    }
}
