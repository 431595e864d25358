package filbert.sharing.hashing;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Hashes a file in one read: SHA-1 on the calling thread, the tiger tree beside it on another. Two buffers of 1 MiB go round, so reading, SHA-1 and
 * tree overlap. Safe for several callers at once.
 */
public final class FileHasher {
    private static final int BUFFER = 1 << 20;
    private static final int SMALL = 1 << 16; // not worth another thread

    private final Executor trees;

    /** @param trees runs one long task per file being hashed; must not be the caller's own single thread */
    public FileHasher(Executor trees) {
        this.trees = trees;
    }

    /** Everything one read of a file tells. @param row the row {@link TreeShape#keptFor} asks for */
    public record Hashes(long size, Sha1 sha1, TigerRoot tigerRoot, TreeRow row) {}

    /** Told the bytes read so far; may throw to give up, and may wait to go easy on the disk. */
    public interface Progress {
        void read(long bytesSoFar) throws IOException;
    }

    /** @throws IOException when the file cannot be read, or changed its length meanwhile */
    public Hashes hash(Path file, Progress progress) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return hash(channel, file, progress);
        }
    }

    private Hashes hash(FileChannel channel, Path file, Progress progress) throws IOException {
        var size = channel.size();
        var shape = TreeShape.keptFor(size);
        var sha1 = sha1();
        var tree = new TreeBuilder(shape.slice());
        var room = (int) Math.min(BUFFER, size + 1); // one more, to see it grow
        var front = ByteBuffer.allocate(room);
        var back = ByteBuffer.allocate(room);
        Executor beside = size <= SMALL ? Runnable::run : trees;
        var treeDone = CompletableFuture.<Void>completedFuture(null);
        long total = 0;
        while (fill(channel, front)) {
            var length = front.position();
            var bytes = front.array();
            await(treeDone);
            treeDone = CompletableFuture.runAsync(() -> tree.update(bytes, 0, length), beside);
            sha1.update(bytes, 0, length);
            total += length;
            if (total > size) {
                break;
            }
            progress.read(total);
            var filled = front;
            front = back.clear();
            back = filled;
        }
        await(treeDone);
        if (total != size) {
            throw new IOException(file + " changed from " + size + " to " + total + " bytes while being hashed");
        }
        var finished = tree.finish();
        return new Hashes(size, Sha1.of(sha1.digest()), finished.root(), new TreeRow(shape, finished.row()));
    }

    /** Fills the buffer as far as the file goes; false at its end. */
    private static boolean fill(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                break;
            }
        }
        return buffer.position() > 0;
    }

    private static void await(CompletableFuture<Void> tree) throws IOException {
        try {
            tree.join();
        } catch (CompletionException e) {
            throw new IOException("tree not built", e.getCause());
        }
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
