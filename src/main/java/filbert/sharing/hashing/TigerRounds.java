package filbert.sharing.hashing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The compression function of Tiger (Anderson and Biham, "Tiger: A Fast New Hash Function", 1996), for two independent messages at once.
 *
 * <p>One Tiger round waits for the table look-ups of the round before it, so a single message leaves most of the processor idle. Two messages
 * interleaved in one method keep it busy. The S-boxes are computed when the class is
 * loaded, by the generator the authors published: the function hashes its own title into the identity tables, five passes.
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
    private static final long[] T1 = identity();
    private static final long[] T2 = identity();
    private static final long[] T3 = identity();
    private static final long[] T4 = identity();

    static {
        generate();
    }

    private TigerRounds() {}

    private static long[] identity() {
        var table = new long[256];
        for (var i = 0; i < table.length; i++) {
            table[i] = i * 0x0101010101010101L;
        }
        return table;
    }

    private static void generate() {
        var title = TITLE.getBytes(StandardCharsets.US_ASCII);
        var state = new long[] {INITIAL_A, INITIAL_B, INITIAL_C, INITIAL_A, INITIAL_B, INITIAL_C};
        var tables = new long[][] {T1, T2, T3, T4};
        var word = 2;
        for (var pass = 0; pass < GENERATOR_PASSES; pass++) {
            for (var i = 0; i < 256; i++) {
                for (var table : tables) {
                    if (++word == 3) {
                        word = 0;
                        compress(title, 0, title, 0, state);
                    }
                    for (var column = 0; column < 8; column++) {
                        swap(table, i, (int) (state[word] >>> 8 * column) & 0xFF, 0xFFL << 8 * column);
                    }
                }
            }
        }
    }

    private static void swap(long[] table, int i, int j, long column) {
        var both = (table[i] ^ table[j]) & column;
        table[i] ^= both;
        table[j] ^= both;
    }

    /** Takes one block of each message; {@code state} holds a, b, c of the first, then of the second. */
    static void compress(byte[] first, int firstOffset, byte[] second, int secondOffset, long[] state) {
        long a = state[0], b = state[1], c = state[2];
        long d = state[3], e = state[4], f = state[5];
        var x0 = (long) LONGS.get(first, firstOffset);
        var x1 = (long) LONGS.get(first, firstOffset + 8);
        var x2 = (long) LONGS.get(first, firstOffset + 16);
        var x3 = (long) LONGS.get(first, firstOffset + 24);
        var x4 = (long) LONGS.get(first, firstOffset + 32);
        var x5 = (long) LONGS.get(first, firstOffset + 40);
        var x6 = (long) LONGS.get(first, firstOffset + 48);
        var x7 = (long) LONGS.get(first, firstOffset + 56);
        var y0 = (long) LONGS.get(second, secondOffset);
        var y1 = (long) LONGS.get(second, secondOffset + 8);
        var y2 = (long) LONGS.get(second, secondOffset + 16);
        var y3 = (long) LONGS.get(second, secondOffset + 24);
        var y4 = (long) LONGS.get(second, secondOffset + 32);
        var y5 = (long) LONGS.get(second, secondOffset + 40);
        var y6 = (long) LONGS.get(second, secondOffset + 48);
        var y7 = (long) LONGS.get(second, secondOffset + 56);
        for (var multiplier = 5; ; multiplier += 2) {
            c ^= x0;
            f ^= y0;
            a -= even(c);
            d -= even(f);
            b = (b + odd(c)) * multiplier;
            e = (e + odd(f)) * multiplier;
            a ^= x1;
            d ^= y1;
            b -= even(a);
            e -= even(d);
            c = (c + odd(a)) * multiplier;
            f = (f + odd(d)) * multiplier;
            b ^= x2;
            e ^= y2;
            c -= even(b);
            f -= even(e);
            a = (a + odd(b)) * multiplier;
            d = (d + odd(e)) * multiplier;
            c ^= x3;
            f ^= y3;
            a -= even(c);
            d -= even(f);
            b = (b + odd(c)) * multiplier;
            e = (e + odd(f)) * multiplier;
            a ^= x4;
            d ^= y4;
            b -= even(a);
            e -= even(d);
            c = (c + odd(a)) * multiplier;
            f = (f + odd(d)) * multiplier;
            b ^= x5;
            e ^= y5;
            c -= even(b);
            f -= even(e);
            a = (a + odd(b)) * multiplier;
            d = (d + odd(e)) * multiplier;
            c ^= x6;
            f ^= y6;
            a -= even(c);
            d -= even(f);
            b = (b + odd(c)) * multiplier;
            e = (e + odd(f)) * multiplier;
            a ^= x7;
            d ^= y7;
            b -= even(a);
            e -= even(d);
            c = (c + odd(a)) * multiplier;
            f = (f + odd(d)) * multiplier;
            // the next pass works on (c, a, b)
            var oldA = a;
            a = c;
            c = b;
            b = oldA;
            var oldD = d;
            d = f;
            f = e;
            e = oldD;
            if (multiplier == 9) {
                break;
            }
            x0 -= x7 ^ 0xA5A5A5A5A5A5A5A5L;
            y0 -= y7 ^ 0xA5A5A5A5A5A5A5A5L;
            x1 ^= x0;
            y1 ^= y0;
            x2 += x1;
            y2 += y1;
            x3 -= x2 ^ ~x1 << 19;
            y3 -= y2 ^ ~y1 << 19;
            x4 ^= x3;
            y4 ^= y3;
            x5 += x4;
            y5 += y4;
            x6 -= x5 ^ ~x4 >>> 23;
            y6 -= y5 ^ ~y4 >>> 23;
            x7 ^= x6;
            y7 ^= y6;
            x0 += x7;
            y0 += y7;
            x1 -= x0 ^ ~x7 << 19;
            y1 -= y0 ^ ~y7 << 19;
            x2 ^= x1;
            y2 ^= y1;
            x3 += x2;
            y3 += y2;
            x4 -= x3 ^ ~x2 >>> 23;
            y4 -= y3 ^ ~y2 >>> 23;
            x5 ^= x4;
            y5 ^= y4;
            x6 += x5;
            y6 += y5;
            x7 -= x6 ^ 0x0123456789ABCDEFL;
            y7 -= y6 ^ 0x0123456789ABCDEFL;
        }
        state[0] ^= a;
        state[1] = b - state[1];
        state[2] += c;
        state[3] ^= d;
        state[4] = e - state[4];
        state[5] += f;
    }

    private static long even(long c) {
        return T1[(int) c & 0xFF] ^ T2[(int) (c >>> 16) & 0xFF] ^ T3[(int) (c >>> 32) & 0xFF] ^ T4[(int) (c >>> 48) & 0xFF];
    }

    private static long odd(long c) {
        return T4[(int) (c >>> 8) & 0xFF] ^ T3[(int) (c >>> 24) & 0xFF] ^ T2[(int) (c >>> 40) & 0xFF] ^ T1[(int) (c >>> 56)];
    }
}
