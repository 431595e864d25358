package filbert.servent.connection;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whole messages on their way from the link's loop to the owner, bounded: when it is full the loop stops reading this link and no other.
 * Written on the loop, emptied on the owner.
 */
final class Inbox {
    static final int MOST_FRAMES = 256;
    static final int MOST_BYTES = 128 * 1024;

    private final Queue<Frame> frames = new ArrayDeque<>();
    private int bytes;
    private boolean refused;
    private boolean closed;

    /** @return was it empty, so that the owner has to be woken? */
    synchronized boolean add(Frame frame) {
        if (closed) {
            frame.payload().release();
            return false;
        }
        frames.add(frame);
        bytes += frame.header().length();
        return frames.size() == 1;
    }

    /** Asked by the loop before each message. Once true, {@link #drain} tells when there is room again. */
    synchronized boolean isFull() {
        refused = frames.size() >= MOST_FRAMES || bytes >= MOST_BYTES;
        return refused;
    }

    /** Hands out at most {@code most} messages. @return what is to be done next */
    Next drain(int most, Consumer<Frame> each) {
        for (var i = 0; i < most; i++) {
            var frame = poll();
            if (frame == null) {
                return takeRefused() ? Next.REFILL : Next.NOTHING;
            }
            each.accept(frame);
        }
        return Next.MORE;
    }

    /** What is left to do after a drain. */
    enum Next {
        NOTHING,
        /** More messages wait. */
        MORE,
        /** Empty, and the loop holds some back. */
        REFILL
    }

    synchronized void close() {
        closed = true;
        frames.forEach(frame -> frame.payload().release());
        frames.clear();
    }

    private synchronized @Nullable Frame poll() {
        var frame = frames.poll();
        if (frame != null) {
            bytes -= frame.header().length();
        }
        return frame;
    }

    private synchronized boolean takeRefused() {
        var was = refused && frames.isEmpty();
        if (was) {
            refused = false;
        }
        return was;
    }
}
