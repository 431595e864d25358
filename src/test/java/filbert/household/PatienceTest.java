package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PatienceTest {
    private final MemoryHouse house = new MemoryHouse();
    private final Patience patience = new Patience(5, Duration.ofMinutes(15), house);

    private void exhaust(String who) {
        for (var i = 0; i < 5; i++) {
            assertThat(patience.take(who)).isTrue();
        }
    }

    @Test
    void aFloodOfNewcomersNeverForgetsWhoHasNoTriesLeft() {
        exhaust("the offender");
        for (var i = 0; i < Patience.CAPACITY * 2; i++) {
            assertThat(patience.take("newcomer " + i)).isTrue();
        }
        assertThat(patience.take("the offender")).isFalse();
        assertThat(patience.closedUntil("the offender")).contains(house.now.plus(Duration.ofMinutes(15)));
    }

    @Test
    void newcomersWaitWhileNobodyRememberedHasTriesLeft() {
        for (var i = 0; i < Patience.CAPACITY; i++) {
            exhaust("offender " + i);
        }
        assertThat(patience.take("newcomer")).isFalse();
        assertThat(patience.closedUntil("newcomer")).contains(house.now.plus(Duration.ofMinutes(15)));
        house.pass(Duration.ofMinutes(15));
        assertThat(patience.take("newcomer")).isTrue();
        assertThat(patience.take("offender 0")).isTrue();
    }

    @Test
    void aTryGivenBackLeavesTheOthersTaken() {
        exhaust("somebody");
        patience.giveBack("somebody");
        assertThat(patience.take("somebody")).isTrue();
        assertThat(patience.take("somebody")).isFalse();
    }

    @Test
    void triesAreForgivenAPauseAfterTheLast() {
        patience.take("somebody");
        house.pass(Duration.ofMinutes(14));
        patience.take("other");
        patience.take("somebody");
        patience.giveBack("somebody");
        house.pass(Duration.ofMinutes(15));
        exhaust("somebody");
    }
}
