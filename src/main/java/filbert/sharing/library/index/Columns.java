package filbert.sharing.library.index;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.servent.search.Tags;
import filbert.wire.message.MediaType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * What is known of each file, a column per property: some 80 bytes and the path, where objects would take 300. Rows are appended, then frozen by
 * {@link #trimmed}; frozen columns are safe from any thread.
 */
final class Columns {
    private static final int DIGESTS = Sha1.LENGTH + TigerRoot.LENGTH;

    private static final char BEHIND_PATH = 0; // no path has it

    private int count;
    private int[] indexes;
    private long[] folders;
    private int[] pathEnds;
    private byte[] paths;
    private long[] sizes;
    private long[] modified;
    private int[] added;
    private byte[] digests;
    private short[] media;

    Columns(int capacity) {
        indexes = new int[capacity];
        folders = new long[capacity];
        pathEnds = new int[capacity];
        paths = new byte[capacity * 48];
        sizes = new long[capacity];
        modified = new long[capacity];
        added = new int[capacity];
        digests = new byte[capacity * DIGESTS];
        media = new short[capacity];
    }

    int count() {
        return count;
    }

    int index(int row) {
        return indexes[row];
    }

    long folder(int row) {
        return folders[row];
    }

    long size(int row) {
        return sizes[row];
    }

    void append(IndexedFile file) {
        var path = pathAndTags(file).getBytes(StandardCharsets.UTF_8);
        room(path.length);
        indexes[count] = file.index();
        folders[count] = file.folder();
        sizes[count] = file.size();
        modified[count] = ChronoUnit.MICROS.between(Instant.EPOCH, file.modified());
        added[count] = (int) file.added().getEpochSecond();
        media[count] = (short) MediaType.maskOf(file.name());
        ByteBuffer.wrap(digests, count * DIGESTS, DIGESTS)
                .put(file.sha1().bytes())
                .put(file.tigerRoot().bytes());
        appendPath(path, 0, path.length);
    }

    /** In one text, because most files have no tags. */
    private static String pathAndTags(IndexedFile file) {
        return file.tags().isEmpty() ? file.relative() : file.relative() + BEHIND_PATH + file.tags().packed();
    }

    void append(Columns other, int row) {
        var from = other.pathStart(row);
        var length = other.pathEnds[row] - from;
        room(length);
        indexes[count] = other.indexes[row];
        folders[count] = other.folders[row];
        sizes[count] = other.sizes[row];
        modified[count] = other.modified[row];
        added[count] = other.added[row];
        media[count] = other.media[row];
        System.arraycopy(other.digests, row * DIGESTS, digests, count * DIGESTS, DIGESTS);
        appendPath(other.paths, from, length);
    }

    private void appendPath(byte[] from, int at, int length) {
        var start = pathStart(count);
        System.arraycopy(from, at, paths, start, length);
        pathEnds[count] = start + length;
        count++;
    }

    private int pathStart(int row) {
        return row == 0 ? 0 : pathEnds[row - 1];
    }

    private void room(int pathLength) {
        if (count == indexes.length) {
            resize(count + (count >> 1) + 16);
        }
        var needed = pathStart(count) + pathLength;
        if (needed > paths.length) {
            paths = Arrays.copyOf(paths, Math.max(needed, paths.length + (paths.length >> 1)));
        }
    }

    private void resize(int capacity) {
        indexes = Arrays.copyOf(indexes, capacity);
        folders = Arrays.copyOf(folders, capacity);
        pathEnds = Arrays.copyOf(pathEnds, capacity);
        sizes = Arrays.copyOf(sizes, capacity);
        modified = Arrays.copyOf(modified, capacity);
        added = Arrays.copyOf(added, capacity);
        digests = Arrays.copyOf(digests, capacity * DIGESTS);
        media = Arrays.copyOf(media, capacity);
    }

    /** No spare room, nothing more to be appended. */
    Columns trimmed() {
        if (indexes.length != count) {
            resize(count);
        }
        var used = pathStart(count);
        if (paths.length != used) {
            paths = Arrays.copyOf(paths, used);
        }
        return this;
    }

    /** The M bits its extension stands for. */
    int media(int row) {
        return media[row];
    }

    IndexedFile file(int row) {
        var start = pathStart(row);
        var digest = ByteBuffer.wrap(digests, row * DIGESTS, DIGESTS);
        var text = new String(paths, start, pathEnds[row] - start, StandardCharsets.UTF_8);
        var path = text.indexOf(BEHIND_PATH);
        return new IndexedFile(
                indexes[row],
                folders[row],
                path < 0 ? text : text.substring(0, path),
                sizes[row],
                Instant.EPOCH.plus(modified[row], ChronoUnit.MICROS),
                new Sha1(digest.getLong(), digest.getLong(), digest.getInt()),
                new TigerRoot(digest.getLong(), digest.getLong(), digest.getLong()),
                Instant.ofEpochSecond(Integer.toUnsignedLong(added[row])),
                path < 0 ? Tags.NONE : Tags.unpacked(text.substring(path + 1)));
    }

    int compareSha1(int row, byte[] sha1) {
        var at = row * DIGESTS;
        return Arrays.compareUnsigned(digests, at, at + Sha1.LENGTH, sha1, 0, Sha1.LENGTH);
    }

    /** Rows in the order of their digests. */
    int[] bySha1() {
        var keys = new long[count]; // the first bytes decide nearly always
        for (var row = 0; row < count; row++) {
            var first = ByteBuffer.wrap(digests, row * DIGESTS, Integer.BYTES).getInt();
            keys[row] = (long) (first ^ Integer.MIN_VALUE) << 32 | row; // bytes compare unsigned
        }
        Arrays.sort(keys);
        var rows = new int[count];
        for (var place = 0; place < count; place++) {
            var row = (int) keys[place];
            var at = place;
            while (at > 0 && keys[at - 1] >> 32 == keys[place] >> 32 && compareSha1(rows[at - 1], row) > 0) {
                rows[at] = rows[at - 1];
                at--;
            }
            rows[at] = row;
        }
        return rows;
    }

    private int compareSha1(int row, int other) {
        var at = row * DIGESTS;
        var to = other * DIGESTS;
        return Arrays.compareUnsigned(digests, at, at + Sha1.LENGTH, digests, to, to + Sha1.LENGTH);
    }

    /** The row of an index, or a negative number; rows must be in ascending order of it. */
    int rowOf(int index) {
        return Arrays.binarySearch(indexes, 0, count, index);
    }
}
