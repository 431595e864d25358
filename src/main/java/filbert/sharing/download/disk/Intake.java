package filbert.sharing.download.disk;

import io.netty.buffer.Unpooled;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/**
 * Bytes copied out of a file that is not ours into a partial file, step by step. The other file is opened for reading only, anew for each step, so
 * that nothing is held while other work goes on. For a {@link Lane}.
 */
public final class Intake {
    static final int STEP = 1 << 20; // ours
    static final int BLOCK = 64 << 10; // ours: a hole that is smaller, or not so aligned, counts as bytes

    private final Disk disk;
    private final Path from;
    private final Deque<Span> left;
    private final Holes holes;
    private long passed;
    private long copied;

    /** What blank blocks are. */
    public enum Holes {
        NONE,
        /** Never written, most likely: whoever left the file does not say what is there. */
        BLANK
    }

    /** @param spans to be copied, in order */
    public Intake(Disk disk, Path from, Collection<Span> spans, Holes holes) {
        this.disk = disk;
        this.from = from;
        left = new ArrayDeque<>(spans);
        this.holes = holes;
    }

    /** The other file cannot be read. The message is the system's. */
    static final class LostException extends Exception {
        private static final long serialVersionUID = 1;

        LostException(IOException cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }

    /** Told on the owner. */
    public interface Listener {
        /**
         * @param passed bytes read so far, holes included
         * @param copied those of them that are in the partial file now
         */
        void took(long passed, long copied);

        void tookAll();

        /**
         * Nothing more comes of it.
         *
         * @param why the system's words
         */
        void lost(String why);
    }

    long passed() {
        return passed;
    }

    long copied() {
        return copied;
    }

    /** @return whether there is more to do */
    boolean step(PartialFile into) throws IOException, LostException {
        var next = left.poll();
        if (next == null) {
            return false;
        }
        var end = Math.min(next.to(), (next.from() / STEP + 1) * STEP);
        var now = new Span(next.from(), end);
        if (end < next.to()) {
            left.push(new Span(end, next.to()));
        }
        write(into, now, read(now));
        passed += now.length();
        return !left.isEmpty();
    }

    private byte[] read(Span span) throws LostException {
        var bytes = ByteBuffer.allocate((int) span.length());
        try (FileChannel in = disk.open(from, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            while (bytes.hasRemaining()) {
                if (in.read(bytes, span.from() + bytes.position()) < 0) {
                    throw new EOFException(from + " ends at " + (span.from() + bytes.position()));
                }
            }
            return bytes.array();
        } catch (IOException e) {
            throw new LostException(e);
        }
    }

    private void write(PartialFile into, Span span, byte[] bytes) throws IOException {
        var start = span.from();
        for (var at = span.from(); at < span.to(); ) {
            var end = Math.min(span.to(), (at / BLOCK + 1) * BLOCK);
            if (holes == Holes.BLANK && isBlank(bytes, (int) (at - span.from()), (int) (end - span.from()))) {
                write(into, span, bytes, start, at);
                start = end;
            }
            at = end;
        }
        write(into, span, bytes, start, span.to());
    }

    private void write(PartialFile into, Span span, byte[] bytes, long start, long end) throws IOException {
        if (start < end) {
            into.write(start, Unpooled.wrappedBuffer(bytes, (int) (start - span.from()), (int) (end - start)));
            copied += end - start;
        }
    }

    private static boolean isBlank(byte[] bytes, int start, int end) {
        for (var i = start; i < end; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
