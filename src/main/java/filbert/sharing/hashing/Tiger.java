package filbert.sharing.hashing;

import org.bouncycastle.crypto.digests.TigerDigest;

/**
 * The two hash functions of a tiger tree (3-transfer, 3.3.2): leaves behind a 0x00 byte, inner nodes behind a 0x01. Original Tiger, padding
 * byte 0x01. Not thread-safe: one per thread.
 */
final class Tiger {
    /** Bytes of a node. */
    static final int LENGTH = 24;
    /** Bytes of file under one leaf; the last leaf may have fewer. */
    static final int SEGMENT = 1024;

    private static final byte LEAF = 0x00;
    private static final byte INNER = 0x01;

    private final TigerDigest digest = new TigerDigest();

    /** Hashes {@code length} bytes of file, 0 to {@value #SEGMENT}, into {@code out} at {@code outOffset}. */
    void leaf(byte[] data, int offset, int length, byte[] out, int outOffset) {
        digest.update(LEAF);
        digest.update(data, offset, length);
        digest.doFinal(out, outOffset);
    }

    /** Hashes two nodes into their parent; {@code out} may overlap the children. */
    void parent(byte[] nodes, int left, int right, byte[] out, int outOffset) {
        digest.update(INNER);
        digest.update(nodes, left, LENGTH);
        digest.update(nodes, right, LENGTH);
        digest.doFinal(out, outOffset);
    }
}
