package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.showroom.PretendHouse;
import filbert.showroom.PretendLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HouseholdLimitsTest {
    private static final Person MARA = PretendHouse.OWNER;
    private static final Person JONAS = PretendHouse.MEMBER;
    private static final long MEBIBYTE = 1 << 20;
    private static final Instant NEXT_MONDAY = Instant.parse("2026-11-22T23:00:00Z"); // midnight in Berlin

    private final MemoryHouse house = new MemoryHouse(); // it is Saturday
    private final PretendLimits store = new PretendLimits();
    private final LayeredSettings settings = new LayeredSettings(SettingKeys.all(), house, house);
    private ZoneId zone = ZoneId.of("Europe/Berlin");
    private HouseholdLimits limits = started();

    private HouseholdLimits started() {
        return new HouseholdLimits(settings, new PretendHouse().people, store, house, () -> zone);
    }

    private void set(String name, int value) {
        settings.save(MARA, Map.of("filbert.downloads." + name, String.valueOf(value)));
    }

    private static OwnLimits week(int mebibytes) {
        return new OwnLimits(Optional.empty(), Optional.of(mebibytes), Optional.empty());
    }

    @Test
    void withoutAWordEverybodyMayFetchAsMuchAsThereIs() {
        limits.took(JONAS.id(), 1L << 50);
        assertThat(limits.of(JONAS.id()).exhaustedUntil()).isEmpty();
        assertThat(limits.of(JONAS.id()).active()).isZero();
        assertThat(limits.view(JONAS).any()).isFalse();
    }

    @Test
    void theRolesLimitsCountAtOnceAndAPersonsOwnGoBeforeThem() {
        set("member-active", 3);
        set("member-kibibytes", 200);
        set("member-week-mebibytes", 10);
        assertThat(limits.view(JONAS).limits()).isEqualTo(new Limits(3, 10, 200));
        assertThat(limits.of(JONAS.id()).bytesPerSecond()).isEqualTo(200 * 1024);
        assertThat(limits.view(MARA).limits()).isEqualTo(Limits.NONE);
        limits.set(MARA, JONAS.id(), new OwnLimits(Optional.of(0), Optional.of(20), Optional.empty()));
        assertThat(limits.view(JONAS).limits()).as("0 is no limit, though the role has one").isEqualTo(new Limits(0, 20, 200));
        limits = started();
        assertThat(limits.view(JONAS).limits()).isEqualTo(new Limits(0, 20, 200));
    }

    @Test
    void whatWasFetchedCountsUntilMondayMidnightInTheHouse() {
        limits.set(MARA, JONAS.id(), week(10));
        limits.took(JONAS.id(), 10 * MEBIBYTE - 1);
        assertThat(limits.of(JONAS.id()).exhaustedUntil()).isEmpty();
        limits.took(JONAS.id(), 1);
        assertThat(limits.of(JONAS.id()).exhaustedUntil()).contains(NEXT_MONDAY);
        house.now = NEXT_MONDAY.minusNanos(1);
        assertThat(limits.of(JONAS.id()).exhaustedUntil()).contains(NEXT_MONDAY);
        house.now = NEXT_MONDAY;
        assertThat(limits.of(JONAS.id()).exhaustedUntil()).isEmpty();
        assertThat(limits.view(JONAS).used()).isZero();
        assertThat(limits.view(JONAS).resets()).isEqualTo(NEXT_MONDAY.plus(Duration.ofDays(7)));
    }

    @Test
    void aLimitChangedInTheMiddleCountsWhatWasFetchedBefore() {
        limits.took(JONAS.id(), 15 * MEBIBYTE);
        limits.set(MARA, JONAS.id(), week(10));
        assertThat(limits.of(JONAS.id()).exhaustedUntil()).isPresent();
        limits.set(MARA, JONAS.id(), week(16));
        assertThat(limits.of(JONAS.id()).exhaustedUntil()).isEmpty();
    }

    @Test
    void aClockThatIsSetBackGivesNothingAnewAndOneThatWasAheadLocksNobodyOut() {
        limits.set(MARA, JONAS.id(), week(10));
        limits.took(JONAS.id(), 10 * MEBIBYTE);
        house.now = house.now.minus(Duration.ofDays(30));
        assertThat(limits.of(JONAS.id()).exhaustedUntil()).isPresent();
        limits.took(JONAS.id(), 1);
        assertThat(limits.view(JONAS).used()).isEqualTo(10 * MEBIBYTE + 1);
        house.now = Instant.parse("2036-01-01T00:00:00Z");
        limits.took(JONAS.id(), 10 * MEBIBYTE);
        house.now = Instant.parse("2026-11-21T12:00:00Z");
        assertThat(limits.of(JONAS.id()).exhaustedUntil()).contains(NEXT_MONDAY);
        limits.took(JONAS.id(), 1);
        house.now = NEXT_MONDAY;
        assertThat(limits.of(JONAS.id()).exhaustedUntil()).isEmpty();
    }

    @Test
    void anotherTimeZoneGivesNothingAnew() {
        limits.set(MARA, JONAS.id(), week(10));
        limits.took(JONAS.id(), 10 * MEBIBYTE);
        zone = ZoneId.of("Pacific/Kiritimati");
        set("member-active", 1); // settings are read again
        assertThat(limits.of(JONAS.id()).exhaustedUntil()).contains(Instant.parse("2026-11-22T10:00:00Z"));
    }

    @Test
    void aRestartRemembersWhatWasWrittenDown() {
        limits.set(MARA, JONAS.id(), week(10));
        limits.took(JONAS.id(), 9 * MEBIBYTE);
        limits.keep();
        assertThat(store.used).containsEntry(JONAS.id(), new WeekUse(LocalDate.of(2026, 11, 16), 9 * MEBIBYTE));
        limits = started();
        limits.took(JONAS.id(), MEBIBYTE);
        assertThat(limits.of(JONAS.id()).exhaustedUntil()).isPresent();
        store.used.clear();
        limits.keep();
        limits.keep();
        assertThat(store.used).as("what changed, once").hasSize(1);
    }

    @Test
    void machinesOfAHouseCountTogether() {
        var there = started();
        limits.set(MARA, JONAS.id(), week(10));
        limits.took(JONAS.id(), 6 * MEBIBYTE);
        there.took(JONAS.id(), 3 * MEBIBYTE);
        limits.keep();
        there.keep();
        there.took(JONAS.id(), MEBIBYTE);
        assertThat(store.used).containsEntry(JONAS.id(), new WeekUse(LocalDate.of(2026, 11, 16), 9 * MEBIBYTE));
        there.lookAgain();
        assertThat(there.of(JONAS.id()).exhaustedUntil()).contains(NEXT_MONDAY);
        limits.lookAgain();
        assertThat(limits.view(JONAS).used()).isEqualTo(9 * MEBIBYTE);
        there.keep();
        limits.lookAgain();
        assertThat(limits.view(JONAS).used()).isEqualTo(10 * MEBIBYTE);
    }

    @Test
    void whatIsWrittenAfterMidnightOfAWeekThatIsOverCountsNoMore() {
        limits.took(JONAS.id(), 6 * MEBIBYTE);
        house.now = NEXT_MONDAY;
        limits.took(JONAS.id(), MEBIBYTE);
        limits.took(MARA.id(), MEBIBYTE);
        limits.keep();
        assertThat(store.used).containsEntry(JONAS.id(), new WeekUse(LocalDate.of(2026, 11, 23), MEBIBYTE));
        limits.took(JONAS.id(), MEBIBYTE);
        house.now = NEXT_MONDAY.plus(Duration.ofDays(7));
        limits.keep();
        assertThat(store.used).as("nothing was fetched in this week").containsEntry(JONAS.id(), new WeekUse(LocalDate.of(2026, 11, 23), MEBIBYTE));
    }

    @Test
    void aLimitChangedOnAnotherMachineHoldsHereOnceItWasLookedAt() {
        var there = started();
        var told = new java.util.concurrent.atomic.AtomicInteger();
        there.changed().watch(told::incrementAndGet);
        limits.set(MARA, JONAS.id(), week(10));
        there.lookAgain();
        there.lookAgain();
        assertThat(there.view(JONAS).limits().weekMebibytes()).isEqualTo(10);
        assertThat(told).as("once").hasValue(1);
    }

    @Test
    void aGuestFetchesWithAQuotaAndNotWithout() {
        var guest = PretendHouse.GUEST;
        assertThat(limits.includes(guest)).isFalse();
        assertThatThrownBy(() -> limits.require(guest)).isInstanceOf(NotAllowedException.class);
        assertThat(limits.of(guest.id()).exhaustedUntil()).as("nor goes on with what they began as a member").contains(NEXT_MONDAY);
        assertThat(limits.view(guest).fetches()).isFalse();
        limits.set(MARA, guest.id(), week(5));
        limits.require(guest);
        assertThat(limits.of(guest.id()).exhaustedUntil()).isEmpty();
        assertThat(limits.view(guest).fetches()).isTrue();
        limits.took(guest.id(), 5 * MEBIBYTE);
        assertThat(limits.of(guest.id()).exhaustedUntil()).contains(NEXT_MONDAY);
        limits.set(MARA, guest.id(), week(0));
        assertThat(limits.includes(guest)).as("0 is no limit for others, and nothing for guests").isFalse();
        limits.require(JONAS);
        limits.set(MARA, JONAS.id(), week(5));
        assertThat(limits.includes(new Person(JONAS.id(), JONAS.name(), Role.GUEST))).as("a member's token in the role of a guest").isFalse();
    }

    @Test
    void onlyTheOwnerSetsAndSeesWhatOthersMay() {
        assertThatThrownBy(() -> limits.set(JONAS, JONAS.id(), OwnLimits.NONE)).isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> limits.view(JONAS, MARA.id())).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> limits.set(MARA, 99, OwnLimits.NONE)).isInstanceOf(NoSuchElementException.class);
        assertThat(limits.view(MARA, JONAS.id()).used()).isZero();
        assertThatThrownBy(() -> week(-1)).hasMessage("limits.problem.week");
    }
}
