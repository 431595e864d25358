package filbert.wire.ggep;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * Consistent overhead byte stuffing: bytes without any NUL (1-connect, 7). Groups of a count {@code n} and {@code n - 1} bytes that are not
 * zero; behind every group but the last, and but those of count 255, stands a NUL that is left out.
 */
final class Cobs {
    private static final int LONGEST_GROUP = 0xFF;

    private Cobs() {}

    static byte[] encode(byte[] plain) {
        var stuffed = new ByteArrayOutputStream(plain.length + plain.length / 254 + 2);
        var from = 0;
        while (true) {
            var to = from;
            while (to < plain.length && plain[to] != 0 && to - from < LONGEST_GROUP - 1) {
                to++;
            }
            stuffed.write(to - from + 1);
            stuffed.write(plain, from, to - from);
            if (to == plain.length) {
                return stuffed.toByteArray();
            }
            from = plain[to] == 0 && to - from < LONGEST_GROUP - 1 ? to + 1 : to;
        }
    }

    /** Empty when a NUL occurs or a group runs past the end. */
    static Optional<byte[]> decode(byte[] stuffed) {
        var plain = new ByteArrayOutputStream(stuffed.length);
        var at = 0;
        while (at < stuffed.length) {
            var count = stuffed[at] & 0xFF;
            var end = at + count;
            if (count == 0 || end > stuffed.length) {
                return Optional.empty();
            }
            for (var i = at + 1; i < end; i++) {
                if (stuffed[i] == 0) {
                    return Optional.empty();
                }
                plain.write(stuffed[i]);
            }
            at = end;
            if (count < LONGEST_GROUP && at < stuffed.length) {
                plain.write(0);
            }
        }
        return Optional.of(plain.toByteArray());
    }
}
