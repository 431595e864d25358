package filbert.servent.connection;

import filbert.wire.message.MalformedMessageException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * One zlib stream for the life of a connection, unpacked piece by piece, so that a small input cannot become a large output before somebody asked
 * for it (1-connect, 4.2). Confined to the link's loop.
 */
final class InflatingStream {
    static final int PIECE = 8 * 1024;

    private static final int BOMB_FLOOR = 1 << 20; // 1-connect, 4.2: above 1 MiB of output ...
    private static final int BOMB_RATIO = 1_000; // ... no more than 1,000 to 1

    private static final byte[] NOTHING = {};

    private final Inflater inflater = new Inflater();
    private final Queue<ByteBuf> packed = new ArrayDeque<>();
    private boolean ended;

    /** Takes over bytes as they came from the link. */
    void feed(ByteBuf bytes) {
        packed.add(bytes);
    }

    /**
     * @return the next piece, the caller's to release; null when more input is needed
     * @throws MalformedMessageException for a broken stream, a preset dictionary or a bomb
     */
    @Nullable ByteBuf next() {
        while (!finished()) {
            var piece = ByteBufAllocator.DEFAULT.buffer(PIECE);
            try {
                piece.writerIndex(inflater.inflate(piece.nioBuffer(0, PIECE)));
            } catch (DataFormatException broken) {
                piece.release();
                throw new MalformedMessageException("broken zlib stream: " + broken.getMessage());
            }
            if (piece.isReadable()) {
                return checked(piece);
            }
            piece.release();
            if (inflater.needsDictionary()) {
                throw new MalformedMessageException("zlib stream with a preset dictionary");
            }
            if (!finished() && !nextInput()) {
                return null;
            }
        }
        return null;
    }

    /** Did the peer end its stream? Nothing can follow. */
    boolean finished() {
        return ended || inflater.finished();
    }

    void release() {
        if (!ended) {
            ended = true;
            inflater.end();
            packed.forEach(ByteBuf::release);
            packed.clear();
        }
    }

    private boolean nextInput() {
        var input = packed.poll();
        if (input == null) {
            inflater.setInput(NOTHING); // lets go of the last input, which may be a leaf's whole table
            return false;
        }
        var bytes = new byte[input.readableBytes()];
        input.readBytes(bytes).release();
        inflater.setInput(bytes);
        return true;
    }

    private ByteBuf checked(ByteBuf piece) {
        var out = inflater.getBytesWritten();
        if (out > BOMB_FLOOR && out / BOMB_RATIO > inflater.getBytesRead()) {
            piece.release();
            throw new MalformedMessageException(out + " bytes inflated out of " + inflater.getBytesRead());
        }
        return piece;
    }
}
