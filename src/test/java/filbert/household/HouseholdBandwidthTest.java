package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import filbert.household.Week.Hour;
import filbert.showroom.PretendBandwidth;
import filbert.showroom.PretendHouse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class HouseholdBandwidthTest {
    private static final Person OWNER = PretendHouse.OWNER;
    private static final Person MEMBER = PretendHouse.MEMBER;
    private static final Profile.Limits SLOW = new Profile.Limits(20 * 1024, 100 * 1024);
    private static final Duration HOUR = Duration.ofHours(1);

    private final PretendBandwidth line = new PretendBandwidth(Instant.parse("2026-11-24T09:30:00Z")); // Tuesday, 10:30 in the house
    private final HouseholdBandwidth house = line.desk();

    private void pass(Duration time) {
        line.now = line.now.plus(time);
        house.look(line.now.getEpochSecond() * 1_000_000_000L);
    }

    @Test
    void withoutAnySettingThereIsNoLimit() {
        assertThat(line.limits).isEqualTo(Profile.Limits.NONE);
        var view = house.view(PretendHouse.GUEST);
        assertThat(view.chosen()).isEqualTo("clock");
        assertThat(view.profile()).isEqualTo("normal");
        assertThat(view.until()).isNull();
    }

    @Test
    void theClockOfTheHouseChoosesTheProfile() {
        house.set(OWNER, Map.of("week", "tue 11-12 slow", "normal-up", "7", "normal-down", "8"), Map.of());
        assertThat(line.limits).isEqualTo(new Profile.Limits(7 * 1024, 8 * 1024));
        assertThat(house.view(MEMBER).until()).isEqualTo("2026-11-24T10:00:00Z");
        pass(Duration.ofMinutes(29));
        assertThat(line.limits).isEqualTo(new Profile.Limits(7 * 1024, 8 * 1024));
        pass(Duration.ofMinutes(1));
        assertThat(line.limits).isEqualTo(SLOW);
        pass(HOUR);
        assertThat(line.limits).isEqualTo(new Profile.Limits(7 * 1024, 8 * 1024));
        house.set(OWNER, Map.of("time-zone", "UTC"), Map.of());
        assertThat(line.limits).as("eleven again").isEqualTo(SLOW);
    }

    @Test
    void aChangedSettingCountsAtOnceAndIsTold() {
        var told = new int[1];
        house.changed().watch(() -> told[0]++);
        house.set(OWNER, Map.of("slow-up", "5"), Map.of());
        assertThat(told[0]).as("it is not slow now").isZero();
        house.set(OWNER, Map.of("normal-up", "30"), Map.of());
        assertThat(line.limits.up()).isEqualTo(30 * 1024);
        assertThat(told[0]).isOne();
    }

    @Test
    void membersSwitchForAnHourAndTheClockGoesOnAfterwards() {
        house.choose(MEMBER, "slow", Optional.of(HOUR));
        assertThat(line.limits).isEqualTo(SLOW);
        assertThat(house.view(MEMBER)).isEqualTo(new BandwidthView("slow", "slow", Instant.parse("2026-11-24T10:30:00Z"), SLOW, 0, 0));
        pass(Duration.ofMinutes(59));
        assertThat(line.limits).isEqualTo(SLOW);
        pass(Duration.ofMinutes(1));
        assertThat(line.limits).isEqualTo(Profile.Limits.NONE);
        assertThat(house.view(MEMBER).chosen()).isEqualTo("clock");
    }

    @Test
    void aSwitchWithoutEndHoldsOverHoursAndRestarts() {
        house.set(OWNER, Map.of("week", "daily slow"), Map.of());
        house.choose(MEMBER, "none", Optional.empty());
        pass(Duration.ofDays(30));
        assertThat(line.limits).isEqualTo(Profile.Limits.NONE);
        var next = line.desk();
        assertThat(next.view(MEMBER).chosen()).isEqualTo("none");
        assertThat(line.limits).isEqualTo(Profile.Limits.NONE);
        next.choose(MEMBER, "clock", Optional.empty());
        assertThat(line.limits).isEqualTo(SLOW);
        assertThat(line.desk().view(MEMBER).chosen()).isEqualTo("clock");
    }

    @Test
    void aSwitchThatEndedWhileFilbertWasOffIsOver() {
        house.choose(MEMBER, "slow", Optional.of(HOUR));
        line.now = line.now.plus(HOUR);
        assertThat(line.desk().view(MEMBER).chosen()).isEqualTo("clock");
        line.kept.put("bandwidth.switched", "slow yesterday");
        assertThat(line.desk().view(MEMBER).chosen()).isEqualTo("clock");
    }

    @Test
    void whatIsNoProfileOrNoTimeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> house.choose(MEMBER, "fast", Optional.empty())).withMessage("bandwidth.problem.word");
        for (var time : List.of(Duration.ZERO, Duration.ofMinutes(-1), Duration.ofDays(8))) {
            assertThatIllegalArgumentException().isThrownBy(() -> house.choose(MEMBER, "slow", Optional.of(time))).withMessage("bandwidth.problem.lasting");
        }
        assertThat(line.kept).isEmpty();
    }

    @Test
    void guestsLookOnlyAndMembersSetNothing() {
        assertThatExceptionOfType(NotAllowedException.class).isThrownBy(() -> house.choose(PretendHouse.GUEST, "slow", Optional.empty()));
        assertThatExceptionOfType(NotAllowedException.class).isThrownBy(() -> house.set(MEMBER, Map.of("slow-up", "1"), Map.of()));
        assertThatExceptionOfType(NotAllowedException.class).isThrownBy(() -> house.assign(MEMBER, List.of(new Hour(0, 0)), Profile.SLOW, house.week()));
    }

    @Test
    void hoursOfTheTableAreAssigned() {
        house.assign(OWNER, List.of(new Hour(1, 10), new Hour(1, 11)), Profile.SLOW, house.week());
        assertThat(line.page).containsEntry("filbert.bandwidth.week", "tue 10-12 slow");
        assertThat(line.limits).isEqualTo(SLOW);
        house.assign(OWNER, List.of(new Hour(1, 10), new Hour(1, 11)), Profile.NORMAL, house.week());
        assertThat(line.page).containsEntry("filbert.bandwidth.week", "daily normal");
        assertThat(line.limits).isEqualTo(Profile.Limits.NONE);
        assertThatIllegalArgumentException().isThrownBy(() -> house.assign(OWNER, List.of(), Profile.SLOW, house.week())).withMessage("bandwidth.problem.no-hours");
    }

    @Test
    void hoursThatOthersSetMeanwhileStayAndTheSameOnesAreAskedAbout() {
        var seen = house.week();
        assertThat(house.assign(OWNER, List.of(new Hour(0, 8)), Profile.SLOW, seen)).isEmpty();
        assertThat(house.assign(OWNER, List.of(new Hour(2, 8)), Profile.NIGHT, seen)).isEmpty();
        assertThat(house.week().text()).isEqualTo("mon 8-9 slow, wed 8-9 night");
        assertThat(house.assign(OWNER, List.of(new Hour(0, 8), new Hour(0, 9)), Profile.NIGHT, seen)).containsExactly(new Hour(0, 8));
        assertThat(house.week().text()).isEqualTo("mon 8-9 slow, wed 8-9 night");
        assertThat(house.assign(OWNER, List.of(new Hour(0, 8)), Profile.SLOW, seen)).as("both want the same").isEmpty();
        assertThat(house.assign(OWNER, List.of(new Hour(0, 8), new Hour(0, 9)), Profile.NIGHT, house.week())).isEmpty();
        assertThat(house.week().text()).isEqualTo("mon 8-10 night, wed 8-9 night");
    }

    @Test
    void ofTwoWhoSetHoursAtOnceNeitherLosesAny() throws Exception {
        var seen = house.week();
        try (var threads = Executors.newFixedThreadPool(2)) {
            var both = threads.invokeAll(List.of(day(1, seen), day(3, seen)));
            for (var one : both) {
                one.get();
            }
        }
        assertThat(house.week().text()).isEqualTo("tue slow, thu slow");
    }

    private Callable<Integer> day(int day, Week seen) {
        return () -> {
            for (var hour = 0; hour < Week.HOURS; hour++) {
                house.assign(OWNER, List.of(new Hour(day, hour)), Profile.SLOW, seen);
            }
            return day;
        };
    }

    @Test
    void whatWasSeenInAnotherSpellingIsTheSame() {
        line.page.put("filbert.bandwidth.week", "MON 8-9 slow,mon 9-10 slow");
        var again = line.desk();
        again.set(OWNER, Map.of("week", "tue slow"), Map.of("week", "mon 8-10 slow", "time-zone", "Europe/Berlin"));
        assertThat(line.page).containsEntry("filbert.bandwidth.week", "tue slow");
        again.set(OWNER, Map.of("week", "mon slow"), Map.of("week", "mon slow"));
        assertThat(line.page).as("left as it was seen").containsEntry("filbert.bandwidth.week", "tue slow");
    }

    @Test
    void whatTheEnvironmentDecidesStays() {
        line.environment.put("filbert.bandwidth.week", "daily slow");
        var locked = line.desk();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> locked.assign(OWNER, List.of(new Hour(0, 0)), Profile.NIGHT, locked.week()))
                .withMessage("bandwidth.problem.locked");
        assertThat(line.limits).isEqualTo(SLOW);
    }

    @Test
    void badSettingsAreRefusedWhole() {
        assertThatExceptionOfType(Settings.InvalidSettingsException.class)
                .isThrownBy(() -> house.set(OWNER, Map.of("week", "mon 8 slow", "time-zone", "Mars/North", "slow-up", "-1", "slow-down", "9"), Map.of()))
                .satisfies(refused -> assertThat(refused.problems())
                        .isEqualTo(Map.of(
                                "filbert.bandwidth.week", "settings.problem.hours",
                                "filbert.bandwidth.time-zone", "settings.problem.zone",
                                "filbert.bandwidth.slow-up", "settings.problem.number-range")));
        assertThat(line.page).doesNotContainKey("filbert.bandwidth.slow-down");
    }

    @Test
    void untilTomorrowIsUntilSixInTheHouse() {
        house.chooseUntilTomorrow(MEMBER, "slow");
        assertThat(house.view(MEMBER).until()).isEqualTo(Instant.parse("2026-11-25T05:00:00Z")); // Wednesday, 6:00 in the house
        assertThatIllegalArgumentException().isThrownBy(() -> house.chooseUntilTomorrow(MEMBER, "fast")).withMessage("bandwidth.problem.word");
    }

    @Test
    void ratesAreOfTheLastSeconds() {
        for (var second = 1; second <= 30; second++) {
            line.sent += 1_000;
            line.received += 5_000;
            pass(Duration.ofSeconds(1));
        }
        assertThat(house.view(OWNER).up()).isBetween(990L, 1_000L);
        assertThat(house.view(OWNER).down()).isBetween(4_950L, 5_000L);
        for (var second = 1; second <= 30; second++) {
            pass(Duration.ofSeconds(1));
        }
        assertThat(house.view(OWNER).up()).isLessThan(2);
    }
}
