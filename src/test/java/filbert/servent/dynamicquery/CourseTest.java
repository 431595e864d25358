package filbert.servent.dynamicquery;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.servent.dynamicquery.Course.Ask;
import filbert.servent.dynamicquery.Course.Step;
import filbert.servent.routing.Prospect;
import filbert.servent.routing.Prospect.Table;
import filbert.servent.routing.ScriptedNeighbour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.function.LongToIntFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class CourseTest {
    private static final Duration PATIENCE = Course.LOOK_AGAIN;

    private Duration age = Duration.ZERO;
    private final List<Ask> asked = new ArrayList<>();

    private static Prospect prospect(long id, Table table, boolean extendsProbes, int maxTtl) {
        return new Prospect(ScriptedNeighbour.ultrapeer(id), table, 32, maxTtl, extendsProbes, true);
    }

    private static List<Prospect> many(int count, Table table, boolean extendsProbes) {
        var all = new ArrayList<Prospect>();
        for (var i = 0; i < count; i++) {
            all.add(prospect(i + 1_000L * table.ordinal(), table, extendsProbes, 4));
        }
        return all;
    }

    private static Course course(int wanted, int reach) {
        return new Course(wanted, reach, false, PATIENCE, new Random(3));
    }

    private static Course ours(int wanted) {
        return new Course(wanted, 4, true, PATIENCE, new Random(3));
    }

    /** Goes on to the end, with as many results for each host reached. */
    private Why run(Course course, double resultsPerHost, List<Prospect> all) {
        return run(course, hosts -> (int) (hosts * resultsPerHost), all);
    }

    private Why run(Course course, LongToIntFunction results, List<Prospect> all) {
        while (true) {
            switch (course.next(age, results.applyAsInt(course.hosts()), all)) {
                case Step.End end -> {
                    return end.why();
                }
                case Step.Go go -> {
                    assertThat(go.pause()).isPositive();
                    asked.addAll(go.asks());
                    age = age.plus(go.pause());
                }
            }
        }
    }

    @Test
    @DisplayName("S-49: stops when as many came back as were wanted")
    void endsWithEnough() {
        assertThat(course(50, 4).next(Duration.ZERO, 50, many(3, Table.NONE, true))).isEqualTo(new Step.End(Why.ENOUGH));
        assertThat(run(course(50, 4), 0.1, many(40, Table.MISSES, true))).isEqualTo(Why.ENOUGH);
        assertThat(asked).hasSizeLessThan(20);
    }

    @Test
    @DisplayName("S-49: stops at the horizon when nothing is found, or after 200 seconds")
    void endsAtTheHorizonOrInTime() {
        var course = course(50, 4);
        assertThat(run(course, 0, many(32, Table.MISSES, true))).isEqualTo(Why.HORIZON);
        assertThat(course.hosts()).isBetween(Course.HORIZON, 2 * Course.HORIZON);

        age = Duration.ZERO;
        assertThat(run(course(50, 2), 0, many(200, Table.MISSES, true))).isEqualTo(Why.NOBODY_LEFT);
        assertThat(age).isLessThanOrEqualTo(Course.LIFETIME);
        var slow = course(50, 4);
        slow.next(Duration.ZERO, 0, many(3, Table.MISSES, true));
        assertThat(slow.next(Course.LIFETIME, 0, many(3, Table.MISSES, true))).isEqualTo(new Step.End(Why.TIME));
    }

    @Test
    @DisplayName("S-50: no TTL above what the peer wants to see, or above our reach")
    void respectsTheHighestTtl() {
        var mixed = new ArrayList<Prospect>();
        for (var i = 0; i < 12; i++) {
            mixed.add(prospect(i, Table.values()[i % 3], true, 1 + i % 5));
        }
        run(course(50, 3), 0, mixed);
        assertThat(asked).isNotEmpty().allSatisfy(ask -> assertThat(ask.ttl()).isBetween(1, Math.min(3, ask.to().maxTtl())));
    }

    @Test
    @DisplayName("S-51, C-14: TTL 1 goes only to whom extends it; nobody is asked twice but after such a probe, and then farther")
    void asksNobodyTwice() {
        var all = new ArrayList<>(many(6, Table.HITS, true));
        all.addAll(many(6, Table.MISSES, false));
        all.addAll(many(6, Table.NONE, false));
        run(course(5_000, 4), 0.0001, all);
        var highest = new HashMap<Long, Integer>();
        for (var ask : asked) {
            if (ask.ttl() == 1) {
                assertThat(ask.to().extendsProbes()).isTrue();
            }
            var before = highest.put(ask.to().neighbour().id(), ask.ttl());
            assertThat(before == null || before == 1 && ask.ttl() > 1).isTrue();
        }
        assertThat(highest).hasSize(18);
        assertThat(asked).as("some probes went farther").hasSizeGreaterThan(18);
    }

    @Test
    @DisplayName("S-52: after a TTL t nothing is sent for t hop times, which shorten as time goes by")
    void waitsForEachHop() {
        var course = course(1_000, 4);
        var all = many(30, Table.MISSES, true);
        assertThat(course.next(Duration.ZERO, 0, all)).isInstanceOfSatisfying(Step.Go.class, go -> {
            assertThat(go.asks()).hasSize(3).allMatch(ask -> ask.ttl() == 2);
            assertThat(go.pause()).isEqualTo(Course.HOP.multipliedBy(2));
        });
        assertThat(course.next(Duration.ofSeconds(5), 20, all)).isInstanceOfSatisfying(
                Step.Go.class, go -> assertThat(go.pause()).isEqualTo(Course.HOP.multipliedBy(go.asks().getFirst().ttl())));
        assertThat(course.next(Duration.ofSeconds(10), 20, all)).isInstanceOfSatisfying(Step.Go.class, go -> assertThat(go.pause())
                .isBetween(Duration.ofMillis(600), Course.HOP.multipliedBy(go.asks().getFirst().ttl()).minusMillis(1)));
    }

    @Test
    void whoHasWhatIsWantedIsProbedFirst() {
        var all = new ArrayList<>(many(5, Table.HITS, true));
        all.addAll(many(20, Table.MISSES, true));
        assertThat(course(50, 4).next(Duration.ZERO, 0, all)).isInstanceOfSatisfying(
                Step.Go.class, go -> assertThat(go.asks()).hasSize(5).allMatch(ask -> ask.ttl() == 1 && ask.to().table() == Table.HITS));
        var everybody = many(12, Table.HITS, true);
        assertThat(course(50, 4).next(Duration.ZERO, 0, everybody)).isInstanceOfSatisfying(Step.Go.class, go -> assertThat(go.asks()).hasSize(1));
    }

    @Test
    @DisplayName("2-search 5: who searches alone and wants more than there is goes three hops to many while many are left to ask")
    void goesFarEnoughAlone() {
        var there = 110;
        LongToIntFunction found = hosts -> (int) (there * -Math.expm1(-hosts / 1_100.0)); // of a thousand ultrapeers: the more asked, the more of them again
        var ours = ours(150);
        run(ours, found, many(22, Table.HITS, true));
        asked.removeLast(); // the last alone is asked for all that is missing, when hardly anybody is left to have it
        assertThat(asked.stream().filter(ask -> ask.ttl() > 2)).hasSizeGreaterThan(22 / 3);
    }

    @Test
    void whatIsCommonIsStillSoughtNearby() {
        var ours = ours(150);
        assertThat(run(ours, 1.0, many(22, Table.HITS, true))).isEqualTo(Why.ENOUGH);
        assertThat(ours.hosts()).isLessThan(2 * 150);
        assertThat(asked).allSatisfy(ask -> assertThat(ask.ttl()).isLessThanOrEqualTo(2));
    }

    @Test
    void whatIsRareGoesFartherThanWhatIsCommon() {
        var rare = course(50, 4);
        var common = course(50, 4);
        var all = many(30, Table.MISSES, true);
        rare.next(Duration.ZERO, 0, all);
        common.next(Duration.ZERO, 0, all);
        assertThat(rare.next(Duration.ofSeconds(5), 0, all)).isInstanceOfSatisfying(Step.Go.class, go -> assertThat(go.asks().getFirst().ttl()).isEqualTo(3));
        assertThat(common.next(Duration.ofSeconds(5), 45, all)).isInstanceOfSatisfying(Step.Go.class, go -> assertThat(go.asks().getFirst().ttl()).isEqualTo(2));
    }

    @Test
    void amongFewNeighboursNobodyIsUsedUpByAProbe() {
        assertThat(course(50, 3).next(Duration.ZERO, 0, many(2, Table.MISSES, true)))
                .isInstanceOfSatisfying(Step.Go.class, go -> assertThat(go.asks()).hasSize(1).allMatch(ask -> ask.ttl() == 3));
    }

    @Test
    void waitsSixSecondsForSomebodyToAsk() {
        var course = course(50, 4);
        assertThat(course.next(Duration.ZERO, 0, List.of())).isInstanceOf(Step.Go.class);
        assertThat(course.next(Duration.ofSeconds(3), 0, List.of())).isInstanceOf(Step.Go.class);
        assertThat(course.next(Duration.ofSeconds(5), 0, many(1, Table.NONE, true))).as("one came")
                .isInstanceOfSatisfying(Step.Go.class, go -> assertThat(go.asks()).hasSize(1));
        assertThat(run(course, 0, many(1, Table.NONE, true))).isEqualTo(Why.NOBODY_LEFT);
    }

    @Test
    void aBoastfulNeighbourDoesNotEndTheQuery() {
        assertThat(Horizon.hosts(1_000_000, 2)).isLessThan(1_000);
        assertThat(Horizon.hosts(32, 1)).isEqualTo(1);
        assertThat(Horizon.hosts(32, 2)).isEqualTo(32);
        assertThat(Horizon.hosts(32, 3)).isEqualTo(993);
        assertThat(Horizon.hosts(0, 4)).isEqualTo(1);
    }
}
