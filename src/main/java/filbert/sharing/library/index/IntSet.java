package filbert.sharing.library.index;

import java.util.Arrays;

/** A few thousand rows, to be asked for once: open addressing at half load. */
final class IntSet {
    private static final int EMPTY = -1;

    private final int[] slots;
    private final int mask;

    private IntSet(int capacity) {
        slots = new int[capacity];
        mask = capacity - 1;
        Arrays.fill(slots, EMPTY);
    }

    /** @param rows none of them negative */
    static IntSet of(int[] rows) {
        var set = new IntSet(Integer.highestOneBit(Math.max(4, rows.length)) << 2);
        for (var row : rows) {
            set.slots[set.slot(row)] = row;
        }
        return set;
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
