package filbert.net.netty;

import filbert.net.TokenBucket;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/** Stands between TLS and the socket, and pays for what leaves beyond the bytes that were paid before they were encrypted. On the loop. */
final class TlsToll extends ChannelOutboundHandlerAdapter {
    private final TokenBucket bucket;
    private long paid;

    TlsToll(TokenBucket bucket) {
        this.bucket = bucket;
    }

    void paid(long bytes) {
        paid += bytes;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            var before = Math.min(paid, bytes.readableBytes());
            paid -= before;
            if (bytes.readableBytes() > before) {
                bucket.charge(bytes.readableBytes() - before);
            }
        }
        context.write(message, promise);
    }
}
