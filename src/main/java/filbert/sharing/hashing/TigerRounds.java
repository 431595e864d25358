package filbert.sharing.hashing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The compression function of Tiger (Anderson and Biham, "Tiger: A Fast New Hash Function", 1996).
 *
 * <p>Everything but the S-boxes stays in registers: three longs of state and eight of message are about what a processor has, and the four boxes in
 * one array take one more. Two messages at once, which would fill the waits between look-ups, spill and are slower. The boxes are computed when
 * the class is loaded, by the generator the authors published: the function hashes its own title into the identity tables, five passes.
 *
 * <p>A state is three longs; a block is 64 bytes, read little-endian.
 */
final class TigerRounds {
    static final int BLOCK = 64;
    static final long INITIAL_A = 0x0123456789ABCDEFL;
    static final long INITIAL_B = 0xFEDCBA9876543210L;
    static final long INITIAL_C = 0xF096A5B4C3B2E187L;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final String TITLE = "Tiger - A Fast New Hash Function, by Ross Anderson and Eli Biham";
    private static final int GENERATOR_PASSES = 5;
    private static final int BOX = 256;
    private static final int BOXES = 4;
    private static final long[] T = identity(); // the boxes, one after the other

    static {
        generate();
    }

    private TigerRounds() {}

    private static long[] identity() {
        var boxes = new long[BOXES * BOX];
        for (var i = 0; i < boxes.length; i++) {
            boxes[i] = i % BOX * 0x0101010101010101L;
        }
        return boxes;
    }

    private static void generate() {
        var title = TITLE.getBytes(StandardCharsets.US_ASCII);
        var state = new long[] {INITIAL_A, INITIAL_B, INITIAL_C};
        var word = 2;
        for (var pass = 0; pass < GENERATOR_PASSES; pass++) {
            for (var i = 0; i < BOX; i++) {
                for (var box = 0; box < T.length; box += BOX) {
                    if (++word == 3) {
                        word = 0;
                        compress(title, 0, state);
                    }
                    for (var column = 0; column < 8; column++) {
                        swap(box + i, box + ((int) (state[word] >>> 8 * column) & 0xFF), 0xFFL << 8 * column);
                    }
                }
            }
        }
    }

    private static void swap(int i, int j, long column) {
        var both = (T[i] ^ T[j]) & column;
        T[i] ^= both;
        T[j] ^= both;
    }

    /** Takes the block at {@code offset} into {@code state}: a, b, c. */
    static void compress(byte[] block, int offset, long[] state) {
        long a = state[0], b = state[1], c = state[2];
        var x0 = (long) LONGS.get(block, offset);
        var x1 = (long) LONGS.get(block, offset + 8);
        var x2 = (long) LONGS.get(block, offset + 16);
        var x3 = (long) LONGS.get(block, offset + 24);
        var x4 = (long) LONGS.get(block, offset + 32);
        var x5 = (long) LONGS.get(block, offset + 40);
        var x6 = (long) LONGS.get(block, offset + 48);
        var x7 = (long) LONGS.get(block, offset + 56);
        for (var multiplier = 5; ; multiplier += 2) {
            c ^= x0;
            a -= even(c);
            b = (b + odd(c)) * multiplier;
            a ^= x1;
            b -= even(a);
            c = (c + odd(a)) * multiplier;
            b ^= x2;
            c -= even(b);
            a = (a + odd(b)) * multiplier;
            c ^= x3;
            a -= even(c);
            b = (b + odd(c)) * multiplier;
            a ^= x4;
            b -= even(a);
            c = (c + odd(a)) * multiplier;
            b ^= x5;
            c -= even(b);
            a = (a + odd(b)) * multiplier;
            c ^= x6;
            a -= even(c);
            b = (b + odd(c)) * multiplier;
            a ^= x7;
            b -= even(a);
            c = (c + odd(a)) * multiplier;
            // the next pass works on (c, a, b)
            var oldA = a;
            a = c;
            c = b;
            b = oldA;
            if (multiplier == 9) {
                break;
            }
            x0 -= x7 ^ 0xA5A5A5A5A5A5A5A5L;
            x1 ^= x0;
            x2 += x1;
            x3 -= x2 ^ ~x1 << 19;
            x4 ^= x3;
            x5 += x4;
            x6 -= x5 ^ ~x4 >>> 23;
            x7 ^= x6;
            x0 += x7;
            x1 -= x0 ^ ~x7 << 19;
            x2 ^= x1;
            x3 += x2;
            x4 -= x3 ^ ~x2 >>> 23;
            x5 ^= x4;
            x6 += x5;
            x7 -= x6 ^ 0x0123456789ABCDEFL;
        }
        state[0] ^= a;
        state[1] = b - state[1];
        state[2] += c;
    }

    private static long even(long c) {
        return T[(int) c & 0xFF]
                ^ T[((int) (c >>> 16) & 0xFF) + BOX]
                ^ T[((int) (c >>> 32) & 0xFF) + 2 * BOX]
                ^ T[((int) (c >>> 48) & 0xFF) + 3 * BOX];
    }

    private static long odd(long c) {
        return T[((int) (c >>> 8) & 0xFF) + 3 * BOX]
                ^ T[((int) (c >>> 24) & 0xFF) + 2 * BOX]
                ^ T[((int) (c >>> 40) & 0xFF) + BOX]
                ^ T[(int) (c >>> 56)];
    }
}
