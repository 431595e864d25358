package filbert.servent.qrp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The tables of all leaves, transposed: for each of usually 2^17 slots the set of leaves that have it, as bits of one or more longs. So a query costs
 * one row per word and an AND, whatever the number of leaves; with three words and more, the leaves that have enough of them are counted for
 * 64 leaves at a time.
 *
 * <p>Smaller tables are spread over adjacent slots, which is exact. Larger ones are folded, which is not: a leaf with one is asked again in
 * its own table when the folded one lets a query pass.
 *
 * <p>Leaves are small numbers given out by {@link #admit}. Confined to the owner.
 */
public final class LeafTables {
    private static final int COUNTER_BITS = 7; // up to QueryHashes.MAX_WORDS

    private final int bits;
    private final int slots;
    private final BitSet taken = new BitSet();
    private final List<@Nullable RoutingTable> tables = new ArrayList<>();
    private long[] rows = new long[0];
    private long[] withTable = new long[0];
    private long[] folded = new long[0];

    /** Longs in a row. */
    private int width;

    /** In as many slots as tables usually have. */
    public LeafTables() {
        this(RoutingTable.USUAL_BITS);
    }

    /** @param bits log2 of the slots they are transposed in: memory goes with it, and how often larger tables are looked into one by one */
    public LeafTables(int bits) {
        this.bits = bits;
        this.slots = 1 << bits;
    }

    /** A number for a new leaf, which has no table yet. */
    public int admit() {
        var leaf = taken.nextClearBit(0);
        taken.set(leaf);
        if (leaf == tables.size()) {
            tables.add(null);
        }
        if (leaf >> 6 >= width) {
            widen();
        }
        return leaf;
    }

    /** The leaf has a new table. */
    public void replace(int leaf, RoutingTable table) {
        check(leaf);
        var old = tables.get(leaf);
        if (old != null && old.bits() == table.bits() && table.bits() <= bits) {
            change(leaf, old, table);
        } else {
            forget(leaf);
            table.each(slot -> write(leaf, table.bits(), slot, true));
        }
        tables.set(leaf, table);
        mark(withTable, leaf, true);
        mark(folded, leaf, table.bits() > bits);
    }

    /** The leaf has no table for now: no query passes. */
    public void forget(int leaf) {
        check(leaf);
        var old = tables.get(leaf);
        if (old == null) {
            return;
        }
        old.each(slot -> write(leaf, old.bits(), slot, false));
        tables.set(leaf, null);
        mark(withTable, leaf, false);
        mark(folded, leaf, false);
    }

    /** The leaf is gone; its number will be given to another. */
    public void remove(int leaf) {
        forget(leaf);
        taken.clear(leaf);
    }

    /** The leaf's table, unless it has none. */
    public @Nullable RoutingTable table(int leaf) {
        check(leaf);
        return tables.get(leaf);
    }

    /** Names every leaf the query should go to (2-search, 4.5), in ascending order. */
    public void matching(QueryHashes query, IntConsumer each) {
        for (var word = 0; word < width; word++) {
            var candidates = matching(query, word) & withTable[word];
            while (candidates != 0) {
                var bit = Long.numberOfTrailingZeros(candidates);
                candidates &= candidates - 1;
                if ((folded[word] >>> bit & 1) == 0 || exactly(word << 6 | bit, query)) {
                    each.accept(word << 6 | bit);
                }
            }
        }
    }

    private boolean exactly(int leaf, QueryHashes query) {
        var table = tables.get(leaf);
        return table != null && table.mayAnswer(query);
    }

    /** Names every leaf whose table is not empty: queries that ignore tables go to these (2-search, 9.1). */
    public void sharing(IntConsumer each) {
        for (var leaf = taken.nextSetBit(0); leaf >= 0; leaf = taken.nextSetBit(leaf + 1)) {
            var table = tables.get(leaf);
            if (table != null && !table.isEmpty()) {
                each.accept(leaf);
            }
        }
    }

    /**
     * Our own table and those of leaves, in as many slots (2-search, 4.4).
     *
     * @param counts asked of each leaf that has a table
     */
    public RoutingTable mergedWith(RoutingTable own, IntPredicate counts) {
        var counting = counting(counts);
        var merged = own.scaledTo(bits).copyOfSlots();
        for (var slot = 0; slot < slots; slot++) {
            var any = 0L;
            for (var word = 0; word < width; word++) {
                any |= rows[slot * width + word] & counting[word];
            }
            if (any != 0) {
                RoutingTable.set(merged, slot);
            }
        }
        return new RoutingTable(bits, merged);
    }

    private long[] counting(IntPredicate counts) {
        var leaves = new long[width];
        for (var leaf = taken.nextSetBit(0); leaf >= 0; leaf = taken.nextSetBit(leaf + 1)) {
            mark(leaves, leaf, counts.test(leaf));
        }
        return leaves;
    }

    private long matching(QueryHashes query, int word) {
        var found = 0L;
        for (var i = 0; i < query.urnCount(); i++) {
            found |= row(query.urn(i), word);
        }
        return switch (query.wordCount()) {
            case 0 -> found;
            case 1 -> found | row(query.word(0), word);
            case 2 -> found | (row(query.word(0), word) & row(query.word(1), word));
            default -> found | enough(query, word);
        };
    }

    private long row(int product, int word) {
        return rows[WordHash.slot(product, bits) * width + word];
    }

    /** Counts present words for 64 leaves at once: bit {@code i} of every leaf's count is in {@code counts[i]}. */
    private long enough(QueryHashes query, int word) {
        long c0 = 0;
        long c1 = 0;
        long c2 = 0;
        long c3 = 0;
        long c4 = 0;
        long c5 = 0;
        long c6 = 0;
        for (var i = 0; i < query.wordCount(); i++) {
            var carry = row(query.word(i), word);
            var next = c0 & carry;
            c0 ^= carry;
            carry = next;
            next = c1 & carry;
            c1 ^= carry;
            carry = next;
            next = c2 & carry;
            c2 ^= carry;
            carry = next;
            next = c3 & carry;
            c3 ^= carry;
            carry = next;
            next = c4 & carry;
            c4 ^= carry;
            carry = next;
            next = c5 & carry;
            c5 ^= carry;
            c6 ^= next;
        }
        var needed = query.wordsNeeded();
        var more = 0L;
        var equal = -1L;
        for (var bit = COUNTER_BITS - 1; bit >= 0; bit--) {
            var count = switch (bit) {
                case 6 -> c6;
                case 5 -> c5;
                case 4 -> c4;
                case 3 -> c3;
                case 2 -> c2;
                case 1 -> c1;
                default -> c0;
            };
            if ((needed >> bit & 1) == 0) {
                more |= equal & count;
                equal &= ~count;
            } else {
                equal &= count;
            }
        }
        return more | equal;
    }

    private void change(int leaf, RoutingTable old, RoutingTable table) {
        var before = old.asLongs();
        var after = table.asLongs();
        for (var at = 0; at < after.length; at++) {
            var now = after[at];
            for (var changed = before[at] ^ now; changed != 0; ) {
                var bit = Long.numberOfLeadingZeros(changed);
                changed &= ~(Long.MIN_VALUE >>> bit);
                write(leaf, table.bits(), at << 6 | bit, now << bit < 0);
            }
        }
    }

    /** Sets or clears the leaf's bit in the rows of one slot of its table. */
    private void write(int leaf, int itsBits, int slot, boolean present) {
        var from = itsBits > bits ? slot >> (itsBits - bits) : slot << (bits - itsBits);
        var to = itsBits > bits ? from + 1 : (slot + 1) << (bits - itsBits);
        var mask = 1L << leaf;
        for (var at = from * width + (leaf >> 6); at < to * width; at += width) {
            rows[at] = present ? rows[at] | mask : rows[at] & ~mask;
        }
    }

    private static void mark(long[] leaves, int leaf, boolean set) {
        leaves[leaf >> 6] = set ? leaves[leaf >> 6] | 1L << leaf : leaves[leaf >> 6] & ~(1L << leaf);
    }

    private void widen() {
        var wider = new long[slots * (width + 1)];
        for (var slot = 0; slot < slots; slot++) {
            System.arraycopy(rows, slot * width, wider, slot * (width + 1), width);
        }
        rows = wider;
        width++;
        withTable = Arrays.copyOf(withTable, width);
        folded = Arrays.copyOf(folded, width);
    }

    private void check(int leaf) {
        if (!taken.get(leaf)) {
            throw new IllegalArgumentException("no leaf " + leaf);
        }
    }
}
