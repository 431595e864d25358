package filbert.servent.qrp;

import filbert.wire.message.QrpPatch;
import filbert.wire.message.QrpReset;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the table of one neighbour (2-search, 4.4): RESET, then a sequence of PATCHes; later sequences change the table there is. Holds an
 * inflater while a packed sequence is under way: {@link #close} when the neighbour goes. Confined to the owner.
 */
public final class TableReceiver {
    private static final int LARGEST_SENT_BITS = 24; // 2-search, 4.3
    private static final int PLAIN = 0;
    private static final int ZLIB = 1;

    private final boolean fullTableIsAnOffence;
    private int sentBits;
    private @Nullable RoutingTable table;
    private @Nullable Sequence sequence;
    private boolean resetSeen;

    private TableReceiver(boolean fullTableIsAnOffence) {
        this.fullTableIsAnOffence = fullTableIsAnOffence;
    }

    /** For a leaf: a table with every slot set is an offence. */
    public static TableReceiver ofLeaf() {
        return new TableReceiver(true);
    }

    public static TableReceiver ofUltrapeer() {
        return new TableReceiver(false);
    }

    /** What a message led to. */
    public sealed interface Step {
        /** More messages must come; {@link TableReceiver#table} says what holds until then. */
        record Unfinished() implements Step {}

        /** A sequence is complete. */
        record Complete(RoutingTable table) implements Step {}

        /** The neighbour broke the rules: it gets Bye {@value #BYE_CODE} with this reason, and nothing more is taken from it. */
        record Offence(String reason) implements Step {
            public static final int BYE_CODE = 413;
        }
    }

    /** The newest complete table; empty before the first and after a RESET. */
    public Optional<RoutingTable> table() {
        return Optional.ofNullable(table);
    }

    /** The old table is forgotten; a sequence under way is given up. */
    public Step receive(QrpReset reset) {
        close();
        table = null;
        resetSeen = false;
        var slots = reset.slots();
        if (Long.bitCount(slots) != 1 || slots < 1L << RoutingTable.MIN_BITS || slots > 1L << LARGEST_SENT_BITS) {
            return new Step.Offence("QRP table of " + slots + " slots");
        }
        if (reset.infinity() == 0) {
            return new Step.Offence("QRP infinity 0");
        }
        sentBits = Long.numberOfTrailingZeros(slots);
        resetSeen = true;
        return new Step.Unfinished();
    }

    public Step receive(QrpPatch patch) {
        if (!resetSeen) {
            return new Step.Offence("QRP patch before reset");
        }
        var current = sequence == null ? new Sequence(patch) : sequence;
        sequence = current;
        var offence = current.take(patch);
        if (offence != null) {
            close();
            table = null;
            resetSeen = false;
            return new Step.Offence(offence);
        }
        if (patch.sequence() < patch.sequenceSize()) {
            return new Step.Unfinished();
        }
        close();
        var complete = new RoutingTable(heldBits(), current.slots);
        if (fullTableIsAnOffence && complete.isFull()) {
            table = null;
            return new Step.Offence("QRP table with every slot set");
        }
        table = complete;
        return new Step.Complete(complete);
    }

    /** Gives up a sequence under way. */
    public void close() {
        if (sequence != null) {
            sequence.inflater.end();
            sequence = null;
        }
    }

    private int heldBits() {
        return Math.min(sentBits, RoutingTable.MAX_BITS);
    }

    /** One sequence of patches on the way into a copy of the table. */
    private final class Sequence {
        private final QrpPatch first;
        private final long[] slots;
        private final PatchEntries entries;
        private final Inflater inflater = new Inflater();
        private int taken;

        Sequence(QrpPatch first) {
            this.first = first;
            this.slots = table == null ? new long[RoutingTable.longs(heldBits())] : table.copyOfSlots();
            var entryBits = PatchEntries.isKnown(first.entryBits()) ? first.entryBits() : Byte.SIZE;
            this.entries = new PatchEntries(slots, sentBits, heldBits(), entryBits);
        }

        /** @return what is wrong with the patch, or null */
        @Nullable String take(QrpPatch patch) {
            if (patch.sequence() != ++taken || patch.sequence() > patch.sequenceSize()) {
                return "QRP patch " + patch.sequence() + "/" + patch.sequenceSize() + ", expected " + taken;
            }
            if (patch.sequenceSize() != first.sequenceSize()
                    || patch.entryBits() != first.entryBits()
                    || patch.compressor() != first.compressor()) {
                return "QRP patch unlike the first of its sequence";
            }
            if (!PatchEntries.isKnown(patch.entryBits())) {
                return "QRP entries of " + patch.entryBits() + " bits";
            }
            var offence = switch (patch.compressor()) {
                case PLAIN -> takePlain(patch.data());
                case ZLIB -> takePacked(patch.data());
                default -> "QRP compressor " + patch.compressor();
            };
            if (offence == null && patch.sequence() == patch.sequenceSize() && entries.missing() > 0) {
                return "QRP patch too short by " + entries.missing() + " bytes";
            }
            return offence;
        }

        private @Nullable String takePlain(byte[] data) {
            if (data.length > entries.missing()) {
                return "QRP patch longer than its table";
            }
            for (var at = 0; at < data.length; ) {
                var count = Math.min(data.length - at, entries.space());
                System.arraycopy(data, at, entries.window(), entries.offset(), count);
                entries.filled(count);
                at += count;
            }
            return null;
        }

        private @Nullable String takePacked(byte[] data) {
            if (inflater.finished()) {
                return "QRP patch behind the end of its stream";
            }
            inflater.setInput(data);
            try {
                while (entries.missing() > 0) {
                    var wanted = (int) Math.min(entries.missing(), entries.space());
                    var count = inflater.inflate(entries.window(), entries.offset(), wanted);
                    if (count == 0) {
                        return stalled();
                    }
                    entries.filled(count);
                }
                var surplus = inflater.inflate(new byte[1]);
                return surplus > 0 || inflater.getRemaining() > 0 ? "QRP patch longer than its table" : null;
            } catch (DataFormatException garbled) {
                return "QRP patch is no zlib stream";
            }
        }

        private @Nullable String stalled() {
            if (inflater.needsDictionary()) {
                return "QRP patch wants a dictionary";
            }
            return inflater.finished() ? "QRP stream ends too early" : null;
        }
    }
}
