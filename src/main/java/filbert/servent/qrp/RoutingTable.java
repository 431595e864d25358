package filbert.servent.qrp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A query routing table: which of 8 to 2^21 slots are set, that is, the hash of which words can be answered. Immutable. Slot 0 is the most
 * significant bit of the first long, as in 1-bit patches.
 */
public final class RoutingTable {
    /** log2 of the slots of the tables we make: 2-search, 4.3. */
    public static final int USUAL_BITS = 17;

    static final int MIN_BITS = 3; // 2-search, 4.3
    static final int MAX_BITS = 21; // larger ones are folded: 2-search, 4.3

    private final int bits;
    private final long[] slots;
    private final int count;

    /** Takes over {@code slots}. */
    RoutingTable(int bits, long[] slots) {
        if (bits < MIN_BITS || bits > MAX_BITS || slots.length != longs(bits)) {
            throw new IllegalArgumentException("table of 2^" + bits + " slots in " + slots.length + " longs");
        }
        this.bits = bits;
        this.slots = slots;
        var set = 0;
        for (var some : slots) {
            set += Long.bitCount(some);
        }
        this.count = set;
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
        return (slots[slot >> 6] << slot) < 0;
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
        for (var slot = next(0); slot >= 0; slot = next(slot + 1)) {
            if (shift <= 0) {
                set(target, slot >> -shift);
            } else {
                setRange(target, slot << shift, (slot + 1) << shift);
            }
        }
    }

    /** The first set slot from {@code from} on, or -1. */
    int next(int from) {
        var at = from >> 6;
        if (at >= slots.length) {
            return -1;
        }
        var some = slots[at] & -1L >>> from;
        while (some == 0) {
            if (++at == slots.length) {
                return -1;
            }
            some = slots[at];
        }
        return at << 6 | Long.numberOfLeadingZeros(some);
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

    /** Sixty-four slots from {@code 64 * at} on, the lowest in the most significant bit. */
    long longAt(int at) {
        return slots[at];
    }

    long[] copyOfSlots() {
        return slots.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RoutingTable that && bits == that.bits && Arrays.equals(slots, that.slots);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(slots);
    }

    @Override
    public String toString() {
        return count + " of 2^" + bits + " slots";
    }
}
