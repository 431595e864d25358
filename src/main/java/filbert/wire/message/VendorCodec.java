package filbert.wire.message;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Vendor 4 bytes, selector u16 little-endian, version u16 little-endian, body (1-connect, 10.1). */
final class VendorCodec {
    private static final int FIXED_LENGTH = 8;
    private static final int CODE_LENGTH = 4;

    private VendorCodec() {}

    static Vendor decode(int type, ByteBuf payload) {
        if (payload.readableBytes() < FIXED_LENGTH) {
            throw new MalformedMessageException("vendor message of " + payload.readableBytes() + " bytes, need " + FIXED_LENGTH);
        }
        var vendor = payload.readCharSequence(CODE_LENGTH, StandardCharsets.ISO_8859_1).toString();
        return new Vendor(vendor, payload.readUnsignedShortLE(), payload.readUnsignedShortLE(), Bytes.rest(payload), type);
    }

    static void encode(Vendor message, ByteBuf out) {
        var vendor = message.vendor().getBytes(StandardCharsets.ISO_8859_1);
        if (vendor.length != CODE_LENGTH) {
            throw new IllegalArgumentException("vendor code '" + message.vendor() + "', need 4 characters");
        }
        out.writeBytes(vendor).writeShortLE(message.selector()).writeShortLE(message.version());
        out.writeBytes(message.body());
    }
}
