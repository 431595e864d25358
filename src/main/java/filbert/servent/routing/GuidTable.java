package filbert.servent.routing;

import filbert.net.Timeline;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers GUIDs in the order they came: for each where it came from and one {@code long} of notes. Nothing is allocated per GUID, and a servent
 * that hears little, as leaves do, holds little.
 *
 * <p>Entries stand in chunks of {@value #CHUNK}, filled one after the other; a hash index with chains leads to them. Chunks are the unit
 * of forgetting (1-connect, 1.5): a closed chunk goes, whole, once its last entry is older than the lifetime, or earlier when all chunks
 * are in use, so that a flood costs memory up to a bound and then history. The index is seeded: peers choose GUIDs, but not where they
 * land. An entry's number is good until the next {@link #add} or {@link #renew}. Confined to the owner.
 */
final class GuidTable {
    static final int CHUNK = 4_096;
    static final int NONE = -1;

    private static final int FIRST_ROOM = 16;
    private static final int GROWTH = 4; // 16, 64, 256, 1,024, 4,096

    private static final int DEAD = -2;
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L; // golden ratio; spreads neighbouring values

    private static final class Chunk {
        long[] high = new long[FIRST_ROOM];
        long[] low = new long[FIRST_ROOM];
        long[] notes = new long[FIRST_ROOM];
        int[] next = new int[FIRST_ROOM];
        Origin[] origins = new Origin[FIRST_ROOM];
        int used;
        long closedAt;

        /** The next free place, for which there is room then. */
        int take() {
            if (used == high.length) {
                var room = Math.min(CHUNK, GROWTH * used);
                high = Arrays.copyOf(high, room);
                low = Arrays.copyOf(low, room);
                notes = Arrays.copyOf(notes, room);
                next = Arrays.copyOf(next, room);
                origins = Arrays.copyOf(origins, room);
            }
            return used++;
        }
    }

    private final Timeline timeline;
    private final long lifetimeNanos;
    private final long highMask;
    private final long lowMask;
    private final long seed;
    private final @Nullable Chunk[] chunks;
    private int oldest;
    private int inUse;
    private Chunk open;
    private @Nullable Chunk spare;
    private int size;
    private int[] heads = newHeads(FIRST_ROOM);

    /** Compares whole GUIDs. */
    GuidTable(Timeline timeline, Duration lifetime, int maxChunks, long seed) {
        this(timeline, lifetime, maxChunks, seed, -1, -1);
    }

    /** Compares only the bits set in the masks. */
    GuidTable(Timeline timeline, Duration lifetime, int maxChunks, long seed, long highMask, long lowMask) {
        this.timeline = timeline;
        this.lifetimeNanos = lifetime.toNanos();
        this.highMask = highMask;
        this.lowMask = lowMask;
        this.seed = seed;
        this.chunks = new Chunk[maxChunks];
        this.open = new Chunk();
        this.chunks[0] = open;
        this.inUse = 1;
    }

    /** @return the entry's number, or {@link #NONE} */
    int find(long high, long low) {
        var entry = heads[bucket(high, low)];
        while (entry >= 0) {
            var chunk = chunkOf(entry);
            var at = entry % CHUNK;
            if (((chunk.high[at] ^ high) & highMask) == 0 && ((chunk.low[at] ^ low) & lowMask) == 0) {
                return entry;
            }
            entry = chunk.next[at];
        }
        return NONE;
    }

    /** Remembers a GUID that {@link #find} does not know. @return the entry's number */
    int add(long high, long low, Origin origin) {
        if (open.used == CHUNK) {
            openNext();
        }
        if (size >= heads.length) {
            reindex(heads.length * GROWTH);
        }
        var at = open.take();
        open.high[at] = high;
        open.low[at] = low;
        open.notes[at] = 0;
        open.origins[at] = origin;
        var entry = openSlot() * CHUNK + at;
        link(open, at, entry);
        size++;
        return entry;
    }

    /** Makes an entry as young as a new one. @return its number from now on */
    int renew(int entry) {
        var chunk = chunkOf(entry);
        if (chunk == open) {
            return entry;
        }
        var at = entry % CHUNK;
        var high = chunk.high[at];
        var low = chunk.low[at];
        var notes = chunk.notes[at];
        var origin = chunk.origins[at];
        forget(chunk, entry);
        var renewed = add(high, low, origin);
        open.notes[renewed % CHUNK] = notes;
        return renewed;
    }

    Origin origin(int entry) {
        return chunkOf(entry).origins[entry % CHUNK];
    }

    void origin(int entry, Origin origin) {
        chunkOf(entry).origins[entry % CHUNK] = origin;
    }

    long notes(int entry) {
        return chunkOf(entry).notes[entry % CHUNK];
    }

    void notes(int entry, long notes) {
        chunkOf(entry).notes[entry % CHUNK] = notes;
    }

    /** Is this the GUID the entry was made with, in the bits not compared as well? */
    boolean isExactly(int entry, long high, long low) {
        var chunk = chunkOf(entry);
        return chunk.high[entry % CHUNK] == high && chunk.low[entry % CHUNK] == low;
    }

    int size() {
        return size;
    }

    private void openNext() {
        open.closedAt = timeline.nanos();
        while (inUse > 0 && (inUse == chunks.length || isStale(at(oldest)))) {
            forgetOldest();
        }
        open = spare == null ? new Chunk() : spare;
        spare = null;
        chunks[(oldest + inUse) % chunks.length] = open;
        inUse++;
    }

    private boolean isStale(Chunk chunk) {
        return timeline.nanos() - chunk.closedAt > lifetimeNanos;
    }

    private void forgetOldest() {
        var chunk = at(oldest);
        for (var at = 0; at < chunk.used; at++) {
            if (chunk.next[at] != DEAD) {
                forget(chunk, oldest * CHUNK + at);
            }
            chunk.origins[at] = Ourselves.US; // lets go of neighbours that left
        }
        chunk.used = 0;
        spare = chunk;
        chunks[oldest] = null;
        oldest = (oldest + 1) % chunks.length;
        inUse--;
    }

    private void forget(Chunk chunk, int entry) {
        var at = entry % CHUNK;
        var bucket = bucket(chunk.high[at], chunk.low[at]);
        if (heads[bucket] == entry) {
            heads[bucket] = chunk.next[at];
        } else {
            var before = heads[bucket];
            while (chunkOf(before).next[before % CHUNK] != entry) {
                before = chunkOf(before).next[before % CHUNK];
            }
            chunkOf(before).next[before % CHUNK] = chunk.next[at];
        }
        chunk.next[at] = DEAD;
        size--;
    }

    private void reindex(int buckets) {
        heads = newHeads(buckets);
        for (var i = 0; i < inUse; i++) {
            var slot = (oldest + i) % chunks.length;
            var chunk = at(slot);
            for (var at = 0; at < chunk.used; at++) {
                if (chunk.next[at] != DEAD) {
                    link(chunk, at, slot * CHUNK + at);
                }
            }
        }
    }

    private void link(Chunk chunk, int at, int entry) {
        var bucket = bucket(chunk.high[at], chunk.low[at]);
        chunk.next[at] = heads[bucket];
        heads[bucket] = entry;
    }

    private int bucket(long high, long low) {
        var hash = ((high & highMask) ^ seed) * MIX;
        hash = ((hash ^ hash >>> 32) + (low & lowMask)) * MIX;
        return (int) ((hash ^ hash >>> 29) & heads.length - 1);
    }

    private int openSlot() {
        return (oldest + inUse - 1) % chunks.length;
    }

    private Chunk chunkOf(int entry) {
        return at(entry / CHUNK);
    }

    private Chunk at(int slot) {
        var chunk = chunks[slot];
        if (chunk == null) {
            throw new IllegalStateException("bug: chunk " + slot + " was forgotten");
        }
        return chunk;
    }

    private static int[] newHeads(int buckets) {
        var heads = new int[buckets];
        Arrays.fill(heads, NONE);
        return heads;
    }
}
