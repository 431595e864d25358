package filbert.wire.message;

import filbert.identity.Guid;
import filbert.wire.ggep.GgepCodec;
import io.netty.buffer.ByteBuf;

/** Servent GUID, index u32 little-endian, IPv4 in network order, port u16 little-endian, then GGEP (3-transfer, 3.9.1). */
final class PushCodec {
    static final int FIXED_LENGTH = 26;

    private PushCodec() {}

    static Push decode(ByteBuf payload) {
        if (payload.readableBytes() < FIXED_LENGTH) {
            throw new MalformedMessageException("push of " + payload.readableBytes() + " bytes, need " + FIXED_LENGTH);
        }
        Limits.checkExtra("push", payload.readableBytes() - FIXED_LENGTH);
        var servent = new Guid(payload.readLong(), payload.readLong());
        var index = payload.readUnsignedIntLE();
        var ipv4 = payload.readInt();
        var port = payload.readUnsignedShortLE();
        if (port == 0) {
            throw new MalformedMessageException("push with port 0");
        }
        var extensions = GgepCodec.read(payload);
        var requester = Addresses.read(ipv4, port, extensions);
        return new Push(servent, index, requester, Addresses.rest(requester, extensions));
    }

    static void encode(Push push, ByteBuf out) {
        out.writeLong(push.servent().high()).writeLong(push.servent().low());
        out.writeIntLE((int) push.index());
        Addresses.writeIpv4(push.requester(), out);
        out.writeShortLE(push.requester().port());
        GgepCodec.write(Addresses.told(push.requester(), push.extensions()), out);
    }
}
