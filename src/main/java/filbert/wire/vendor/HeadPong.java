package filbert.wire.vendor;

import filbert.wire.ggep.Ggep;
import filbert.wire.ggep.GgepCodec;
import filbert.wire.message.Vendor;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Answers a {@link HeadPing}. Version 1: flags u8, code u8, and unless that is {@link #NOT_FOUND} vendor (4) and queue; version 2: the same under the
 * GGEP keys C, V and Q; then, if asked for, ranges: in version 1 behind their length (u16, big-endian), in version 2 as R, and as R5 those that end
 * beyond 32 bits (3-transfer, 3.13). Ranges that make no sense are left out. Alternates are not read and not written.
 *
 * @param code {@link #NOT_FOUND}, or {@link #COMPLETE} or {@link #PARTIAL} with {@link #FIREWALLED} and {@link #DOWNLOADING}
 * @param vendor four characters; empty when not found
 * @param queue negative for so many free slots, else so many are waiting; 127 for no room at all
 * @param ranges what there is of a file that is had in part: first and last byte of each, inclusive; empty when nobody said
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
    private static final int HAS_RANGES = 0x01;

    /** Both ends inclusive, at most 40 bits each. */
    public record Range(long first, long last) {}

    public HeadPong {
        ranges = ranges.stream().filter(range -> range.last <= Width.LONG.largest()).limit(MOST_RANGES).toList();
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
        var flags = body.readUnsignedByte();
        var code = body.readUnsignedByte();
        if (code == NOT_FOUND) {
            return Optional.of(notFound(1));
        }
        if (body.readableBytes() < VENDOR_LENGTH + 1) {
            return Optional.empty();
        }
        var vendor = body.readCharSequence(VENDOR_LENGTH, StandardCharsets.ISO_8859_1).toString();
        var queue = body.readByte();
        return Optional.of(new HeadPong(1, code, vendor, queue, (flags & HAS_RANGES) == 0 ? List.of() : readRanges(body)));
    }

    private static List<Range> readRanges(ByteBuf body) {
        if (body.readableBytes() < 2) {
            return List.of();
        }
        var length = body.readUnsignedShort();
        if (length > body.readableBytes()) {
            return List.of();
        }
        var bytes = new byte[length];
        body.readBytes(bytes);
        return Width.SHORT.read(bytes);
    }

    private static Optional<HeadPong> readKeys(Ggep keys) {
        var code = keys.get("C").filter(c -> c.length == 1).map(c -> c[0] & 0xFF);
        if (code.filter(c -> c == NOT_FOUND).isPresent()) {
            return Optional.of(notFound(2));
        }
        var vendor = keys.get("V").filter(v -> v.length == VENDOR_LENGTH).map(v -> new String(v, StandardCharsets.ISO_8859_1));
        var queue = keys.get("Q").filter(q -> q.length == 1).map(q -> (int) q[0]);
        if (code.isEmpty() || vendor.isEmpty() || queue.isEmpty()) {
            return Optional.empty();
        }
        var ranges = Arrays.stream(Width.values()).flatMap(width -> keys.get(width.key).map(width::read).stream()).flatMap(List::stream).toList();
        return Optional.of(new HeadPong(2, code.get(), vendor.get(), queue.get(), ranges));
    }

    @Override
    public Vendor toVendor() {
        return new Vendor(LIMEWIRE, 24, version, Fields.body(version == 1 ? this::writePlain : this::writeKeys));
    }

    private void writePlain(ByteBuf out) {
        var told = Width.SHORT.bytes(ranges);
        out.writeByte(told.length == 0 ? 0 : HAS_RANGES).writeByte(code);
        if (code != NOT_FOUND) {
            out.writeCharSequence(vendor, StandardCharsets.ISO_8859_1);
            out.writeByte(queue);
            if (told.length > 0) {
                out.writeShort(told.length).writeBytes(told);
            }
        }
    }

    private void writeKeys(ByteBuf out) {
        var keys = Ggep.EMPTY.with("C", (byte) code);
        if (code != NOT_FOUND) {
            keys = keys.with("V", vendor.getBytes(StandardCharsets.ISO_8859_1)).with("Q", (byte) queue);
            for (var width : Width.values()) {
                var told = width.bytes(ranges);
                keys = told.length == 0 ? keys : keys.with(width.key, told);
            }
        }
        GgepCodec.write(keys, out);
    }

    /** How ranges are told: those that end below 2^32 in four bytes an end, the others in five. */
    private enum Width {
        SHORT("R", Integer.BYTES),
        LONG("R5", 5);

        private final String key;
        private final int length;

        Width(String key, int length) {
            this.key = key;
            this.length = length;
        }

        long largest() {
            return (1L << (8 * length)) - 1;
        }

        private boolean tells(Range range) {
            return range.last <= largest() && (this == SHORT || range.last > SHORT.largest());
        }

        byte[] bytes(List<Range> ranges) {
            var told = ranges.stream().filter(this::tells).toList();
            var bytes = ByteBuffer.allocate(told.size() * 2 * length);
            for (var range : told) {
                put(bytes, range.first);
                put(bytes, range.last);
            }
            return bytes.array();
        }

        private void put(ByteBuffer bytes, long end) {
            for (var i = length - 1; i >= 0; i--) {
                bytes.put((byte) (end >>> (8 * i)));
            }
        }

        List<Range> read(byte[] bytes) {
            var ranges = new ArrayList<Range>();
            for (var at = 0; at + 2 * length <= bytes.length; at += 2 * length) {
                var range = new Range(end(bytes, at), end(bytes, at + length));
                if (range.first <= range.last) {
                    ranges.add(range);
                }
            }
            return ranges;
        }

        private long end(byte[] bytes, int at) {
            var end = 0L;
            for (var i = at; i < at + length; i++) {
                end = end << 8 | bytes[i] & 0xFF;
            }
            return end;
        }
    }
}
