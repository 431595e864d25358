package filbert.sharing.hashing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The two hash functions of a tiger tree (3-transfer, 3.3.2): leaves behind a 0x00 byte, inner nodes behind a 0x01. Original Tiger, padding
 * byte 0x01. Not thread-safe: one per thread.
 */
final class Tiger {
    /** Bytes of a node. */
    static final int LENGTH = 24;
    /** Bytes of file under one leaf; the last leaf may have fewer. */
    static final int SEGMENT = 1024;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte LEAF = 0x00;
    private static final byte INNER = 0x01;
    private static final byte PADDING = 0x01;
    private static final int BIT_COUNT = 8; // the last eight bytes of the last block hold the length in bits

    private final byte[] message = new byte[blocks(SEGMENT) * TigerRounds.BLOCK];
    private final long[] state = new long[3];

    /** Hashes {@code length} bytes of file, 0 to {@value #SEGMENT}, into {@code out} at {@code outOffset}. */
    void leaf(byte[] data, int offset, int length, byte[] out, int outOffset) {
        run(pad(LEAF, data, offset, length));
        write(out, outOffset);
    }

    /** Hashes two nodes that follow each other into their parent; {@code out} may overlap them. */
    void parent(byte[] nodes, int offset, byte[] out, int outOffset) {
        run(pad(INNER, nodes, offset, 2 * LENGTH));
        write(out, outOffset);
    }

    private static int blocks(int length) {
        return (1 + length + 1 + BIT_COUNT + TigerRounds.BLOCK - 1) / TigerRounds.BLOCK;
    }

    private int pad(byte kind, byte[] data, int offset, int length) {
        var blocks = blocks(length);
        message[0] = kind;
        System.arraycopy(data, offset, message, 1, length);
        message[length + 1] = PADDING;
        var end = blocks * TigerRounds.BLOCK - BIT_COUNT;
        Arrays.fill(message, length + 2, end, (byte) 0);
        LONGS.set(message, end, (length + 1) * 8L);
        return blocks;
    }

    private void run(int blocks) {
        state[0] = TigerRounds.INITIAL_A;
        state[1] = TigerRounds.INITIAL_B;
        state[2] = TigerRounds.INITIAL_C;
        for (var at = 0; at < blocks * TigerRounds.BLOCK; at += TigerRounds.BLOCK) {
            TigerRounds.compress(message, at, state);
        }
    }

    private void write(byte[] out, int outOffset) {
        LONGS.set(out, outOffset, state[0]);
        LONGS.set(out, outOffset + 8, state[1]);
        LONGS.set(out, outOffset + 16, state[2]);
    }
}
