package filbert.servent.connection;

import filbert.wire.message.Framing;
import filbert.wire.message.Header;
import filbert.wire.message.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Cuts plain bytes into messages, whatever the portions they come in (1-connect, 1.1 and 1.3). Payloads are slices of what arrived; only
 * a message that ends in another portion is copied. A message above its type's limit leaves a {@link Frame} without payload. Confined to the link's
 * loop.
 */
final class Framer {
    private ByteBuf portion = Unpooled.EMPTY_BUFFER;
    private boolean joined;

    /** Takes over the next portion. Call only when {@link #next} had no more. */
    void feed(ByteBuf bytes) {
        if (!portion.isReadable()) {
            portion.release();
            portion = bytes;
            joined = false;
            return;
        }
        if (!joined || portion.writableBytes() < bytes.readableBytes()) {
            var room = ByteBufAllocator.DEFAULT.buffer(2 * portion.readableBytes() + bytes.readableBytes()); // doubled: many small portions stay cheap
            room.writeBytes(portion);
            portion.release();
            portion = room;
            joined = true;
        }
        portion.writeBytes(bytes);
        bytes.release();
    }

    /**
     * @return null when more bytes are needed
     * @throws filbert.wire.message.MalformedMessageException when the stream is lost
     */
    @Nullable
    Frame next() {
        var next = Framing.next(portion);
        if (next.isEmpty()) {
            if (!portion.isReadable()) {
                release(); // an idle connection holds no buffer
            }
            return null;
        }
        var header = next.get();
        portion.skipBytes(Header.LENGTH);
        if (header.length() > Limits.payload(header.type())) {
            portion.skipBytes(header.length());
            return new Frame(header, Unpooled.EMPTY_BUFFER, true);
        }
        return new Frame(header, portion.readRetainedSlice(header.length()), false);
    }

    void release() {
        portion.release();
        portion = Unpooled.EMPTY_BUFFER;
    }
}
