package filbert.sharing.download;

import filbert.identity.Sha1;
import filbert.sharing.download.disk.Disk;
import filbert.sharing.download.disk.PartialFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The file of a download on disk, wherever it is. Blocks; one thread at a time. */
final class FileBytes {
    private final Disk disk;
    private final Path partial;
    private final long size;
    private volatile boolean triedFinished;
    private @Nullable FileChannel finished;
    private volatile @Nullable FileTime modified;

    FileBytes(Disk disk, Path folder, Sha1 sha1, long size) {
        this.disk = disk;
        partial = folder.resolve(PartialFolder.dataName(sha1));
        this.size = size;
    }

    /** Opened for each piece: it may be begun anew, moved or deleted at any time. */
    ByteBuffer ofPartial(long at, int length) throws IOException {
        try (var channel = disk.open(partial, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return read(channel, at, length);
        }
    }

    /** @param known when it was last written to, if anybody has looked: of a file that was written to since, nothing is told as what it was */
    ByteBuffer ofFinished(Path path, Optional<FileTime> known, long at, int length) throws IOException {
        triedFinished = true;
        var now = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!now.isRegularFile() || now.size() != size || known.filter(time -> !time.equals(now.lastModifiedTime())).isPresent()) {
            throw new AnotherFileException(path + " is another file");
        }
        modified = now.lastModifiedTime();
        var channel = finished;
        if (channel == null) {
            channel = disk.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            finished = channel;
        }
        return read(channel, at, length);
    }

    private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw new AnotherFileException("ends at " + (at + bytes.position()));
            }
        }
        return bytes.flip();
    }

    /** When the finished file was last written to, as it was when it was read. */
    Optional<FileTime> modified() {
        return Optional.ofNullable(modified);
    }

    /** Has anybody looked for the finished file? */
    boolean triedFinished() {
        return triedFinished;
    }

    void close() {
        var channel = finished;
        finished = null;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // it was only read
            }
        }
    }
}
