package filbert.servent.connection;

import filbert.net.Link;
import filbert.net.Timeline;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Deflates and writes what leaves on a link, portion by portion: the next is asked for when the system has taken most of the last, because
 * what it has taken cannot be overtaken any more. Confined to the link's loop unless a method says otherwise.
 */
final class OutgoingStream {
    static final Duration LONGEST_IN_DEFLATER = Duration.ofMillis(200); // 1-connect, 4.2

    private static final Duration LAST_WORDS = Duration.ofSeconds(10);
    private static final int MOST_UNSENT = 16 * 1024;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Link link;
    private final Runnable onReady;
    private final @Nullable DeflatingStream deflating;
    private final AtomicLong bytes = new AtomicLong();
    private Timeline.@Nullable Timer flushing;
    private boolean over;

    /** {@code onReady} says: the next portion, please. */
    OutgoingStream(Link link, boolean deflate, Runnable onReady) {
        this.link = link;
        this.onReady = onReady;
        this.deflating = deflate ? new DeflatingStream() : null;
    }

    /** Sent so far, as they travel. Any thread. */
    long bytes() {
        return bytes.get();
    }

    /** Takes a portion over. @param urgent must not wait in the deflater */
    void send(ByteBuf plain, boolean urgent) {
        if (over) {
            plain.release();
            return;
        }
        if (deflating == null) {
            write(plain);
        } else {
            write(deflating.write(plain));
            if (urgent || deflating.pending() >= DeflatingStream.FLUSH_AFTER) {
                flush();
            } else if (flushing == null) {
                flushing = link.loop().after(LONGEST_IN_DEFLATER, this::flush);
            }
        }
        whenTaken();
    }

    /** Sends the last words, which may be empty, and closes behind them. Takes them over. */
    void finish(ByteBuf plain) {
        if (over) {
            plain.release();
            return;
        }
        if (deflating == null) {
            write(plain);
        } else {
            write(deflating.write(plain));
            write(deflating.finish());
        }
        end();
        link.closeAfterWrites();
        link.loop().after(LAST_WORDS, link::close); // whether they were read or not
    }

    /** Lets go of everything. */
    void end() {
        over = true;
        if (flushing != null) {
            flushing.cancel();
        }
        if (deflating != null) {
            deflating.release();
        }
    }

    private void flush() {
        if (flushing != null) {
            flushing.cancel();
            flushing = null;
        }
        if (!over && deflating != null && deflating.pending() > 0) {
            write(deflating.flush());
        }
    }

    private void write(ByteBuf out) {
        if (out.isReadable()) {
            bytes.addAndGet(out.readableBytes());
            link.write(out);
        } else {
            out.release();
        }
    }

    private void whenTaken() {
        if (over) {
            return;
        }
        if (link.unsentBytes() <= MOST_UNSENT) {
            onReady.run();
        } else {
            link.loop().after(LOOK_AGAIN, this::whenTaken); // not the link's own marks, which suit uploads
        }
    }
}
