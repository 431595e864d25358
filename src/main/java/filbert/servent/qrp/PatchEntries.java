package filbert.servent.qrp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Applies the entries of a patch to slots as they come out of the inflater, eight bytes at a time (2-search, 4.3). An entry of 8, 4 or 2 bits
 * is a signed number: negative sets its slot, positive clears it, zero leaves it; the lower slot stands in the upper bits. An entry of 1 bit
 * flips its slot.
 *
 * <p>Eight bytes hold 64 / {@code entryBits} entries. Their sign bits, and for positive ones the OR of all their bits, are gathered by
 * {@link Long#compress} into a run of that many bits, which lies in one long of the table: no loop over entries is needed.
 *
 * <p>Tables above 2^21 slots are folded: several entries mean one slot, so slots are set only, never cleared.
 */
final class PatchEntries {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** The sign bit of each entry, by entry bits. */
    private static final long[] SIGNS = {
        0, -1L, 0xAAAA_AAAA_AAAA_AAAAL, 0, 0x8888_8888_8888_8888L, 0, 0, 0, 0x8080_8080_8080_8080L
    };

    private final long[] slots;
    private final int entryBits;
    private final int foldedBits;
    private final byte[] window = new byte[8_192];
    private int inWindow;
    private long expected;
    private long nextEntry;

    /**
     * @param slots changed in place
     * @param sentBits log2 of the table's slots as the sender counts them
     * @param heldBits log2 of those kept
     */
    PatchEntries(long[] slots, int sentBits, int heldBits, int entryBits) {
        this.slots = slots;
        this.entryBits = entryBits;
        this.foldedBits = sentBits - heldBits;
        this.expected = Math.max(1, ((1L << sentBits) * entryBits) >> 3);
    }

    static boolean isKnown(int entryBits) {
        return entryBits == 1 || entryBits == 2 || entryBits == 4 || entryBits == 8;
    }

    /** Bytes still missing. */
    long missing() {
        return expected;
    }

    /** Where the next bytes go: at {@link #offset}, at most {@link #space}. */
    byte[] window() {
        return window;
    }

    int offset() {
        return inWindow;
    }

    int space() {
        return window.length - inWindow;
    }

    /** Takes {@code count} bytes put into the window; no more than are missing. */
    void filled(int count) {
        expected -= count;
        inWindow += count;
        if (expected == 0) {
            var whole = (inWindow + 7) & ~7;
            Arrays.fill(window, inWindow, whole, (byte) 0); // zero entries change nothing
            inWindow = whole;
        }
        var end = inWindow & ~7;
        for (var at = 0; at < end; at += 8) {
            var entries = (long) LONGS.get(window, at);
            if (entries != 0) {
                apply(entries);
            }
            nextEntry += 64 / entryBits;
        }
        System.arraycopy(window, end, window, 0, inWindow - end);
        inWindow -= end;
    }

    private void apply(long entries) {
        var signs = SIGNS[entryBits];
        var count = 64 / entryBits;
        var set = Long.compress(entries, signs) << -count; // to the top
        if (foldedBits > 0) {
            fold(set, count);
            return;
        }
        var at = (int) (nextEntry >> 6);
        var shift = (int) nextEntry & 63;
        if (entryBits == 1) {
            slots[at] ^= set;
            return;
        }
        var any = entries;
        for (var step = 1; step < entryBits; step <<= 1) {
            any |= any << step; // the sign bit gathers all bits of its entry, and none of the next
        }
        var clear = (Long.compress(any, signs) << -count) & ~set;
        slots[at] = (slots[at] & ~(clear >>> shift)) | (set >>> shift);
    }

    private void fold(long set, int count) {
        for (var i = 0; i < count; i++) {
            if (set << i < 0) {
                RoutingTable.set(slots, (int) ((nextEntry + i) >> foldedBits));
            }
        }
    }
}
