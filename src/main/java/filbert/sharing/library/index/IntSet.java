package filbert.sharing.library.index;

import java.util.Arrays;

/** A few thousand rows, to be asked for once: open addressing at half load. */
class IntSet {
    private static final int EMPTY = -1;

    private final int[] slots;
    private final int mask;

    private IntSet(int capacity) {
        slots = new int[capacity];
        mask = capacity - 1;
        Arrays.fill(slots, EMPTY);
    }

    /** Holds nothing, and takes everything for new. */
    static final IntSet NONE = new IntSet(1) {
        @Override
        boolean add(int row) {
            return true;
        }
    };

    static IntSet ofAtMost(int rows) {
        return new IntSet(Integer.highestOneBit(Math.max(4, rows)) << 2);
    }

    /** @param rows none of them negative */
    static IntSet of(int[] rows) {
        var set = ofAtMost(rows.length);
        for (var row : rows) {
            set.slots[set.slot(row)] = row;
        }
        return set;
    }

    /** @return false when it was there already */
    boolean add(int row) {
        var slot = slot(row);
        var isNew = slots[slot] != row;
        slots[slot] = row;
        return isNew;
    }

    boolean contains(int row) {
        return slots[slot(row)] == row;
    }

    private int slot(int row) {
        var slot = row * 0x9E3779B9 >>> 7 & mask; // Fibonacci hashing: rows come in runs
        while (slots[slot] != EMPTY && slots[slot] != row) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
