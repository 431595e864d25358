package filbert.net.netty;

import filbert.net.netty.Outgoing.FileRange;
import io.netty.channel.Channel;
import io.netty.channel.ChannelProgressiveFuture;
import io.netty.channel.ChannelProgressiveFutureListener;
import io.netty.channel.DefaultFileRegion;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * The file an {@link Outbox} is at: it leaves in chunks, the next when the one before is with the system, so that one fast reader does not hold the loop.
 * Plain, a chunk goes from the disk to the socket inside the system; inside TLS it passes through memory. Loop only.
 */
final class FileChunks {
    private static final long PLAIN_CHUNK = 512 * 1024;
    private static final long ENCRYPTED_CHUNK = 64 * 1024;

    /** Whose file it is. */
    interface Sender {
        /** @return how many of these bytes may leave now; 0 when they have to wait for {@link FileChunks#turnComes} */
        long take(long bytes);

        /** They were taken, and did not leave. */
        void giveBack(long bytes);

        /** The whole range is with the system, and the next in line may leave. */
        void fileSent();

        /** What kept a chunk from leaving. */
        void blame(Throwable cause);

        /** Goes on without the rest of this file. */
        void close();
    }

    private final Sender sender;
    private @Nullable FileRange sending;
    private boolean waits; // for its turn, and no chunk is under way
    private boolean encrypted;

    FileChunks(Sender sender) {
        this.sender = sender;
    }

    /** Is a file under way, or waiting for its turn? */
    boolean busy() {
        return sending != null;
    }

    /** From the next file on, chunks pass through memory. */
    void encrypt() {
        if (sending != null) {
            throw new IllegalStateException("bug: TLS begun in the middle of a file");
        }
        encrypted = true;
    }

    void begin(Channel open, FileRange range) {
        sending = range;
        sendChunk(open, range);
    }

    /** What had to wait goes on. */
    void turnComes(Channel open) {
        var range = sending;
        if (waits && range != null) {
            waits = false;
            sendChunk(open, range);
        }
    }

    /** The channel is gone: who waits, waits in vain. What is under way hears of it by itself. */
    void discard() {
        var range = sending;
        if (waits && range != null) {
            waits = false;
            failed(range, new ClosedChannelException());
        }
    }

    private void sendChunk(Channel open, FileRange range) {
        var left = Math.min(encrypted ? ENCRYPTED_CHUNK : PLAIN_CHUNK, range.count - range.sent);
        var size = left <= 0 ? 0 : sender.take(left);
        if (left <= 0) {
            sending = null;
            range.completion.complete(range.sent);
        } else if (size == 0) {
            waits = true;
        } else if (encrypted) {
            sendRead(open, range, (int) size);
        } else {
            var chunk = new BorrowedRegion(range.file, range.position + range.sent, size);
            var _ = open.writeAndFlush(chunk, open.newProgressivePromise().addListener(new ChunkProgress(open, range, chunk)));
        }
    }

    private void sendRead(Channel open, FileRange range, int size) {
        var chunk = open.alloc().buffer(size, size);
        try {
            while (chunk.isWritable()) {
                if (chunk.writeBytes(range.file, range.position + range.sent + chunk.readableBytes(), chunk.writableBytes()) < 0) {
                    throw new EOFException("file ended early");
                }
            }
        } catch (IOException e) {
            chunk.release();
            failed(range, e);
            sender.close();
            return;
        }
        open.writeAndFlush(chunk).addListener(done -> {
            if (done.isSuccess()) {
                range.progress.sent(range.sent + size);
                chunkSent(open, range, size);
            } else {
                failed(range, done.cause());
            }
        });
    }

    private void chunkSent(Channel open, FileRange range, long size) {
        range.sent += size;
        sendChunk(open, range);
        if (sending == null) {
            sender.fileSent();
        }
    }

    private void failed(FileRange range, Throwable cause) {
        sender.blame(cause);
        sending = null;
        range.completion.completeExceptionally(cause instanceof IOException io ? io : new IOException("file not sent: " + cause, cause));
    }

    private final class ChunkProgress implements ChannelProgressiveFutureListener {
        private final Channel open;
        private final FileRange range;
        private final BorrowedRegion chunk;
        private final long size;

        ChunkProgress(Channel open, FileRange range, BorrowedRegion chunk) {
            this.open = open;
            this.range = range;
            this.chunk = chunk;
            size = chunk.count();
        }

        @Override
        public void operationProgressed(ChannelProgressiveFuture future, long done, long total) {
            range.progress.sent(range.sent + done);
        }

        @Override
        public void operationComplete(ChannelProgressiveFuture future) {
            if (future.isSuccess()) {
                chunkSent(open, range, size);
            } else {
                sender.giveBack(size - chunk.transferred());
                failed(range, future.cause());
            }
        }
    }

    /** Leaves the file open when done: it is the caller's. */
    private static final class BorrowedRegion extends DefaultFileRegion {
        BorrowedRegion(FileChannel file, long position, long count) {
            super(file, position, count);
        }

        @Override
        protected void deallocate() {}
    }
}
