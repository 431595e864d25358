package filbert.servent.connection;

import filbert.wire.message.Header;
import filbert.wire.message.Vendor;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which vendor messages the peer understands: what "Messages Supported" told, once (1-connect, 10.2). Body: count LE16, then vendor 4,
 * selector LE16, version LE16 each. Confined to the owner.
 */
final class VendorSupport {
    /** Vendor of the messages about vendor messages. */
    static final String META = "\0\0\0\0";

    static final int MESSAGES_SUPPORTED = 0;

    private static final int ENTRY_LENGTH = 8;
    private static final int MAX_ENTRIES = 256;

    record Kind(String vendor, int selector) {}

    /** A vendor message we read. */
    record Known(Kind kind, int version) {}

    static final Kind HOPS_FLOW = new Kind("BEAR", 4);

    /** What we read, and nothing else (1-connect, 10.2). */
    private static final List<Known> OURS = List.of(new Known(HOPS_FLOW, 1));

    private final Map<Kind, Integer> versions = new HashMap<>();
    private boolean told;

    static Vendor announcement() {
        var body = Unpooled.buffer(2 + OURS.size() * ENTRY_LENGTH);
        body.writeShortLE(OURS.size());
        for (var known : OURS) {
            body.writeCharSequence(known.kind().vendor(), StandardCharsets.ISO_8859_1);
            body.writeShortLE(known.kind().selector()).writeShortLE(known.version());
        }
        return new Vendor(META, MESSAGES_SUPPORTED, 0, body.array(), Header.VENDOR);
    }

    /** @return false when the body is not what it says */
    boolean learn(byte[] body) {
        if (told) {
            return true; // said again: the first one counts
        }
        var in = Unpooled.wrappedBuffer(body);
        if (in.readableBytes() < 2) {
            return false;
        }
        var count = in.readUnsignedShortLE();
        if (count > MAX_ENTRIES || in.readableBytes() != count * ENTRY_LENGTH) {
            return false;
        }
        told = true;
        for (var i = 0; i < count; i++) {
            var vendor = in.readCharSequence(4, StandardCharsets.ISO_8859_1).toString();
            versions.merge(new Kind(vendor, in.readUnsignedShortLE()), in.readUnsignedShortLE(), Math::max);
        }
        return true;
    }

    /** May this be sent? Never above the version the peer told; the announcement itself always may. */
    boolean understands(Vendor message) {
        return message.vendor().equals(META)
                || message.version() <= versions.getOrDefault(new Kind(message.vendor(), message.selector()), -1);
    }
}
