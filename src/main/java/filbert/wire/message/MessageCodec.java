package filbert.wire.message;

import filbert.identity.Guid;
import io.netty.buffer.ByteBuf;

/** Between payload bytes and records. Pure; total: a record or a {@link MalformedMessageException}. */
public final class MessageCodec {
    private MessageCodec() {}

    /**
     * Reads the whole of {@code payload} without releasing it.
     *
     * @param type the header's type, an unsigned byte
     */
    public static Message decode(int type, ByteBuf payload) {
        throw new MalformedMessageException("type " + type + " of " + payload.readableBytes() + " bytes");
    }

    /** Appends header and payload. */
    public static void encode(Guid guid, int ttl, int hops, Message message, ByteBuf out) {
        throw new IllegalArgumentException("not written: " + message);
    }
}
