package filbert.servent.qrp;

import filbert.wire.Zlib;
import filbert.wire.message.Message;
import filbert.wire.message.QrpPatch;
import filbert.wire.message.QrpReset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What to send so that a neighbour has our table: 4-bit entries, infinity 7, packed where that is shorter, in chunks of 2,048 bytes
 * (2-search, 4.3 and 4.4). Never 1-bit entries: gtk-gnutella misplaces them and LimeWire refuses them.
 */
public final class TablePatches {
    static final int INFINITY = 7;
    static final int ENTRY_BITS = 4;
    static final int CHUNK = 2_048;

    private static final int MOST_PATCHES = 255; // the sequence is counted in one byte
    private static final int APPEARS = 1 - INFINITY & 0xF;
    private static final int DISAPPEARS = INFINITY - 1;
    private static final int PLAIN = 0;
    private static final int ZLIB = 1;

    private TablePatches() {}

    /** A RESET and the complete table, also when it is empty. */
    public static List<Message> full(RoutingTable table) {
        return full(table, packed(entries(RoutingTable.empty(table.bits()), table)));
    }

    /**
     * What turns the table sent last into {@code wanted}: nothing when they are equal; the complete table when the size differs or that is
     * shorter.
     */
    public static List<Message> update(RoutingTable sent, RoutingTable wanted) {
        if (sent.equals(wanted)) {
            return List.of();
        }
        if (sent.bits() != wanted.bits()) {
            return full(wanted);
        }
        var changes = packed(entries(sent, wanted));
        var whole = packed(entries(RoutingTable.empty(wanted.bits()), wanted));
        return changes.data().length <= whole.data().length ? patches(changes) : full(wanted, whole);
    }

    private static List<Message> full(RoutingTable table, Packed whole) {
        var messages = new ArrayList<Message>();
        messages.add(new QrpReset(table.size(), INFINITY));
        messages.addAll(patches(whole));
        return messages;
    }

    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Packed(int compressor, byte[] data) {}

    private static Packed packed(byte[] entries) {
        var deflated = Zlib.deflate(entries);
        return deflated.length < entries.length ? new Packed(ZLIB, deflated) : new Packed(PLAIN, entries);
    }

    /** One nibble for each slot, the lower slot in the upper one. */
    private static byte[] entries(RoutingTable from, RoutingTable to) {
        var entries = new byte[to.size() / 2];
        var before = from.asLongs();
        var after = to.asLongs();
        for (var at = 0; at < after.length; at++) {
            for (var changed = before[at] ^ after[at]; changed != 0; ) {
                var bit = Long.numberOfLeadingZeros(changed);
                changed &= ~(Long.MIN_VALUE >>> bit);
                var slot = at << 6 | bit;
                var entry = after[at] << bit < 0 ? APPEARS : DISAPPEARS;
                entries[slot >> 1] |= (byte) ((slot & 1) == 0 ? entry << 4 : entry);
            }
        }
        return entries;
    }

    private static List<Message> patches(Packed packed) {
        var data = packed.data();
        var chunk = Math.max(CHUNK, (data.length + MOST_PATCHES - 1) / MOST_PATCHES);
        var size = (data.length + chunk - 1) / chunk;
        var messages = new ArrayList<Message>(size);
        for (var i = 0; i < size; i++) {
            var part = Arrays.copyOfRange(data, i * chunk, Math.min(data.length, (i + 1) * chunk));
            messages.add(new QrpPatch(i + 1, size, packed.compressor(), ENTRY_BITS, part));
        }
        return messages;
    }
}
