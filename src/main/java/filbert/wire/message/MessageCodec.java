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
        var message = switch (type) {
            case Header.PING -> PingCodec.decode(payload);
            case Header.PONG -> PongCodec.decode(payload);
            case Header.BYE -> ByeCodec.decode(payload);
            case Header.QRP -> QrpCodec.decode(payload);
            case Header.VENDOR, Header.VENDOR_STANDARD -> VendorCodec.decode(type, payload);
            case Header.PUSH -> PushCodec.decode(payload);
            case Header.QUERY -> QueryCodec.decode(payload);
            case Header.QUERY_HIT -> QueryHitCodec.decode(payload);
            default -> new Unknown(type, Bytes.rest(payload));
        };
        payload.skipBytes(payload.readableBytes());
        return message;
    }

    /** Appends header and payload. */
    public static void encode(Guid guid, int ttl, int hops, Message message, ByteBuf out) {
        var start = out.writerIndex();
        new Header(guid, type(message), ttl, hops, 0).write(out);
        var payload = out.writerIndex();
        switch (message) {
            case Ping ping -> PingCodec.encode(ping, out);
            case Pong pong -> PongCodec.encode(pong, out);
            case Bye bye -> ByeCodec.encode(bye, out);
            case QrpReset reset -> QrpCodec.encode(reset, out);
            case QrpPatch patch -> QrpCodec.encode(patch, out);
            case Vendor vendor -> VendorCodec.encode(vendor, out);
            case Push push -> PushCodec.encode(push, out);
            case Query query -> QueryCodec.encode(query, out);
            case QueryHit hit -> QueryHitCodec.encode(hit, out);
            case Unknown _ -> throw new IllegalArgumentException("unknown messages are read, never sent");
        }
        var length = out.writerIndex() - payload;
        if (length > Limits.PAYLOAD) {
            out.writerIndex(start);
            throw new IllegalArgumentException("payload of " + length + " bytes, at most " + Limits.PAYLOAD);
        }
        out.setIntLE(payload - Integer.BYTES, length);
    }

    /** The header's type byte for a message. */
    public static int type(Message message) {
        return switch (message) {
            case Ping _ -> Header.PING;
            case Pong _ -> Header.PONG;
            case Bye _ -> Header.BYE;
            case QrpReset _, QrpPatch _ -> Header.QRP;
            case Vendor vendor -> vendor.type();
            case Push _ -> Header.PUSH;
            case Query _ -> Header.QUERY;
            case QueryHit _ -> Header.QUERY_HIT;
            case Unknown unknown -> unknown.type();
        };
    }
}
