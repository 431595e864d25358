package filbert.simulation.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Flooding on networks small enough to count by hand. */
final class FloodingTest {
    /** Ultrapeers 0 - 1 - 2 - 3 in a row; leaves 4 at 0, 5 at 1, 6 at 2 and at 3. */
    private static final Snapshot ROW = new Snapshot(4, 3, new int[][] {{0, 1}, {1, 2}, {2, 3}, {0, 4}, {1, 5}, {2, 6}, {3, 6}});

    /** Ultrapeers 0, 1, 2, each with both others, and 3 behind 2; leaves 4 at 0 and 5 at 3. */
    private static final Snapshot RING = new Snapshot(4, 2, new int[][] {{0, 1}, {1, 2}, {2, 0}, {2, 3}, {0, 4}, {3, 5}});

    private static BitSet hosts(int... numbers) {
        var hosts = new BitSet();
        IntStream.of(numbers).forEach(hosts::set);
        return hosts;
    }

    @Test
    void aLeafsQueryGoesNoFartherThanItMust() {
        // 4 to 0, 0 to 1, 1 to 5; back 5 to 1, 1 to 0, 0 to 4
        assertThat(Flooding.from(4, ROW, hosts(5), hosts(5, 6))).isEqualTo(new Flooding(2, 3, 1, 3, 3));
    }

    @Test
    void aLeafGetsACopyOfEachOfItsUltrapeersButCountsOnce() {
        // 4 to 0, 0 to 1, 1 to 5 and 2, 2 to 6 and 3, 3 to 6; back by way of 2: four links; of 3 itself: four
        assertThat(Flooding.from(4, ROW, hosts(3), hosts(3, 6))).isEqualTo(new Flooding(4, 6, 2, 7, 8));
    }

    @Test
    void anUltrapeersQueryGoesToAllItsNeighboursAtOnce() {
        // 0 to 1 and 4; 1 to 5: the TTL is used up
        assertThat(Flooding.from(0, ROW, hosts(5), hosts(5))).isEqualTo(new Flooding(1, 3, 1, 3, 2));
    }

    @Test
    void copiesThatEndAsDuplicatesWereSentAllTheSame() {
        // 4 to 0; 0 to 1 and 2; 1 to 2 and 2 to 1, in vain; 2 to 3; 3 to 5
        assertThat(Flooding.from(4, RING, hosts(5), hosts(5))).isEqualTo(new Flooding(3, 5, 1, 7, 4));
    }
}
