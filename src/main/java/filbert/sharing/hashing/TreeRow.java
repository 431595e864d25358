package filbert.sharing.hashing;

import filbert.identity.TigerRoot;
import java.util.Arrays;
import java.util.Optional;

/**
 * One row of a file's tiger tree, wide enough to verify the file slice by slice: what is kept in the database and carried by THEX.
 *
 * @param nodes {@code shape.width()} digests of 24 bytes, left to right; treat as immutable
 */
public record TreeRow(TreeShape shape, byte[] nodes) {
    public TreeRow {
        if (nodes.length != shape.width() * Tiger.LENGTH) {
            throw new IllegalArgumentException("row of " + nodes.length + " bytes for " + shape);
        }
    }

    /** A row as stored; empty when its length fits no row of a file of this size. */
    public static Optional<TreeRow> of(long size, byte[] nodes) {
        if (nodes.length == 0 || nodes.length % Tiger.LENGTH != 0) {
            return Optional.empty();
        }
        return TreeShape.ofRow(size, nodes.length / Tiger.LENGTH).map(shape -> new TreeRow(shape, nodes));
    }

    public TigerRoot root() {
        var level = nodes;
        while (level.length > Tiger.LENGTH) {
            level = parents(level);
        }
        return TigerRoot.of(level);
    }

    /** Is {@code slice}, the root over some bytes, what the tree says of node {@code index}? */
    public boolean agrees(int index, TigerRoot slice) {
        var from = index * Tiger.LENGTH;
        return Arrays.equals(nodes, from, from + Tiger.LENGTH, slice.bytes(), 0, Tiger.LENGTH);
    }

    /** The next row up; a node without a right brother is promoted unchanged (3-transfer, 3.3.2). */
    static byte[] parents(byte[] row) {
        var tiger = new Tiger();
        var count = row.length / Tiger.LENGTH;
        var up = new byte[(count + 1) / 2 * Tiger.LENGTH];
        for (var i = 0; i + 1 < count; i += 2) {
            tiger.parent(row, i * Tiger.LENGTH, up, i / 2 * Tiger.LENGTH);
        }
        if (count % 2 == 1) {
            System.arraycopy(row, (count - 1) * Tiger.LENGTH, up, up.length - Tiger.LENGTH, Tiger.LENGTH);
        }
        return up;
    }
}
