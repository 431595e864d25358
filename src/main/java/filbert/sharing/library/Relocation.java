package filbert.sharing.library;

import filbert.identity.Sha1;
import filbert.sharing.download.disk.Disk;
import filbert.sharing.download.disk.Publication;
import filbert.sharing.download.disk.SafeName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is done on the disk when a file goes into another folder. Never over another file: its name there is first reserved by an empty file, which a
 * rename then takes over in one step. To another volume it is copied under a hidden name, synced, read again and compared before the name is
 * taken and the old file deleted. A crash leaves the file in its old place or in its new one, or, copied but not yet deleted, in both.
 */
final class Relocation {
    private static final int MOST_NUMBERS = 10_000; // files of one name in one folder
    private static final int STEP = 4 << 20;

    private final Disk disk;
    private final SharedFile file;
    private final Path root;
    private final Landing landing;

    /** @param root the shared folder it lies in now */
    Relocation(Disk disk, SharedFile file, Path root, Landing landing) {
        this.disk = disk;
        this.file = file;
        this.root = root;
        this.landing = landing;
    }

    SharedFile file() {
        return file;
    }

    Landing landing() {
        return landing;
    }

    /**
     * In one step, within a volume.
     *
     * @param before told the new place just before the file is there
     * @return the new place, or null when it is on another volume
     */
    @Nullable Path rename(Consumer<Path> before) {
        try {
            var source = source();
            var target = reserve();
            try {
                before.accept(target);
                disk.rename(source, target);
            } catch (AtomicMoveNotSupportedException anotherVolume) {
                Files.delete(target);
                return null;
            } catch (IOException e) {
                Files.delete(target);
                throw e;
            }
            syncNames(source);
            return target;
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    /** To another volume. @param progress told how many bytes are there. @param abandoned asked on the way; true ends it with nothing changed */
    Path copy(LongConsumer progress, BooleanSupplier abandoned, Consumer<Path> before) {
        try {
            var source = source();
            if (disk.usable(landing.directory()) < file.size()) {
                throw new NotMovedException("no-room");
            }
            var beside = landing.directory().resolve(".filbert-" + file.id() + ".part");
            try {
                write(source, beside, progress, abandoned);
                var target = reserve();
                before.accept(target);
                disk.rename(beside, target);
                disk.syncNames(landing.directory());
                delete(source, target);
                return target;
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    private void write(Path source, Path beside, LongConsumer progress, BooleanSupplier abandoned) throws IOException {
        Sha1 written;
        try (var from = disk.open(source, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                var to = disk.open(
                        beside,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS)) {
            written = digest(from, piece -> {
                while (piece.hasRemaining()) {
                    to.write(piece);
                }
                progress.accept(to.position());
            }, abandoned);
            Files.setLastModifiedTime(beside, Files.getLastModifiedTime(source, LinkOption.NOFOLLOW_LINKS));
            to.force(true);
        }
        source();
        if (file.hashed().filter(hashes -> !hashes.sha1().equals(written)).isPresent()) {
            throw new NotMovedException("changed");
        }
        try (var copied = disk.open(beside, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            if (!digest(copied, _ -> {}, abandoned).equals(written)) {
                throw new NotMovedException("not-the-same");
            }
        }
    }

    /** When the old one cannot go, the new one goes. */
    private void delete(Path source, Path target) throws IOException {
        try {
            source();
            Files.delete(source);
        } catch (IOException | NotMovedException e) {
            Files.delete(target);
            throw e;
        }
        disk.syncNames(Objects.requireNonNull(source.getParent()));
    }

    private interface Sink {
        void take(ByteBuffer piece) throws IOException;
    }

    private static Sha1 digest(FileChannel from, Sink sink, BooleanSupplier abandoned) throws IOException {
        var sha1 = Publication.newSha1();
        var piece = ByteBuffer.allocate(STEP);
        while (from.read(piece) >= 0) {
            if (abandoned.getAsBoolean()) {
                throw new NotMovedException("stopped");
            }
            piece.flip();
            sha1.update(piece.duplicate());
            sink.take(piece);
            piece.clear();
        }
        return Sha1.of(sha1.digest());
    }

    /** Where it lies, if that is the file the library knows, and no link leads there. */
    private Path source() throws IOException {
        var real = root.toRealPath();
        var path = real.resolve(file.relative()).normalize();
        var now = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (now.isSymbolicLink() || !path.startsWith(real) || !path.toRealPath().equals(path)) {
            throw new NotMovedException("link");
        }
        var same = now.isRegularFile()
                && now.size() == file.size()
                && now.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.MILLIS).equals(file.modified().truncatedTo(ChronoUnit.MILLIS));
        if (!same) {
            throw new NotMovedException("changed");
        }
        if (landing.directory().equals(path.getParent())) {
            throw new NotMovedException("there");
        }
        return path;
    }

    private Path reserve() throws IOException {
        var name = SafeName.of(file.name());
        for (var number = 1; number <= MOST_NUMBERS; number++) {
            var target = landing.directory().resolve(name.numbered(number).text());
            try {
                return Files.createFile(target);
            } catch (FileAlreadyExistsException taken) {
                // the next number
            }
        }
        throw new NotMovedException("name");
    }

    private void syncNames(Path source) throws IOException {
        disk.syncNames(landing.directory());
        disk.syncNames(Objects.requireNonNull(source.getParent()));
    }

    private static NotMovedException refusal(IOException e) {
        return new NotMovedException(
                switch (e) {
                    case NoSuchFileException _ -> "gone";
                    case AccessDeniedException _ -> "read-only";
                    default -> "disk";
                },
                e);
    }
}
