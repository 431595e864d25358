package filbert.wire.message;

import io.netty.buffer.ByteBuf;

/** Takes bytes out of buffers. */
final class Bytes {
    private Bytes() {}

    static byte[] take(ByteBuf in, int count) {
        var bytes = new byte[count];
        in.readBytes(bytes);
        return bytes;
    }

    static byte[] rest(ByteBuf in) {
        return take(in, in.readableBytes());
    }
}
