package filbert.servent.connection;

import filbert.net.Link;
import filbert.wire.message.MalformedMessageException;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Inflates and frames what arrives on a link into an {@link Inbox}, no faster than that empties: a full inbox stops reading on this link
 * alone. Confined to the link's loop unless a method says otherwise.
 */
final class IncomingStream {
    private static final int MOST_BACKLOG = 1 << 20; // what may still arrive after reading was stopped

    private final Link link;
    private final Inbox inbox;
    private final Runnable onArrived;
    private final Consumer<String> onLost;
    private final @Nullable InflatingStream inflating;
    private final Framer framer = new Framer();
    private final Queue<ByteBuf> backlog = new ArrayDeque<>();
    private final AtomicLong bytes = new AtomicLong();
    private int backlogBytes;
    private boolean paused;
    private boolean over;

    /**
     * @param onArrived messages wait in an inbox that was empty
     * @param onLost nothing more can be understood; messages before it are in the inbox
     */
    IncomingStream(Link link, boolean inflate, Inbox inbox, Runnable onArrived, Consumer<String> onLost) {
        this.link = link;
        this.inbox = inbox;
        this.onArrived = onArrived;
        this.onLost = onLost;
        this.inflating = inflate ? new InflatingStream() : null;
    }

    /** Received so far, as they travelled. Any thread. */
    long bytes() {
        return bytes.get();
    }

    /** Takes over bytes of the link. */
    void received(ByteBuf more) {
        if (over) {
            more.release();
            return;
        }
        bytes.addAndGet(more.readableBytes());
        backlogBytes += more.readableBytes();
        backlog.add(more);
        if (backlogBytes > MOST_BACKLOG) {
            lose(backlogBytes + " bytes after reading was stopped");
        } else if (!paused) {
            decode();
        }
    }

    /** The inbox has room again. */
    void resume() {
        if (!paused || over) {
            return;
        }
        paused = false;
        decode();
        if (!paused && !over) {
            link.reading(true);
        }
    }

    /** Lets go of everything; what still arrives is dropped. */
    void end() {
        if (over) {
            return;
        }
        over = true;
        framer.release();
        backlog.forEach(ByteBuf::release);
        backlog.clear();
        if (inflating != null) {
            inflating.release();
        }
    }

    private void decode() {
        try {
            while (!inbox.isFull()) {
                var frame = framer.next();
                if (frame != null) {
                    if (inbox.add(frame)) {
                        onArrived.run();
                    }
                } else if (!feedFramer()) {
                    if (inflating != null && inflating.finished()) {
                        lose("the peer ended its compressed stream");
                    }
                    return;
                }
            }
            paused = true;
            link.reading(false);
        } catch (MalformedMessageException lost) {
            lose(String.valueOf(lost.getMessage()));
        }
    }

    private boolean feedFramer() {
        var plain = inflating == null ? pollBacklog() : inflate(inflating);
        if (plain == null) {
            return false;
        }
        framer.feed(plain);
        return true;
    }

    private @Nullable ByteBuf inflate(InflatingStream stream) {
        var piece = stream.next();
        while (piece == null) {
            var packed = pollBacklog();
            if (packed == null) {
                return null;
            }
            stream.feed(packed);
            piece = stream.next();
        }
        return piece;
    }

    private @Nullable ByteBuf pollBacklog() {
        var next = backlog.poll();
        if (next != null) {
            backlogBytes -= next.readableBytes();
        }
        return next;
    }

    private void lose(String why) {
        end();
        link.reading(false);
        onLost.accept(why);
    }
}
