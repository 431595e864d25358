package filbert.sharing.download.http;

import filbert.net.Link;
import filbert.net.Precedence;
import filbert.net.Timeline;
import filbert.wire.header.HeaderBlock;
import filbert.wire.header.HeaderBlockReader;
import filbert.wire.message.MalformedMessageException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Requests and replies on one link, one after the other. Reads exactly what a reply declares; a server that sends anything unasked loses
 * the connection (3-transfer, 3.15, "Body overrun"). Lives on the link's loop, except where a method says otherwise.
 */
public final class Conversation implements Link.Handler {
    static final int MAX_DISCARDED = 16 * 1024; // 3-transfer, 3.2.7: "Read and discard error bodies up to 16 KiB, otherwise close"

    private static final int MAX_INTERIM = 4; // 1xx heads before the real one
    private static final Duration HEAD_WAIT = Duration.ofSeconds(45); // 3-transfer, 3.8.3: "header wait"
    private static final int LOOKS = 6; // at the clock, per wait
    private static final long STALL_PROGRESS = 4 * 1024; // ours: a trickle of less than this within the wait is a stall too

    private final Link link;
    private final Consumer<Conversation> onClosed;
    private State state = State.IDLE;
    private @Nullable Exchange exchange;
    private HeaderBlockReader heads = new HeaderBlockReader();
    private Duration stallWait = Duration.ZERO;
    private int interim;
    private long toCome; // bytes of the body still to be read
    private boolean wanted; // are they handed over?
    private boolean keep; // may another request follow?
    private long progress; // bytes since the window began
    private long lastByteAt; // or when the watch was set
    private long windowBegan;
    private volatile boolean paused;
    private Timeline.@Nullable Timer watch;

    private enum State {
        IDLE,
        HEAD,
        BODY,
        CLOSED
    }

    /** @param onClosed called once, on the loop, after everything else */
    public Conversation(Link link, Consumer<Conversation> onClosed) {
        this.link = link;
        this.onClosed = onClosed;
    }

    /** Any thread. */
    public Link link() {
        return link;
    }

    /**
     * Sends a request; from any thread, when the exchange before has ended. On a closed link the exchange ends at once.
     *
     * @param stallWait how long the body may stand still
     */
    public void ask(HeaderBlock request, Duration stallWait, Exchange next) {
        link.loop().execute(() -> {
            if (state == State.CLOSED) {
                next.ended(Exchange.Ending.LOST, "");
                return;
            }
            if (state != State.IDLE) {
                throw new IllegalStateException("bug: asked while a reply is under way");
            }
            state = State.HEAD;
            exchange = next;
            interim = 0;
            this.stallWait = stallWait;
            link.write(Unpooled.copiedBuffer(request.text(), StandardCharsets.ISO_8859_1));
            setWatch(HEAD_WAIT);
        });
    }

    /** Any thread. */
    public void close() {
        link.close();
    }

    /** Is the reply under way still wanted? Any thread. */
    public void reconsider() {
        link.loop().execute(this::stopWhenEnough);
    }

    private void stopWhenEnough() {
        if (state == State.BODY && wanted && current().enough()) {
            wanted = false;
            if (toCome > MAX_DISCARDED) {
                toCome = 0;
                keep = false;
                complete();
            } else {
                goOn(); // whoever paused it has no more use for it
            }
        }
    }

    /** The exchange has room again. Any thread. */
    public void goOn() {
        if (paused) {
            paused = false;
            link.reading(true);
        }
    }

    @Override
    public void received(ByteBuf bytes) {
        try {
            while (bytes.isReadable() && state != State.CLOSED) {
                switch (state) {
                    case HEAD -> head(bytes);
                    case BODY -> body(bytes);
                    case IDLE -> fail(Exchange.Ending.GARBAGE, "unasked bytes");
                    case CLOSED -> throw new IllegalStateException("bug: reading on when closed");
                }
            }
        } catch (MalformedMessageException e) {
            fail(Exchange.Ending.GARBAGE, String.valueOf(e.getMessage()));
        } finally {
            bytes.release();
        }
    }

    private void head(ByteBuf bytes) {
        var block = heads.read(bytes);
        if (block.isEmpty()) {
            return;
        }
        var head = ReplyHead.of(block.get());
        if (head.status() / 100 == 1) {
            if (++interim > MAX_INTERIM || head.status() == 101) { // we never ask for an upgrade
                throw new MalformedMessageException("status " + head.status());
            }
            return;
        }
        var length = head.contentLength();
        var kind = current().head(head);
        if (state == State.CLOSED) {
            return;
        }
        switch (kind) {
            case Exchange.Body.Wanted(var count) -> expect(count, true, head.keepsAlive() && length.isPresent() && length.getAsLong() == count);
            case Exchange.Body.Unwanted() when length.isPresent() && length.getAsLong() <= MAX_DISCARDED ->
                expect(length.getAsLong(), false, head.keepsAlive());
            case Exchange.Body.Unwanted() -> expect(0, false, false);
        }
    }

    private void expect(long bytes, boolean handOver, boolean keepAfterwards) {
        toCome = bytes;
        wanted = handOver;
        keep = keepAfterwards;
        state = State.BODY;
        if (toCome == 0) {
            complete();
        } else {
            link.reads(Precedence.BULK);
            link.sharing(current().limit());
            setWatch(stallWait);
        }
    }

    private void body(ByteBuf bytes) {
        var count = (int) Math.min(toCome, bytes.readableBytes());
        toCome -= count;
        progress += count;
        lastByteAt = link.loop().nanos();
        if (wanted) {
            current().body(bytes.readRetainedSlice(count));
            pauseWhenCongested();
        } else {
            bytes.skipBytes(count);
        }
        if (toCome == 0) {
            complete();
        } else {
            stopWhenEnough();
        }
    }

    /** Looks again after pausing: the room may have come in between, and nobody else would resume. */
    private void pauseWhenCongested() {
        if (!paused && current().congested()) {
            paused = true;
            link.reading(false);
            if (!current().congested()) {
                goOn();
            }
        }
    }

    private void complete() {
        link.reads(Precedence.CONTROL);
        link.sharing(Optional.empty());
        var ended = current();
        stopWatch();
        exchange = null;
        if (keep) {
            state = State.IDLE;
            ended.ended(Exchange.Ending.COMPLETE, "");
        } else {
            state = State.CLOSED;
            ended.ended(Exchange.Ending.COMPLETE_AND_CLOSED, "");
            link.close();
        }
    }

    private Exchange current() {
        if (exchange == null) {
            throw new IllegalStateException("bug: a reply without a request");
        }
        return exchange;
    }

    private void setWatch(Duration wait) {
        stopWatch();
        lastByteAt = link.loop().nanos();
        windowBegan = lastByteAt;
        progress = 0;
        watch = link.loop().every(wait.dividedBy(LOOKS), () -> look(wait));
    }

    private void look(Duration wait) {
        var now = link.loop().nanos();
        if (paused || link.heldBack()) {
            lastByteAt = now;
            windowBegan = now;
            progress = 0;
        } else if (now - lastByteAt >= wait.toNanos()) {
            fail(state == State.HEAD ? Exchange.Ending.SILENT : Exchange.Ending.STALLED, "");
        } else if (now - windowBegan >= wait.toNanos()) {
            if (progress < STALL_PROGRESS) {
                fail(Exchange.Ending.STALLED, "");
            }
            windowBegan = now;
            progress = 0;
        }
    }

    private void stopWatch() {
        if (watch != null) {
            watch.cancel();
        }
    }

    private void fail(Exchange.Ending ending, String detail) {
        state = State.CLOSED;
        stopWatch();
        var failed = exchange;
        exchange = null;
        if (failed != null) {
            failed.ended(ending, detail);
        }
        link.close();
    }

    @Override
    public void closed(@Nullable IOException cause) {
        if (state != State.CLOSED) {
            fail(Exchange.Ending.LOST, cause == null ? "" : String.valueOf(cause.getMessage()));
        }
        onClosed.accept(this);
    }
}
