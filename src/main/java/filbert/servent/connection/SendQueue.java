package filbert.servent.connection;

import filbert.wire.message.Header;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
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

    /** Entries of one rank; only while there are any, so that an idle link holds nothing. */
    private static final class Line {
        final int rank;
        final ArrayDeque<Entry> waiting = new ArrayDeque<>(3);
        @Nullable Line higher;
        @Nullable Line lower;

        Line(int rank) {
            this.rank = rank;
        }
    }

    private @Nullable Line highest;
    private @Nullable Line lowest;
    private int bytes;
    private long dropped;

    /** Takes over the entry's reference. @return false when something, perhaps this very entry, had to be dropped */
    boolean add(Entry entry, int rank) {
        var displaced = false;
        while (bytes + entry.size() > CAPACITY) {
            var victims = lowest;
            if (victims == null || victims.rank >= rank) {
                drop(entry);
                return false;
            }
            drop(take(victims));
            displaced = true;
        }
        line(rank).waiting.add(entry);
        bytes += entry.size();
        return !displaced;
    }

    /** The line of a rank, there may be no more than {@link Importance#RANKS}. */
    private Line line(int rank) {
        var above = (Line) null;
        var below = highest;
        while (below != null && below.rank > rank) {
            above = below;
            below = below.lower;
        }
        if (below != null && below.rank == rank) {
            return below;
        }
        var line = new Line(rank);
        link(above, line);
        link(line, below);
        return line;
    }

    /** Makes two lines neighbours; null is beyond either end. */
    private void link(@Nullable Line above, @Nullable Line below) {
        if (above == null) {
            highest = below;
        } else {
            above.lower = below;
        }
        if (below == null) {
            lowest = above;
        } else {
            below.higher = above;
        }
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
        return highest == null ? -1 : highest.rank;
    }

    /** The most important entry; of equals the one that has waited longest. */
    @Nullable Entry poll() {
        return highest == null ? null : take(highest);
    }

    /** Drops the least important first, of ranks below {@code rank}, until no more than so many bytes are left. */
    void shed(int rank, int most) {
        for (var line = lowest; bytes > most && line != null && line.rank < rank; line = lowest) {
            drop(take(line));
        }
    }

    /** Drops what matches. */
    void removeIf(Predicate<Header> unwanted) {
        for (var line = highest; line != null; line = line.lower) {
            line.waiting.removeIf(entry -> {
                if (!unwanted.test(entry.header())) {
                    return false;
                }
                bytes -= entry.size();
                drop(entry);
                return true;
            });
            if (line.waiting.isEmpty()) {
                link(line.higher, line.lower);
            }
        }
    }

    void clear() {
        for (var line = highest; line != null; line = line.lower) {
            line.waiting.forEach(entry -> entry.payload().release());
        }
        highest = null;
        lowest = null;
        bytes = 0;
    }

    private Entry take(Line line) {
        var entry = line.waiting.remove();
        bytes -= entry.size();
        if (line.waiting.isEmpty()) {
            link(line.higher, line.lower);
        }
        return entry;
    }

    private void drop(Entry entry) {
        dropped++;
        entry.payload().release();
    }
}
