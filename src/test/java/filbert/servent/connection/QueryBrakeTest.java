package filbert.servent.connection;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.servent.routing.SteppedOwner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class QueryBrakeTest {
    private final SteppedOwner owner = new SteppedOwner();
    private final List<Integer> told = new ArrayList<>();
    private final QueryBrake brake = new QueryBrake(owner, told::add);

    private void pass(long seconds) {
        owner.pass(Duration.ofSeconds(seconds));
    }

    @Test
    void noQueriesWhileACauseLastsAndAllAfterwards() {
        brake.set(QueryBrake.Cause.CONGESTED, true);
        brake.set(QueryBrake.Cause.BUSY, true);
        pass(10);
        brake.set(QueryBrake.Cause.CONGESTED, false);
        assertThat(told).containsExactly(0);
        brake.set(QueryBrake.Cause.BUSY, false);
        assertThat(told).containsExactly(0, 255);
        brake.set(QueryBrake.Cause.BUSY, false);
        assertThat(told).containsExactly(0, 255);
    }

    @Test
    @DisplayName("1-connect, 3.8: never for more than seven tenths of two periods of 300 s, wherever they begin")
    void whoeverIsBusyForeverTakesQueriesMostOfTheTime() {
        brake.set(QueryBrake.Cause.BUSY, true);
        var closed = new boolean[3_600];
        for (var second = 0; second < closed.length; second++) {
            closed[second] = told.getLast() == 0;
            pass(1);
        }
        for (var start = 0; start + 600 <= closed.length; start++) {
            var count = 0;
            for (var second = start; second < start + 600; second++) {
                count += closed[second] ? 1 : 0;
            }
            assertThat(count).as("of 600 s from second %d", start).isBetween(200, 380);
        }
    }

    @Test
    void nothingIsSaidAfterTheEnd() {
        brake.set(QueryBrake.Cause.BUSY, true);
        brake.end();
        pass(1_000);
        assertThat(told).containsExactly(0);
    }
}
