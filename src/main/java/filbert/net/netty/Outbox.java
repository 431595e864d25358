package filbert.net.netty;

import filbert.net.Link;
import filbert.net.Precedence;
import filbert.net.TokenBucket;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelProgressiveFuture;
import io.netty.channel.ChannelProgressiveFutureListener;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The outgoing half of a {@link TcpLink}: everything to be sent, in one order, whoever adds it. Many small writes leave in one flush. A
 * file leaves in chunks, the next when the one before is with the system, so that one fast reader does not hold the loop. Where the bucket has a rate,
 * writes and chunks are cut to what it gives, and wait for it.
 */
final class Outbox {
    /** Above this, {@link Link.Handler#drained} follows once {@link #LOW_MARK} is reached. */
    static final long HIGH_MARK = 64 * 1024;

    static final long LOW_MARK = 32 * 1024;

    private static final long FILE_CHUNK = 512 * 1024;

    /** Of a file inside TLS, which has to pass through memory. */
    private static final long ENCRYPTED_CHUNK = 64 * 1024;

    /** Longest wait for a peer to take our last words. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(60);

    /** Longest wait for it to hang up then. */
    private static final Duration LINGER = Duration.ofSeconds(5);

    private sealed interface Outgoing {}

    private record Bytes(ByteBuf content) implements Outgoing {}

    private record End() implements Outgoing {}

    private final Link.Loop loop;
    private final TokenBucket bucket;
    private final TokenBucket.Place place;
    private final Runnable onDrained;
    private final Queue<Outgoing> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicLong unsent = new AtomicLong();
    private volatile boolean aboveHighMark;
    private volatile @Nullable Channel channel;

    // loop only
    private @Nullable ByteBuf begun; // what is left of a write that waits for the bucket
    private @Nullable FileRange sending;
    private boolean fileWaits; // for the bucket, and no chunk is under way
    private @Nullable SslHandler tls;
    private @Nullable TlsToll toll;
    private @Nullable IOException fault;
    private boolean discarded;

    Outbox(Link.Loop loop, TokenBucket bucket, Runnable onDrained) {
        this.loop = loop;
        this.bucket = bucket;
        place = bucket.place(this::turnComes);
        this.onDrained = onDrained;
    }

    /** @param party whose share of the limit it is */
    void connect(Channel ready, Object party) {
        place.of(party);
        channel = ready;
    }

    long unsentBytes() {
        return unsent.get();
    }

    /** Do we wait for the bucket? Any thread. */
    boolean heldBack() {
        return place.waits();
    }

    /** Why writing failed, when the network was at fault. */
    @Nullable IOException fault() {
        return fault;
    }

    void write(ByteBuf bytes) {
        if (unsent.addAndGet(bytes.readableBytes()) > HIGH_MARK) {
            aboveHighMark = true;
        }
        add(new Bytes(bytes));
    }

    CompletionStage<Long> sendFile(FileChannel file, long position, long count, Link.Progress progress) {
        var range = new FileRange(file, position, count, progress);
        add(range);
        return range.completion;
    }

    void end() {
        add(new End());
    }

    /**
     * What waits leaves plain now, what comes later goes through {@code handler}. Loop only.
     *
     * @return to be put between the handler and the socket
     */
    TlsToll encrypt(SslHandler handler) {
        pump();
        leaveUnasked();
        if (sending != null) {
            throw new IllegalStateException("bug: TLS begun in the middle of a file");
        }
        tls = handler;
        toll = new TlsToll(bucket);
        return toll;
    }

    /** There is no waiting for the bucket: it is paid afterwards. */
    private void leaveUnasked() {
        var open = channel;
        for (var left = begun; left != null && open != null; left = begun) {
            begun = null;
            place.leave();
            bucket.charge(left.readableBytes());
            write(open, left);
            pump();
        }
    }

    void close() {
        var open = channel;
        if (open != null) {
            var _ = open.close();
        }
    }

    private void add(Outgoing next) {
        waiting.add(next);
        if (!scheduled.getAndSet(true)) {
            try {
                loop.execute(this::pump);
            } catch (RejectedExecutionException loopIsClosed) {
                discardWaiting();
            }
        }
    }

    private void turnComes() {
        try {
            loop.execute(this::goOn);
        } catch (RejectedExecutionException loopIsClosed) {
            discardWaiting();
        }
    }

    private void goOn() {
        var open = channel;
        var file = sending;
        if (fileWaits && file != null && open != null) {
            fileWaits = false;
            sendChunk(open, file);
        }
        pump();
    }

    private void pump() {
        scheduled.set(false);
        var open = channel;
        if (discarded || open == null || !open.isActive()) {
            discardWaiting();
            return;
        }
        while (mayGoOn(open)) {
            switch (waiting.poll()) {
                case Bytes(var content) -> begun = content;
                case FileRange range -> {
                    sending = range;
                    sendChunk(open, range);
                }
                case End _ -> linger(open);
                case null -> {
                    open.flush();
                    return;
                }
            }
        }
        open.flush();
    }

    /** Writes what was begun. @return false when it has to wait, or a file is under way */
    private boolean mayGoOn(Channel open) {
        while (begun != null) {
            var size = begun.readableBytes();
            var now = size == 0 ? 0 : (int) take(Precedence.CONTROL, size);
            if (now < size && now > 0) {
                write(open, begun.readRetainedSlice(now));
            } else if (now == size) {
                var rest = begun;
                begun = null;
                write(open, rest);
            } else {
                return false;
            }
        }
        return sending == null;
    }

    private void write(Channel open, ByteBuf content) {
        var size = content.readableBytes();
        open.write(content).addListener(done -> written(done, size));
    }

    private long take(Precedence as, long bytes) {
        var now = place.take(as, bytes);
        if (toll != null) {
            toll.paid(now);
        }
        return now;
    }

    private void written(Future<? super Void> done, long size) {
        var left = unsent.addAndGet(-size);
        if (!done.isSuccess()) {
            blame(done.cause());
        } else if (aboveHighMark && left <= LOW_MARK) {
            aboveHighMark = false;
            onDrained.run();
        }
    }

    private void blame(Throwable cause) {
        var root = cause instanceof ClosedChannelException && cause.getCause() != null ? cause.getCause() : cause;
        if (fault == null && root instanceof IOException io && !(root instanceof ClosedChannelException)) {
            fault = io;
        }
    }

    private void sendChunk(Channel open, FileRange range) {
        var left = Math.min(tls == null ? FILE_CHUNK : ENCRYPTED_CHUNK, range.count - range.sent);
        var size = left <= 0 ? 0 : take(Precedence.BULK, left);
        if (left <= 0) {
            sending = null;
            range.completion.complete(range.sent);
        } else if (size == 0) {
            fileWaits = true;
        } else if (tls == null) {
            var chunk = new BorrowedRegion(range.file, range.position + range.sent, size);
            var _ = open.writeAndFlush(chunk, open.newProgressivePromise().addListener(new ChunkProgress(open, range, chunk)));
        } else {
            sendRead(open, range, (int) size);
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
            close();
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
            pump();
        }
    }

    private void failed(FileRange range, Throwable cause) {
        blame(cause);
        sending = null;
        range.completion.completeExceptionally(cause instanceof IOException io ? io : new IOException("file not sent: " + cause, cause));
    }

    private void linger(Channel open) {
        closeAfter(LAST_WORDS, open);
        open.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> {
            if (tls == null) {
                var _ = ((DuplexChannel) open).shutdownOutput();
            } else {
                var _ = tls.closeOutbound(); // TLS is not half-closed (1-connect, 4.3): the peer closes, or we do soon
            }
            closeAfter(LINGER, open);
        });
    }

    private void closeAfter(Duration limit, Channel open) {
        var deadline = loop.after(limit, this::close);
        open.closeFuture().addListener(_ -> deadline.cancel());
    }

    /** The channel is gone: nothing more will leave. Loop only. */
    void discard() {
        discarded = true;
        discardWaiting();
        place.leave();
        var left = begun;
        if (left != null) {
            begun = null;
            unsent.addAndGet(-left.readableBytes());
            left.release();
        }
        var file = sending;
        if (fileWaits && file != null) {
            fileWaits = false;
            failed(file, new ClosedChannelException());
        }
    }

    private void discardWaiting() {
        for (var dropped = waiting.poll(); dropped != null; dropped = waiting.poll()) {
            switch (dropped) {
                case Bytes(var content) -> {
                    unsent.addAndGet(-content.readableBytes());
                    content.release();
                }
                case FileRange range -> range.completion.completeExceptionally(new ClosedChannelException());
                case End _ -> {}
            }
        }
    }

    /** A part of a file under way; {@code sent} is the loop's. */
    private static final class FileRange implements Outgoing {
        final FileChannel file;
        final long position;
        final long count;
        final Link.Progress progress;
        final CompletableFuture<Long> completion = new CompletableFuture<>();
        long sent;

        FileRange(FileChannel file, long position, long count, Link.Progress progress) {
            this.file = file;
            this.position = position;
            this.count = count;
            this.progress = progress;
        }
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
                bucket.giveBack(size - chunk.transferred());
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
