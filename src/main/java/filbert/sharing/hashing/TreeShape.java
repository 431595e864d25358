package filbert.sharing.hashing;

import java.util.Optional;

/**
 * How much of a tiger tree is kept and served for a file of a given size (3-transfer, 3.3.3, column G): at most 2^depth nodes in the lowest
 * row kept, each over {@code slice} bytes of the file.
 *
 * @param size bytes of the file, 0 or more
 * @param slice bytes under one node of the row: 1,024 times a power of two
 */
public record TreeShape(long size, long slice) {
    private static final long SMALLEST_GOOD_SLICE = 256 * 1024; // the table's finest slice
    private static final long MEBIBYTE = 1 << 20;

    public TreeShape {
        if (size < 0 || slice < Tiger.SEGMENT || Long.bitCount(slice) != 1) {
            throw new IllegalArgumentException("tree over " + size + " bytes in slices of " + slice);
        }
    }

    /** The row we keep: 256 KiB slices while they fit in the depth the table gives, wider ones for large files. */
    public static TreeShape keptFor(long size) {
        var slice = SMALLEST_GOOD_SLICE;
        while (slice * mostNodes(size) < size) {
            slice <<= 1;
        }
        return new TreeShape(size, slice);
    }

    private static long mostNodes(long size) {
        if (size < 256 * MEBIBYTE) {
            return 1 << 9;
        }
        return size < 1024 * MEBIBYTE ? 1 << 10 : 1 << 11;
    }

    /** The shape of a row of {@code nodes} nodes over a file: the finest whose width is right. Empty when no row of this file is that wide. */
    public static Optional<TreeShape> ofRow(long size, int nodes) {
        for (long slice = Tiger.SEGMENT; slice > 0; slice <<= 1) {
            var width = new TreeShape(size, slice).width();
            if (width == nodes) {
                return Optional.of(new TreeShape(size, slice));
            }
            if (width < nodes) {
                break;
            }
        }
        return Optional.empty();
    }

    /** Nodes in the row: at least 1, also for an empty file. */
    public int width() {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, (size + slice - 1) / slice));
    }

    /** First byte under node {@code index}. */
    public long from(int index) {
        return index * slice;
    }

    /** Byte behind the last one under node {@code index}. */
    public long to(int index) {
        return Math.min(size, (index + 1) * slice);
    }
}
