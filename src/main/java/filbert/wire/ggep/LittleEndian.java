package filbert.wire.ggep;

import java.util.Arrays;
import java.util.Optional;

/** Numbers as GGEP writes them: least significant byte first, trailing zero bytes cut, zero is no byte at all (2-search, 1.4). */
public final class LittleEndian {
    private LittleEndian() {}

    /** @param value not negative */
    public static byte[] of(long value) {
        var bytes = new byte[Long.BYTES];
        var length = 0;
        for (var i = 0; i < Long.BYTES; i++) {
            bytes[i] = (byte) (value >>> (8 * i));
            if (bytes[i] != 0) {
                length = i + 1;
            }
        }
        return Arrays.copyOf(bytes, length);
    }

    /** Empty above 8 bytes, or above 2^63 - 1. */
    public static Optional<Long> parse(byte[] bytes) {
        if (bytes.length > Long.BYTES) {
            return Optional.empty();
        }
        var value = 0L;
        for (var i = bytes.length - 1; i >= 0; i--) {
            value = (value << 8) | (bytes[i] & 0xFF);
        }
        return value < 0 ? Optional.empty() : Optional.of(value);
    }
}
