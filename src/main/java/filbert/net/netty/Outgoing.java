package filbert.net.netty;

import filbert.net.Link;
import io.netty.buffer.ByteBuf;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;

/** What stands in line in an {@link Outbox}. */
sealed interface Outgoing {
    /** A write, of whoever takes it out of the line. */
    record Bytes(ByteBuf content) implements Outgoing {}

    /** Nothing comes after it. */
    record End() implements Outgoing {}

    /** A part of a file, which stays the caller's; {@code sent} is the loop's. */
    final class FileRange implements Outgoing {
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
}
