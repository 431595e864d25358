package filbert.simulation;

import filbert.identity.HostAddress;
import filbert.net.Link;
import filbert.net.Precedence;
import filbert.net.TlsSession;
import filbert.net.TokenBucket;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One end of a virtual connection. What is written waits here, then travels in portions of random size while the other end has room for
 * it, as TCP's buffers would.
 */
public final class VirtualLink implements Link {
    /** Bytes that may be under way or undelivered in one direction: both systems' buffers. */
    static final int WINDOW = 64 * 1024;

    private static final long HIGH_MARK = 64 * 1024;
    private static final long LOW_MARK = 32 * 1024;
    private static final Duration LAST_WORDS = Duration.ofSeconds(60);
    private static final Duration LINGER = Duration.ofSeconds(5);

    /** What stands for a TLS handshake: each end says it once, the caller first to a server that waits for it. */
    private static final byte[] HELLO = {0x16, 3, 3, 0, 2, 'V', 'T'};

    private static final byte[] NOTHING = {};
    private static final TlsSession TLS = new TlsSession("virtual TLS", "no cipher");
    private static final Duration TLS_HANDSHAKE = Duration.ofSeconds(10);

    private final VirtualNetwork network;
    private final VirtualTime time;
    private final VirtualHost host;
    private final HostAddress local;
    private final HostAddress remote;
    private final boolean incoming;
    private final long bytesPerSecond;
    private @Nullable VirtualLink peer;

    private final Deque<Outgoing> outgoing = new ArrayDeque<>(1);
    private final Deque<byte[]> arrived = new ArrayDeque<>(1);
    private int underway; // sent by us, not yet delivered there
    private long unsent;
    private boolean aboveHighMark;
    private long lineFreeAt;
    private long lastArrival;
    private @Nullable Handler handler;
    private boolean reading = true;
    private boolean delivering;
    private boolean dropping;
    private boolean open = true;
    private boolean hungUp;
    private boolean peerHungUp;
    private boolean toldClosed;
    private @Nullable IOException fault;
    private @Nullable TokenBucket shared;
    private TokenBucket.@Nullable Place share;
    private @Nullable CompletableFuture<TlsSession> tls;
    private int helloHeard;
    private byte[] arrivedBefore = NOTHING;

    private sealed interface Outgoing {}

    private record Bytes(ByteBuffer content) implements Outgoing {}

    private record FileRange(FileChannel file, long position, long count, Progress progress, CompletableFuture<Long> done, long sent)
            implements Outgoing {}

    /** Nothing passes before the handshake is done. */
    private record Handshake() implements Outgoing {}

    private record End() implements Outgoing {}

    VirtualLink(VirtualNetwork network, VirtualHost host, HostAddress local, HostAddress remote, boolean incoming) {
        this.network = network;
        this.time = network.time();
        this.host = host;
        this.local = local;
        this.remote = remote;
        this.incoming = incoming;
        bytesPerSecond = network.bytesPerSecond();
    }

    static void join(VirtualLink one, VirtualLink other) {
        one.peer = other;
        other.peer = one;
    }

    private VirtualLink peer() {
        if (peer == null) {
            throw new IllegalStateException("bug: link with one end");
        }
        return peer;
    }

    boolean hasHandler() {
        return handler != null;
    }

    @Override
    public HostAddress remote() {
        return remote;
    }

    @Override
    public HostAddress local() {
        return local;
    }

    @Override
    public boolean incoming() {
        return incoming;
    }

    @Override
    public Loop loop() {
        return time;
    }

    @Override
    public void handler(Handler next) {
        handler = next;
        time.execute(this::deliver);
        if (!open) {
            time.execute(this::tellClosed);
        }
    }

    @Override
    public void write(ByteBuf bytes) {
        var content = new byte[bytes.readableBytes()];
        bytes.readBytes(content);
        bytes.release();
        if (!open || dropping) {
            return;
        }
        unsent += content.length;
        aboveHighMark |= unsent > HIGH_MARK;
        outgoing.add(new Bytes(ByteBuffer.wrap(content)));
        time.execute(this::pump);
    }

    @Override
    public CompletionStage<Long> sendFile(FileChannel file, long position, long count, Progress progress) {
        var done = new CompletableFuture<Long>();
        if (open && !dropping) {
            outgoing.add(new FileRange(file, position, count, progress, done, 0));
        } else {
            time.execute(() -> done.completeExceptionally(new ClosedChannelException()));
        }
        time.execute(this::pump);
        return done;
    }

    @Override
    public boolean offersTls() {
        return host.offersTls();
    }

    @Override
    public Optional<TlsSession> tls() {
        return tls != null && helloHeard == HELLO.length && !tls.isCompletedExceptionally() ? Optional.of(TLS) : Optional.empty();
    }

    /** Transparent: bytes travel as they are, behind a handshake of a few. */
    @Override
    public CompletionStage<TlsSession> upgradeTls(ByteBuf soFar) {
        if (tls != null || !host.offersTls()) {
            throw new IllegalStateException("bug: TLS begun twice, or where links stay plain");
        }
        var begun = new CompletableFuture<TlsSession>();
        tls = begun;
        if (!open) {
            soFar.release();
            begun.completeExceptionally(new ClosedChannelException());
            return begun;
        }
        outgoing.add(new Bytes(ByteBuffer.wrap(HELLO)));
        unsent += HELLO.length;
        outgoing.add(new Handshake());
        var first = new byte[soFar.readableBytes()];
        soFar.readBytes(first);
        soFar.release();
        arrivedBefore = first;
        time.after(TLS_HANDSHAKE, () -> tlsFailed("no TLS handshake within " + TLS_HANDSHAKE.toSeconds() + " s"));
        time.execute(this::pump);
        time.execute(this::deliver);
        return begun;
    }

    private void tlsFailed(String why) {
        if (tls != null && tls.completeExceptionally(new IOException(why))) {
            close();
        }
    }

    /** @return what is left for the handler, once the other end has said hello */
    private byte[] decrypt(byte[] portion) {
        if (tls == null) {
            return portion;
        }
        var read = 0;
        while (read < portion.length && helloHeard < HELLO.length) {
            if (portion[read++] != HELLO[helloHeard++]) {
                tlsFailed("no TLS");
                return new byte[0];
            }
        }
        if (helloHeard == HELLO.length && tls.complete(TLS)) {
            time.execute(this::pump);
        }
        return Arrays.copyOfRange(portion, read, portion.length);
    }

    private boolean handshaking() {
        return tls != null && !tls.isDone();
    }

    @Override
    public long unsentBytes() {
        return unsent;
    }

    @Override
    public void reading(boolean wanted) {
        reading = wanted;
        time.execute(this::deliver);
    }

    @Override
    public void closeAfterWrites() {
        if (open && !dropping) {
            dropping = true;
            outgoing.add(new End());
            time.execute(this::pump);
            time.execute(this::deliver);
            time.after(LAST_WORDS, this::closeUnlessSendingFiles);
        }
    }

    private void closeUnlessSendingFiles() {
        if (open && outgoing.stream().noneMatch(FileRange.class::isInstance)) {
            close();
        } else if (open) {
            time.after(LAST_WORDS, this::closeUnlessSendingFiles);
        }
    }

    @Override
    public void close() {
        if (open) {
            shut(null);
            hangUp();
        }
    }

    @Override
    public void sharing(Optional<TokenBucket> limit) {
        if (share != null) {
            share.leave();
        }
        shared = limit.orElse(null);
        share = limit.map(bucket -> bucket.place(() -> time.execute(this::deliver))).orElse(null);
        time.execute(this::deliver);
    }

    @Override
    public boolean heldBack() {
        return open && (host.heldBack() || (share != null && share.waits()));
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** The connection is lost at both ends. */
    void loseConnection() {
        reset();
        peer().reset();
    }

    /** After a silence. */
    void goOn() {
        pump();
        deliver();
    }

    /** Sends while there is something to send and room for it there. */
    private void pump() {
        while (open && !host.silent() && underway < WINDOW && !outgoing.isEmpty()) {
            switch (outgoing.getFirst()) {
                case Bytes bytes -> sendSome(bytes);
                case FileRange range -> sendSome(range);
                case Handshake _ -> {
                    if (handshaking()) {
                        return;
                    }
                    outgoing.removeFirst();
                }
                case End _ -> {
                    outgoing.poll();
                    hangUp();
                    time.after(LINGER, this::close);
                }
            }
        }
    }

    private void sendSome(Bytes bytes) {
        var size = Math.min(bytes.content.remaining(), Math.min(WINDOW - underway, network.portion()));
        var portion = new byte[size];
        bytes.content.get(portion);
        if (!bytes.content.hasRemaining()) {
            outgoing.removeFirst();
        }
        send(portion);
        unsent -= size;
        if (aboveHighMark && unsent <= LOW_MARK) {
            aboveHighMark = false;
            time.execute(() -> {
                if (handler != null && open) {
                    handler.drained();
                }
            });
        }
    }

    private void sendSome(FileRange range) {
        outgoing.poll();
        var size = (int) Math.min(range.count - range.sent, Math.min(WINDOW - underway, network.portion()));
        if (size == 0) {
            range.done.complete(range.sent);
            return;
        }
        var portion = ByteBuffer.allocate(size);
        try {
            while (portion.hasRemaining()) {
                if (range.file.read(portion, range.position + range.sent + portion.position()) < 0) {
                    throw new IOException("file ended early");
                }
            }
        } catch (IOException e) {
            range.done.completeExceptionally(e);
            shut(null);
            hangUp();
            return;
        }
        send(portion.array());
        var sent = range.sent + size;
        range.progress.sent(sent);
        outgoing.addFirst(new FileRange(range.file, range.position, range.count, range.progress, range.done, sent));
    }

    private void send(byte[] portion) {
        underway += portion.length;
        time.at(arrival(portion.length), () -> peer().arrive(portion));
    }

    /** When {@code bytes} leaving now are there: never before what left earlier. */
    private long arrival(int bytes) {
        var transmission = bytesPerSecond == Long.MAX_VALUE ? 0 : bytes * 1_000_000_000L / bytesPerSecond;
        lineFreeAt = Math.max(lineFreeAt, time.nanos()) + transmission;
        lastArrival = Math.max(lastArrival, lineFreeAt + network.latency());
        return lastArrival;
    }

    private void arrive(byte[] portion) {
        if (open) {
            arrived.add(portion);
            deliver();
        } else if (!host.silent() && peer().open) {
            time.at(arrival(0), () -> peer().reset());
        }
    }

    private void reset() {
        if (open) {
            shut(new IOException("connection reset"));
        }
    }

    private void hangUp() {
        if (!hungUp && !host.silent()) {
            hungUp = true;
            time.at(arrival(0), () -> {
                peer().peerHungUp = true;
                peer().deliver();
            });
        }
    }

    /** Hands over what arrived while somebody wants it. */
    private void deliver() {
        if (delivering || host.silent()) {
            return;
        }
        delivering = true;
        try {
            while (open && wanted() && (arrivedBefore.length > 0 || !arrived.isEmpty())) {
                var portion = decrypt(nextArrived());
                if (share != null) {
                    share.read(Precedence.BULK, portion.length);
                }
                if (handler != null && !dropping && portion.length > 0) {
                    handler.received(ByteBufAllocator.DEFAULT.heapBuffer(portion.length).writeBytes(portion));
                }
            }
        } finally {
            delivering = false;
        }
        if (open && peerHungUp && arrived.isEmpty() && (reading || dropping)) {
            shut(null);
            hangUp();
        }
    }

    private byte[] nextArrived() {
        var before = arrivedBefore;
        arrivedBefore = NOTHING;
        if (before.length > 0) {
            return before;
        }
        var portion = arrived.removeFirst();
        if (shared != null && portion.length > shared.slice()) {
            arrived.addFirst(Arrays.copyOfRange(portion, shared.slice(), portion.length));
            portion = Arrays.copyOf(portion, shared.slice());
        }
        peer().underway -= portion.length;
        time.execute(peer()::pump);
        return portion;
    }

    private boolean wanted() {
        return dropping || handshaking() || (reading && handler != null && (share == null || !share.waits()));
    }

    private void shut(@Nullable IOException why) {
        open = false;
        host.forget(this);
        if (share != null) {
            share.leave();
        }
        fault = why;
        arrived.clear();
        var failure = why != null ? why : new ClosedChannelException();
        for (var dropped : outgoing) {
            if (dropped instanceof FileRange range) {
                time.execute(() -> range.done.completeExceptionally(failure));
            }
        }
        outgoing.clear();
        unsent = 0;
        if (tls != null) {
            tls.completeExceptionally(failure);
        }
        time.execute(this::tellClosed);
    }

    private void tellClosed() {
        if (!open && handler != null && !toldClosed) {
            toldClosed = true;
            handler.closed(fault);
        }
    }

    @Override
    public String toString() {
        return "[" + remote + (incoming ? " in]" : " out]");
    }
}
