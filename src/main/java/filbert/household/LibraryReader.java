package filbert.household;

import filbert.sharing.download.AnotherFileException;
import filbert.sharing.download.DownloadReader;
import filbert.sharing.download.UnreadableException;
import filbert.sharing.download.UnreadableException.Why;
import filbert.sharing.library.SharedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reads a file of the library for somebody in the house. The file is opened for each piece, without following links, and only while it is the one the
 * library knows: an open film keeps no disk from being taken out.
 */
final class LibraryReader implements DownloadReader {
    private final SharedFile file;
    private final Path folder;
    private final long person;
    private final long to;
    private final LibraryReaders readers;
    private final CompletableFuture<Why> cutShort = new CompletableFuture<>();
    private volatile long at;
    private volatile long askedAt;
    private volatile boolean closed;

    LibraryReader(SharedFile file, Path folder, long person, long from, long to, LibraryReaders readers) {
        this.file = file;
        this.folder = folder;
        this.person = person;
        this.to = to;
        this.readers = readers;
        at = from;
        askedAt = readers.now();
    }

    long person() {
        return person;
    }

    /** When it was last asked for a piece, in nanoseconds of the readers' clock. */
    long askedAt() {
        return askedAt;
    }

    /** Blocks. @throws UnreadableException when it is gone, or another file, or its disk does not give it out */
    void check() {
        try {
            place();
        } catch (IOException e) {
            throw new UnreadableException(UnreadableException.why(e));
        }
    }

    /** Where it is, if that is the file the library knows, and no link leads there. */
    private Path place() throws IOException {
        var root = folder.toRealPath();
        var path = root.resolve(file.relative()).normalize();
        var now = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        var same = now.isRegularFile()
                && now.size() == file.size()
                && now.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.MILLIS).equals(file.modified().truncatedTo(ChronoUnit.MILLIS));
        if (!same || !path.startsWith(root) || !path.toRealPath().equals(path)) {
            throw new AnotherFileException(path + " is another file");
        }
        return path;
    }

    @Override
    public CompletionStage<ByteBuffer> next() {
        askedAt = readers.now();
        return CompletableFuture.supplyAsync(this::read, task -> Thread.ofVirtual().name("library").start(task));
    }

    private ByteBuffer read() {
        if (closed) {
            throw new UnreadableException(cutShort.getNow(Why.STOPPED));
        }
        var piece = ByteBuffer.allocate((int) Math.min(PIECE, to - at));
        if (!piece.hasRemaining()) {
            return piece;
        }
        try (var channel = readers.disk().open(place(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            while (piece.hasRemaining()) {
                if (channel.read(piece, at + piece.position()) < 0) {
                    throw new AnotherFileException("ends at " + (at + piece.position()));
                }
            }
        } catch (IOException e) {
            var why = UnreadableException.why(e);
            end(why);
            throw new UnreadableException(why);
        }
        at += piece.capacity();
        return piece.flip();
    }

    void end(Why why) {
        close();
        cutShort.completeAsync(() -> why, task -> Thread.ofVirtual().name("library").start(task));
    }

    @Override
    public CompletionStage<Why> cutShort() {
        return cutShort;
    }

    @Override
    public void close() {
        closed = true;
        readers.leave(this);
    }
}
