package filbert.simulation.crowd;

import java.time.Duration;

/**
 * How large a {@link Crowd} is and what its servents may cost. Libraries and query routing tables are made smaller by the same factor, so that tables are
 * as full as real ones.
 *
 * @param tableBits log2 of the slots of query routing tables
 * @param rememberedHosts how many hosts each keeps in mind
 * @param smallerBy what the published numbers of shared files are divided by
 * @param joining time over which they come: the ultrapeers in the first third
 */
public record Plan(
        int ultrapeers, int leaves, int ultrapeerSlots, int leafSlots, int tableBits, int rememberedHosts, int smallerBy, Duration joining) {
    private static final int REAL_TABLE_BITS = 17; // 2-search, 4.3

    /**
     * With the published numbers of neighbours.
     *
     * @param tableBits log2 of the slots of tables, at most 17
     */
    public static Plan of(int ultrapeers, int leaves, int tableBits) {
        return new Plan(
                ultrapeers,
                leaves,
                Published.ULTRAPEER_SLOTS,
                Published.LEAF_SLOTS,
                tableBits,
                40,
                1 << (REAL_TABLE_BITS - tableBits),
                Duration.ofMinutes(3));
    }

    public int hosts() {
        return ultrapeers + leaves;
    }
}
