package filbert.wire.message;

import io.netty.buffer.ByteBuf;

/**
 * RESET: 0, slots u32 little-endian, infinity u8. PATCH: 1, sequence u8, sequence size u8, compressor u8, entry bits u8, data (2-search, 4.3).
 * Whether the values make sense is for the receiver of the table to say.
 */
final class QrpCodec {
    private static final int RESET = 0;
    private static final int PATCH = 1;
    private static final int RESET_LENGTH = 6;
    private static final int PATCH_FIXED_LENGTH = 5;

    private QrpCodec() {}

    static Message decode(ByteBuf payload) {
        var length = payload.readableBytes();
        if (length == 0) {
            throw new MalformedMessageException("query routing message of 0 bytes");
        }
        var variant = payload.readUnsignedByte();
        if (variant == RESET && length == RESET_LENGTH) {
            return new QrpReset(payload.readUnsignedIntLE(), payload.readUnsignedByte());
        }
        if (variant == PATCH && length > PATCH_FIXED_LENGTH) {
            return new QrpPatch(
                    payload.readUnsignedByte(),
                    payload.readUnsignedByte(),
                    payload.readUnsignedByte(),
                    payload.readUnsignedByte(),
                    Bytes.rest(payload));
        }
        throw new MalformedMessageException("query routing message of variant " + variant + " and " + length + " bytes");
    }

    static void encode(QrpReset reset, ByteBuf out) {
        out.writeByte(RESET).writeIntLE((int) reset.slots()).writeByte(reset.infinity());
    }

    static void encode(QrpPatch patch, ByteBuf out) {
        out.writeByte(PATCH).writeByte(patch.sequence()).writeByte(patch.sequenceSize());
        out.writeByte(patch.compressor()).writeByte(patch.entryBits()).writeBytes(patch.data());
    }
}
