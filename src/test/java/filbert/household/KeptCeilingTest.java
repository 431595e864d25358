package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Sha1;
import filbert.sharing.download.KeptPart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeptCeilingTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final long GIBIBYTE = 1L << 30;

    private static KeptPart part(int number, long gibibytes, Duration ago) {
        return new KeptPart(new Sha1(1, 2, number), 3, "part " + number, 900 * GIBIBYTE, gibibytes * GIBIBYTE, NOW.minus(ago));
    }

    private static final KeptPart FRESH = part(1, 60, Duration.ofDays(6));
    private static final KeptPart OLD = part(2, 30, Duration.ofDays(30));
    private static final KeptPart OLDER = part(3, 30, Duration.ofDays(60));
    private static final KeptPart OLDEST = part(4, 1, Duration.ofDays(90).plusSeconds(1));
    private static final List<KeptPart> ALL = List.of(OLD, FRESH, OLDEST, OLDER);

    @Test
    void whatIsTooOldGoesAndNothingElse() {
        assertThat(new KeptCeiling(90, 0).over(ALL, NOW)).containsExactly(OLDEST);
        assertThat(new KeptCeiling(91, 0).over(ALL, NOW)).isEmpty();
    }

    @Test
    void whereTooMuchIsKeptTheOldestGoFirstAndNoMoreThanNeedBe() {
        assertThat(new KeptCeiling(0, 121).over(ALL, NOW)).isEmpty();
        assertThat(new KeptCeiling(0, 120).over(ALL, NOW)).containsExactly(OLDEST);
        assertThat(new KeptCeiling(0, 100).over(ALL, NOW)).containsExactly(OLDEST, OLDER);
    }

    @Test
    void whatWasLeftThisWeekStaysWhateverRoomItTakes() {
        assertThat(new KeptCeiling(0, 1).over(ALL, NOW)).containsExactly(OLDEST, OLDER, OLD);
        assertThat(new KeptCeiling(0, 1).over(List.of(FRESH), NOW)).isEmpty();
    }

    @Test
    void withoutACeilingEverythingStays() {
        assertThat(KeptCeiling.NONE.over(ALL, NOW)).isEmpty();
    }

    @Test
    void thePageTellsTheDaysThatAreLeft() {
        var ceiling = new KeptCeiling(90, 0);
        assertThat(ALL.stream().map(part -> ceiling.daysLeft(part, NOW))).containsExactly(60L, 84L, 0L, 30L);
    }
}
