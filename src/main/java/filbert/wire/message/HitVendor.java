package filbert.wire.message;

import filbert.identity.Guid;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Finds the vendor code of a hit in place, behind its records (2-search, 3.2 and 3.4): for hits that are only passed on, and never decoded. */
final class HitVendor {
    private static final int RECORDS = 11; // offset of the first: 2-search, 3.1
    private static final int FIXED = 8; // index and size before the name: 2-search, 3.2
    private static final int CODE = 4; // 2-search, 3.4
    private static final byte NUL = 0;

    private HitVendor() {}

    /** Empty where there is none, or the hit is malformed. Moves no index of the payload. */
    static String in(ByteBuf payload) {
        var end = payload.writerIndex() - Guid.LENGTH;
        var at = payload.readerIndex() + RECORDS;
        if (end < at) {
            return "";
        }
        for (var left = payload.getUnsignedByte(payload.readerIndex()); left > 0; left--) {
            at = behindNul(payload, behindNul(payload, at + FIXED, end), end);
        }
        return at + CODE <= end ? payload.toString(at, CODE, StandardCharsets.ISO_8859_1) : "";
    }

    /** {@code end} when there is no NUL before it. */
    private static int behindNul(ByteBuf payload, int from, int end) {
        var nul = from < end ? payload.indexOf(from, end, NUL) : -1;
        return nul < 0 ? end : nul + 1;
    }
}
