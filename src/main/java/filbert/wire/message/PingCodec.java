package filbert.wire.message;

import filbert.wire.ggep.GgepCodec;
import io.netty.buffer.ByteBuf;

/** Nothing, or GGEP; behind it may stand NULs, as LimeWire sends (1-connect, 1.3 and 6.2). */
final class PingCodec {
    private PingCodec() {}

    static Ping decode(ByteBuf payload) {
        Limits.checkExtra("ping", payload.readableBytes());
        return payload.isReadable() ? new Ping(GgepCodec.read(payload)) : Ping.PLAIN;
    }

    static void encode(Ping ping, ByteBuf out) {
        GgepCodec.write(ping.extensions(), out);
    }
}
