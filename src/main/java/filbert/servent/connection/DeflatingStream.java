package filbert.servent.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.zip.Deflater;

/** One zlib stream for the life of a connection, on its way out (1-connect, 4.2). Confined to the link's loop. */
final class DeflatingStream {
    /** After this much input it is time to {@link #flush}. */
    static final int FLUSH_AFTER = 4_096;

    private static final int CHUNK = 1_024;

    private final Deflater deflater = new Deflater();
    private int pending;
    private boolean ended;

    /** Takes over plain bytes. @return what comes out at once, often nothing; the caller's to release */
    ByteBuf write(ByteBuf plain) {
        pending += plain.readableBytes();
        var bytes = new byte[plain.readableBytes()];
        plain.readBytes(bytes).release();
        deflater.setInput(bytes);
        return drain(Deflater.NO_FLUSH);
    }

    /** Pushes everything written so far out, so that the peer can read it. */
    ByteBuf flush() {
        pending = 0;
        return drain(Deflater.SYNC_FLUSH);
    }

    /** Ends the stream. */
    ByteBuf finish() {
        deflater.finish();
        return drain(Deflater.NO_FLUSH);
    }

    /** Bytes written and not yet flushed. */
    int pending() {
        return pending;
    }

    void release() {
        if (!ended) {
            ended = true;
            deflater.end();
        }
    }

    private ByteBuf drain(int flush) {
        var out = ByteBufAllocator.DEFAULT.buffer(CHUNK);
        int count;
        do {
            out.ensureWritable(CHUNK);
            var room = out.nioBuffer(out.writerIndex(), out.writableBytes());
            count = deflater.deflate(room, flush);
            out.writerIndex(out.writerIndex() + count);
        } while (count > 0 && (flush == Deflater.NO_FLUSH || !out.isWritable()));
        return out;
    }
}
