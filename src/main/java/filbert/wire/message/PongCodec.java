package filbert.wire.message;

import filbert.wire.ggep.GgepCodec;
import io.netty.buffer.ByteBuf;

/** Little-endian port u16, IPv4 in network order, files u32, kibibytes u32, then GGEP (1-connect, 6.1). */
final class PongCodec {
    static final int FIXED_LENGTH = 14;

    private PongCodec() {}

    static Pong decode(ByteBuf payload) {
        if (payload.readableBytes() < FIXED_LENGTH) {
            throw new MalformedMessageException("pong of " + payload.readableBytes() + " bytes, need " + FIXED_LENGTH);
        }
        Limits.checkExtra("pong", payload.readableBytes() - FIXED_LENGTH);
        var port = payload.readUnsignedShortLE();
        if (port == 0) {
            throw new MalformedMessageException("pong with port 0");
        }
        var ipv4 = payload.readInt();
        var files = payload.readUnsignedIntLE();
        var kibibytes = payload.readUnsignedIntLE();
        var extensions = GgepCodec.read(payload);
        var host = Addresses.read(ipv4, port, extensions);
        return new Pong(host, files, kibibytes, Addresses.rest(host, extensions));
    }

    static void encode(Pong pong, ByteBuf out) {
        out.writeShortLE(pong.host().port());
        Addresses.writeIpv4(pong.host(), out);
        out.writeIntLE((int) pong.files()).writeIntLE((int) pong.kibibytes());
        GgepCodec.write(Addresses.told(pong.host(), pong.extensions()), out);
    }
}
