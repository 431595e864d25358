package filbert.sharing.hashing;

import filbert.identity.TigerRoot;
import java.io.ByteArrayOutputStream;

/**
 * Builds a tiger tree from a file's bytes in order, remembering one row of it. Memory: that row and one node per level. Not thread-safe.
 *
 * <p>Works like a binary counter: {@code pending[level]} holds a finished node waiting for its right brother, and a new leaf carries upwards
 * through every level that has one. What waits at the end is promoted, which is the tree's rule for odd nodes.
 */
public final class TreeBuilder {
    private static final int MAX_LEVELS = 64; // a long's worth of bytes has fewer

    private final Tiger tiger = new Tiger();
    private final byte[][] pending = new byte[MAX_LEVELS][];
    private final byte[] segment = new byte[Tiger.SEGMENT];
    private final byte[] pair = new byte[2 * Tiger.LENGTH];
    private final int rowLevel;
    private final ByteArrayOutputStream row = new ByteArrayOutputStream();
    private int inSegment;
    private long leaves;

    /** @param slice bytes under one node of the row to remember */
    public TreeBuilder(long slice) {
        rowLevel = Long.numberOfTrailingZeros(slice / Tiger.SEGMENT);
    }

    public void update(byte[] data, int offset, int length) {
        var at = offset;
        var end = offset + length;
        if (inSegment > 0) {
            var taken = Math.min(Tiger.SEGMENT - inSegment, length);
            System.arraycopy(data, at, segment, inSegment, taken);
            inSegment += taken;
            at += taken;
            if (inSegment < Tiger.SEGMENT) {
                return;
            }
            leaf(segment, 0, Tiger.SEGMENT);
            inSegment = 0;
        }
        for (; end - at >= Tiger.SEGMENT; at += Tiger.SEGMENT) {
            leaf(data, at, Tiger.SEGMENT);
        }
        System.arraycopy(data, at, segment, 0, end - at);
        inSegment = end - at;
    }

    private void leaf(byte[] data, int offset, int length) {
        var node = new byte[Tiger.LENGTH];
        tiger.leaf(data, offset, length, node, 0);
        leaves++;
        carry(node);
    }

    private void carry(byte[] leaf) {
        var node = leaf;
        var level = 0;
        while (true) {
            if (level == rowLevel) {
                row.writeBytes(node);
            }
            var left = pending[level];
            if (left == null) {
                pending[level] = node;
                return;
            }
            pending[level] = null;
            node = join(left, node);
            level++;
        }
    }

    private byte[] join(byte[] left, byte[] right) {
        System.arraycopy(left, 0, pair, 0, Tiger.LENGTH);
        System.arraycopy(right, 0, pair, Tiger.LENGTH, Tiger.LENGTH);
        var parent = new byte[Tiger.LENGTH];
        tiger.parent(pair, 0, parent, 0);
        return parent;
    }

    /** Ends the tree. Call once. */
    public Tree finish() {
        if (inSegment > 0 || leaves == 0) {
            leaf(segment, 0, inSegment);
        }
        byte[] node = null;
        for (var level = 0; level < MAX_LEVELS; level++) {
            var left = pending[level];
            if (left != null) {
                node = node == null ? left : join(left, node);
            }
            if (level < rowLevel && node != null && leftovers(level + 1) && level + 1 == rowLevel) {
                row.writeBytes(node);
            }
        }
        if (node == null) {
            throw new IllegalStateException("bug: a tree without nodes");
        }
        return new Tree(TigerRoot.of(node), row.toByteArray());
    }

    /** Were there leaves that did not fill a whole node of this level? */
    private boolean leftovers(int level) {
        return (leaves & (1L << level) - 1) != 0;
    }

    /** @param row the nodes of the row asked for, 24 bytes each */
    public record Tree(TigerRoot root, byte[] row) {}
}
