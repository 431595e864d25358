package filbert.wire.vendor;

import filbert.wire.ggep.Ggep;
import filbert.wire.ggep.GgepCodec;
import filbert.wire.message.Vendor;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Answers a {@link HeadPing}. Version 1: flags u8, code u8, and unless that is {@link #NOT_FOUND} vendor (4) and queue; version 2: the same under the
 * GGEP keys C, V and Q (3-transfer, 3.13). Ranges and alternates are not read.
 *
 * @param code {@link #NOT_FOUND}, or {@link #COMPLETE} or {@link #PARTIAL} with {@link #FIREWALLED} and {@link #DOWNLOADING}
 * @param vendor four characters; empty when not found
 * @param queue negative for so many free slots, else so many are waiting; 127 for no room at all
 */
public record HeadPong(int version, int code, String vendor, int queue) implements VendorMessage {
    public static final int NOT_FOUND = 0;
    public static final int COMPLETE = 1;
    public static final int PARTIAL = 2;
    public static final int FIREWALLED = 4;
    public static final int DOWNLOADING = 8;

    private static final int VENDOR_LENGTH = 4;

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
        out.writeByte(0).writeByte(code);
        if (code != NOT_FOUND) {
            out.writeCharSequence(vendor, StandardCharsets.ISO_8859_1);
            out.writeByte(queue);
        }
    }

    private void writeKeys(ByteBuf out) {
        var keys = Ggep.EMPTY.with("C", (byte) code);
        GgepCodec.write(
                code == NOT_FOUND ? keys : keys.with("V", vendor.getBytes(StandardCharsets.ISO_8859_1)).with("Q", (byte) queue), out);
    }
}
