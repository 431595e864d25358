package filbert.servent.connection;

import filbert.wire.message.Header;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Messages waiting to leave, bounded in bytes. Full, it drops the least important first: a newcomer that matters more displaces what matters
 * less, any other newcomer is dropped itself (1-connect, 5.1). Confined to the owner.
 */
final class SendQueue {
    static final int CAPACITY = 96 * 1024; // 1-connect, 5.1

    /** {@code length} payload bytes at {@code index} of {@code payload}, which this entry holds a reference of. */
    record Entry(Header header, ByteBuf payload, int index, int length) {
        int size() {
            return Header.LENGTH + length;
        }

        void writeTo(ByteBuf out) {
            header.write(out);
            out.writeBytes(payload, index, length);
        }
    }

    private final @Nullable ArrayDeque<Entry>[] ranks = newRanks();
    private int highest = -1;
    private int bytes;
    private long dropped;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static ArrayDeque<Entry>[] newRanks() {
        return new ArrayDeque[Importance.RANKS];
    }

    /** Takes over the entry's reference. @return false when something, perhaps this very entry, had to be dropped */
    boolean add(Entry entry, int rank) {
        var displaced = false;
        while (bytes + entry.size() > CAPACITY) {
            var lowest = lowest();
            if (lowest < 0 || lowest >= rank) {
                drop(entry);
                return false;
            }
            var victim = take(lowest);
            drop(victim);
            displaced = true;
        }
        var line = ranks[rank];
        if (line == null) {
            line = new ArrayDeque<>(4);
            ranks[rank] = line;
        }
        line.add(entry);
        bytes += entry.size();
        highest = Math.max(highest, rank);
        return !displaced;
    }

    boolean isEmpty() {
        return bytes == 0;
    }

    int bytes() {
        return bytes;
    }

    /** Messages dropped for want of room, ever. */
    long dropped() {
        return dropped;
    }

    /** The rank of what {@link #poll} would return, or -1. */
    int highestRank() {
        while (highest >= 0 && isEmpty(highest)) {
            highest--;
        }
        return highest;
    }

    /** The most important entry; of equals the one that has waited longest. */
    @Nullable Entry poll() {
        var rank = highestRank();
        return rank < 0 ? null : take(rank);
    }

    /** Drops the least important first, of ranks below {@code rank}, until no more than so many bytes are left. */
    void shed(int rank, int most) {
        for (var lowest = lowest(); bytes > most && lowest >= 0 && lowest < rank; lowest = lowest()) {
            drop(take(lowest));
        }
    }

    /** Drops what matches. */
    void removeIf(Predicate<Header> unwanted) {
        for (var line : ranks) {
            if (line != null) {
                line.removeIf(entry -> {
                    if (!unwanted.test(entry.header())) {
                        return false;
                    }
                    bytes -= entry.size();
                    drop(entry);
                    return true;
                });
            }
        }
    }

    void clear() {
        for (var line : ranks) {
            if (line != null) {
                line.forEach(entry -> entry.payload().release());
            }
        }
        Arrays.fill(ranks, null);
        bytes = 0;
        highest = -1;
    }

    private int lowest() {
        for (var rank = 0; rank <= highest; rank++) {
            if (!isEmpty(rank)) {
                return rank;
            }
        }
        return -1;
    }

    private boolean isEmpty(int rank) {
        var line = ranks[rank];
        return line == null || line.isEmpty();
    }

    private Entry take(int rank) {
        var line = ranks[rank];
        if (line == null) {
            throw new IllegalStateException("bug: nothing of rank " + rank);
        }
        var entry = line.remove();
        bytes -= entry.size();
        return entry;
    }

    private void drop(Entry entry) {
        dropped++;
        entry.payload().release();
    }
}
