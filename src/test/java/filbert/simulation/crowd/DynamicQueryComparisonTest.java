package filbert.simulation.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.ResourceLeakDetector;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What dynamic querying is for, among 360 real servents in virtual time. The large networks are {@code SimulationBench}'s. */
final class DynamicQueryComparisonTest {
    private static final Plan SMALL = new Plan(60, 300, 10, 40, 14, 50, 8, Duration.ofMinutes(1));
    private static final int FILES = 8;
    private static final int ONE_IN = 40; // nine copies: fewer than wanted, so that all of them have to be found

    private static ResourceLeakDetector.Level usual = ResourceLeakDetector.Level.PARANOID;

    @BeforeAll
    static void sampleLeaksOnly() { // a stack trace for every touch of every buffer takes a minute here
        usual = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.SIMPLE);
    }

    @AfterAll
    static void asBefore() {
        ResourceLeakDetector.setLevel(usual);
    }

    @Test
    @DisplayName("2-search 5: dynamic querying with tables finds nine in ten of what there is, with fewer messages than flooding as far")
    void findsWhatThereIsWithFewerMessagesThanFlooding() {
        var crowd = new Crowd(SMALL, 3);
        crowd.plant(FILES, ONE_IN);
        crowd.join(Duration.ofMinutes(2));
        assertThat(crowd.linked(false, 3)).as("leaves with three ultrapeers and more").isGreaterThan(0.99);

        var searches = crowd.searchPlanted(ONE_IN);
        assertThat(searches).hasSize(FILES).allSatisfy(search -> assertThat(search.due()).isBetween(8, Crowd.WANTED));
        assertThat(sum(searches, Comparison::found)).isGreaterThanOrEqualTo(sum(searches, Comparison::due) * 9 / 10);
        assertThat(sum(searches, Comparison::messages)).isLessThan(sum(searches, Comparison::floodMessages));
    }

    private static long sum(List<Comparison> searches, ToLongFunction<Comparison> of) {
        return searches.stream().mapToLong(of).sum();
    }
}
