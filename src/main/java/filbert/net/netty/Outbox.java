package filbert.net.netty;

import filbert.net.Link;
import filbert.net.Precedence;
import filbert.net.TokenBucket;
import filbert.net.netty.Outgoing.Bytes;
import filbert.net.netty.Outgoing.End;
import filbert.net.netty.Outgoing.FileRange;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The outgoing half of a {@link TcpLink}: everything to be sent, in one order, whoever adds it. Many small writes leave in one flush,
 * files in {@link FileChunks}. Where the bucket has a rate, writes and chunks are cut to what it gives, and wait for it.
 */
final class Outbox {
    /** Above this, {@link Link.Handler#drained} follows once {@link #LOW_MARK} is reached. */
    static final long HIGH_MARK = 64 * 1024;

    static final long LOW_MARK = 32 * 1024;

    /** Longest wait for a peer to take our last words. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(60);

    /** Longest wait for it to hang up then. */
    private static final Duration LINGER = Duration.ofSeconds(5);

    private final Link.Loop loop;
    private final TokenBucket bucket;
    private final TokenBucket.Place place;
    private final Runnable onDrained;
    private final FileChunks files = new FileChunks(new Share());
    private final Queue<Outgoing> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicLong unsent = new AtomicLong();
    private volatile boolean aboveHighMark;
    private volatile @Nullable Channel channel;

    // loop only
    private @Nullable ByteBuf begun; // what is left of a write that waits for the bucket
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
        files.encrypt();
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
        if (open != null) {
            files.turnComes(open);
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
                case FileRange range -> files.begin(open, range);
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
        return !files.busy();
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
        files.discard();
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

    /** What the file under way takes of the bucket, and what comes of it. */
    private final class Share implements FileChunks.Sender {
        @Override
        public long take(long bytes) {
            return Outbox.this.take(Precedence.BULK, bytes);
        }

        @Override
        public void giveBack(long bytes) {
            bucket.giveBack(bytes);
        }

        @Override
        public void fileSent() {
            pump();
        }

        @Override
        public void blame(Throwable cause) {
            Outbox.this.blame(cause);
        }

        @Override
        public void close() {
            Outbox.this.close();
        }
    }
}
