package filbert.wire.vendor;

import filbert.wire.ggep.Ggep;
import filbert.wire.ggep.GgepCodec;
import filbert.wire.message.Vendor;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Answers a {@link HeadPing}. Version 1: flags u8, code u8, and unless that is {@link #NOT_FOUND} vendor (4) and queue; version 2: the same under the
 * GGEP keys C, V and Q; then, if asked for, ranges: in version 1 behind their length (u16, big-endian), in version 2 as R (3-transfer, 3.13). Ranges are
 * written and not read, alternates neither.
 *
 * @param code {@link #NOT_FOUND}, or {@link #COMPLETE} or {@link #PARTIAL} with {@link #FIREWALLED} and {@link #DOWNLOADING}
 * @param vendor four characters; empty when not found
 * @param queue negative for so many free slots, else so many are waiting; 127 for no room at all
 * @param ranges what there is of a file we have in part: first and last byte of each, inclusive
 */
public record HeadPong(int version, int code, String vendor, int queue, List<Range> ranges) implements VendorMessage {
    /** With it a pong stays below ten times the ping (3-transfer, 3.13). */
    public static final int MOST_RANGES = 40;

    public static final int NOT_FOUND = 0;
    public static final int COMPLETE = 1;
    public static final int PARTIAL = 2;
    public static final int FIREWALLED = 4;
    public static final int DOWNLOADING = 8;

    private static final int VENDOR_LENGTH = 4;
    private static final int RANGE_LENGTH = 8;
    private static final long LARGEST = 0xFFFF_FFFFL; // what 32 bits can say
    private static final int HAS_RANGES = 0x01;

    /** Unsigned 32 bits each. */
    public record Range(long first, long last) {}

    public HeadPong {
        ranges = ranges.stream().filter(range -> range.last <= LARGEST).limit(MOST_RANGES).toList();
    }

    /** One without ranges. */
    public HeadPong(int version, int code, String vendor, int queue) {
        this(version, code, vendor, queue, List.of());
    }

    public static HeadPong notFound(int version) {
        return new HeadPong(version, NOT_FOUND, "", 0);
    }

    static Optional<HeadPong> read(int version, ByteBuf body) {
        return switch (version) {
            case 1 -> readPlain(body);
            case 2 -> readKeys(GgepCodec.read(body));
            default -> Optional.empty();
        };
    }

    private static Optional<HeadPong> readPlain(ByteBuf body) {
        if (body.readableBytes() < 2) {
            return Optional.empty();
        }
        var code = body.skipBytes(1).readUnsignedByte();
        if (code == NOT_FOUND) {
            return Optional.of(notFound(1));
        }
        if (body.readableBytes() < VENDOR_LENGTH + 1) {
            return Optional.empty();
        }
        var vendor = body.readCharSequence(VENDOR_LENGTH, StandardCharsets.ISO_8859_1).toString();
        return Optional.of(new HeadPong(1, code, vendor, body.readByte()));
    }

    private static Optional<HeadPong> readKeys(Ggep keys) {
        var code = keys.get("C").filter(c -> c.length == 1).map(c -> c[0] & 0xFF);
        if (code.filter(c -> c == NOT_FOUND).isPresent()) {
            return Optional.of(notFound(2));
        }
        var vendor = keys.get("V").filter(v -> v.length == VENDOR_LENGTH).map(v -> new String(v, StandardCharsets.ISO_8859_1));
        var queue = keys.get("Q").filter(q -> q.length == 1).map(q -> (int) q[0]);
        return code.isEmpty() || vendor.isEmpty() || queue.isEmpty()
                ? Optional.empty()
                : Optional.of(new HeadPong(2, code.get(), vendor.get(), queue.get()));
    }

    @Override
    public Vendor toVendor() {
        return new Vendor(LIMEWIRE, 24, version, Fields.body(version == 1 ? this::writePlain : this::writeKeys));
    }

    private void writePlain(ByteBuf out) {
        out.writeByte(ranges.isEmpty() ? 0 : HAS_RANGES).writeByte(code);
        if (code != NOT_FOUND) {
            out.writeCharSequence(vendor, StandardCharsets.ISO_8859_1);
            out.writeByte(queue);
            if (!ranges.isEmpty()) {
                out.writeShort(ranges.size() * RANGE_LENGTH).writeBytes(rangeBytes());
            }
        }
    }

    private void writeKeys(ByteBuf out) {
        var keys = Ggep.EMPTY.with("C", (byte) code);
        var all = code == NOT_FOUND ? keys : keys.with("V", vendor.getBytes(StandardCharsets.ISO_8859_1)).with("Q", (byte) queue);
        GgepCodec.write(code == NOT_FOUND || ranges.isEmpty() ? all : all.with("R", rangeBytes()), out);
    }

    private byte[] rangeBytes() {
        var bytes = ByteBuffer.allocate(ranges.size() * RANGE_LENGTH);
        ranges.forEach(range -> bytes.putInt((int) range.first).putInt((int) range.last));
        return bytes.array();
    }
}
