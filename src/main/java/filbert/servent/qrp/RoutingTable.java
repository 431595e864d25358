package filbert.servent.qrp;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A query routing table: which of 8 to 2^21 slots are set, that is, the hash of which words can be answered. Immutable. Where it comes as longs, slot 0
 * is the most significant bit of the first, as in 1-bit patches.
 *
 * <p>A table of usual size with few slots set, as of most leaves, is kept as their numbers: in ascending order the lower 16 bits of each, in blocks of 2^16
 * slots. Larger ones are looked into query by query, which is quicker in bits.
 */
public final class RoutingTable {
    /** log2 of the slots of the tables we make: 2-search, 4.3. */
    public static final int USUAL_BITS = 17;

    static final int MIN_BITS = 3; // 2-search, 4.3
    static final int MAX_BITS = 21; // larger ones are folded: 2-search, 4.3

    private static final long[] NO_LONGS = {};
    private static final char[] NO_CHARS = {};
    private static final int[] NO_INTS = {};
    private static final int SPARSE_ONE_IN = 32; // slots: two bytes for each that is set are then half of one bit for each there is
    private static final int BLOCK_BITS = 16;

    private final int bits;
    private final int count;

    /** Of a table with many slots set; empty otherwise. */
    private final long[] slots;

    /** Of a table with few. */
    private final char[] few;

    /** Where in {@link #few} each block ends. */
    private final int[] ends;

    /** May take over {@code slots}. */
    RoutingTable(int bits, long[] slots) {
        if (bits < MIN_BITS || bits > MAX_BITS || slots.length != longs(bits)) {
            throw new IllegalArgumentException("table of 2^" + bits + " slots in " + slots.length + " longs");
        }
        this.bits = bits;
        var set = 0;
        for (var some : slots) {
            set += Long.bitCount(some);
        }
        this.count = set;
        if (bits > USUAL_BITS || set > slots.length * Long.SIZE / SPARSE_ONE_IN) {
            this.slots = slots;
            this.few = NO_CHARS;
            this.ends = NO_INTS;
        } else {
            this.slots = NO_LONGS;
            this.few = set == 0 ? NO_CHARS : new char[set];
            this.ends = set == 0 ? NO_INTS : new int[Math.max(1, 1 << bits >> BLOCK_BITS)];
            gather(slots);
        }
    }

    private void gather(long[] from) {
        var found = 0;
        for (var at = 0; at < from.length; at++) {
            for (var some = from[at]; some != 0; ) {
                var bit = Long.numberOfLeadingZeros(some);
                some &= ~(Long.MIN_VALUE >>> bit);
                var slot = at << 6 | bit;
                few[found++] = (char) slot;
                ends[slot >> BLOCK_BITS] = found;
            }
        }
        for (var block = 1; block < ends.length; block++) {
            ends[block] = Math.max(ends[block], ends[block - 1]); // nothing set in it
        }
    }

    public static RoutingTable empty(int bits) {
        return new RoutingTable(bits, new long[longs(bits)]);
    }

    static int longs(int bits) {
        return Math.max(1, 1 << bits >> 6);
    }

    /** log2 of the number of slots. */
    public int bits() {
        return bits;
    }

    public int size() {
        return 1 << bits;
    }

    public boolean has(int slot) {
        if (slots.length > 0) {
            return (slots[slot >> 6] << slot) < 0;
        }
        var block = slot >> BLOCK_BITS;
        return Arrays.binarySearch(few, end(block - 1), end(block), (char) slot) >= 0;
    }

    private int end(int block) {
        return block < 0 || ends.length == 0 ? 0 : ends[block];
    }

    /** May a word with this {@linkplain WordHash#product product} be answered? */
    public boolean mayAnswer(int product) {
        return has(WordHash.slot(product, bits));
    }

    /** The routing rule of 2-search 4.5: any URN, else the words. */
    public boolean mayAnswer(QueryHashes query) {
        for (var i = 0; i < query.urnCount(); i++) {
            if (mayAnswer(query.urn(i))) {
                return true;
            }
        }
        var present = 0;
        for (var i = 0; i < query.wordCount(); i++) {
            present += mayAnswer(query.word(i)) ? 1 : 0;
        }
        return query.wordCount() > 0 && present >= query.wordsNeeded();
    }

    /** Slots that are set. */
    public int count() {
        return count;
    }

    /** The part of all slots that is set, 0 to 1. */
    public double fill() {
        return (double) count / size();
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** Every slot set: it says nothing, and a leaf that says so is not served (2-search, 4.5). */
    public boolean isFull() {
        return count == size();
    }

    /** The same words in another size: a set slot of a smaller table becomes 2^k adjacent ones, and 2^k slots are ORed into one. */
    public RoutingTable scaledTo(int wantedBits) {
        if (wantedBits == bits) {
            return this;
        }
        var scaled = new long[longs(wantedBits)];
        orInto(scaled, wantedBits);
        return new RoutingTable(wantedBits, scaled);
    }

    private void orInto(long[] target, int targetBits) {
        var shift = targetBits - bits;
        each(slot -> {
            if (shift <= 0) {
                set(target, slot >> -shift);
            } else {
                setRange(target, slot << shift, (slot + 1) << shift);
            }
        });
    }

    /** Names every set slot, in ascending order. */
    void each(IntConsumer slot) {
        for (var at = 0; at < slots.length; at++) {
            for (var some = slots[at]; some != 0; ) {
                var bit = Long.numberOfLeadingZeros(some);
                some &= ~(Long.MIN_VALUE >>> bit);
                slot.accept(at << 6 | bit);
            }
        }
        for (var block = 0; block < ends.length; block++) {
            for (var at = end(block - 1); at < ends[block]; at++) {
                slot.accept(block << BLOCK_BITS | few[at]);
            }
        }
    }

    static void set(long[] slots, int slot) {
        slots[slot >> 6] |= Long.MIN_VALUE >>> slot;
    }

    private static void setRange(long[] slots, int from, int to) {
        for (var slot = from; slot < to; ) {
            if ((slot & 63) == 0 && to - slot >= 64) {
                slots[slot >> 6] = -1L;
                slot += 64;
            } else {
                set(slots, slot++);
            }
        }
    }

    /** Sixty-four slots in each, the lowest in the most significant bit. Not to be changed. */
    long[] asLongs() {
        return slots.length > 0 ? slots : copyOfSlots();
    }

    long[] copyOfSlots() {
        if (slots.length > 0) {
            return slots.clone();
        }
        var all = new long[longs(bits)];
        each(slot -> set(all, slot));
        return all;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RoutingTable that
                && bits == that.bits
                && Arrays.equals(slots, that.slots)
                && Arrays.equals(few, that.few)
                && Arrays.equals(ends, that.ends);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(slots) + Arrays.hashCode(few);
    }

    @Override
    public String toString() {
        return count + " of 2^" + bits + " slots";
    }
}
