package filbert.sharing.download.disk;

import filbert.identity.Sha1;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The last step of a download: a complete, checked partial file appears under a name of its own in its person's folder, in one step and never
 * over another file (3-transfer, 3.8.4 and T-28).
 *
 * <p>The name is first written into the journal, then reserved by an empty file, then taken over by a rename. When the folder is on another
 * volume, or somebody else still needs the partial file, the content is copied to a hidden name beside, synced and renamed: two people's files are never one,
 * for either may write to theirs. A crash in between leaves either the partial file or the final one,
 * and {@link #found} tells which.
 */
public final class Publication {
    private static final int MAX_NUMBER = 10_000; // files of one name in one folder
    private static final int COPY_STEP = 4 << 20;

    private final Disk disk;
    private final Path incomplete;

    /** @param incomplete the folder of partial files */
    public Publication(Disk disk, Path incomplete) {
        this.disk = disk;
        this.incomplete = incomplete;
    }

    /**
     * Closes {@code file} and moves its content.
     *
     * @param shared does somebody else need the partial file? Then it stays as it is
     * @param abandoned asked while copying; true ends it with nothing published
     * @return where it is now; the journal, and after a copy the partial file, are still there, for {@link PartialFile#delete} once the queue knows
     */
    public Path publish(PartialFile file, Target into, SafeName name, BooleanSupplier shared, BooleanSupplier abandoned) throws IOException {
        var wanted = file.wanted();
        var folder = into.folder();
        try (file) {
            file.sync();
            into.check();
            var target = reserve(file, folder, name);
            try {
                var data = PartialFolder.data(incomplete, wanted.sha1());
                file.close();
                if (shared.getAsBoolean()) {
                    copy(data, into, target, wanted, abandoned);
                } else {
                    move(data, into, target, wanted, abandoned);
                }
            } catch (IOException e) {
                if (isReservation(target)) {
                    Files.delete(target);
                }
                throw e;
            }
            disk.syncNames(folder);
            return target;
        }
    }

    /** An empty file needs no partial one. */
    public Path publishEmpty(Target into, SafeName name) throws IOException {
        into.check();
        var folder = into.folder();
        for (var number = 1; number <= MAX_NUMBER; number++) {
            var target = folder.resolve(name.numbered(number).text());
            if (create(target)) {
                disk.syncNames(folder);
                return target;
            }
        }
        throw tooMany(folder, name);
    }

    private Path reserve(PartialFile file, Path folder, SafeName name) throws IOException {
        var before = file.publishing();
        if (before.isPresent() && folder.equals(before.get().getParent()) && isReservation(before.get())) {
            return before.get();
        }
        for (var number = 1; number <= MAX_NUMBER; number++) {
            var target = folder.resolve(name.numbered(number).text());
            if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                file.willPublishAs(target);
                if (create(target)) {
                    return target;
                }
            }
        }
        throw tooMany(folder, name);
    }

    private static boolean isReservation(Path target) throws IOException {
        return Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS) && Files.size(target) == 0;
    }

    private static boolean create(Path target) throws IOException {
        try {
            Files.createFile(target);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
    }

    private static DiskTrouble tooMany(Path folder, SafeName name) {
        return new DiskTrouble(DiskTrouble.Kind.DISK_ERROR, folder + " has " + MAX_NUMBER + " files named " + name);
    }

    private void move(Path data, Target into, Path target, Wanted wanted, BooleanSupplier abandoned) throws IOException {
        try {
            into.checkPlace();
            disk.rename(data, target);
        } catch (AtomicMoveNotSupportedException anotherVolume) {
            copy(data, into, target, wanted, abandoned);
        }
    }

    private void copy(Path data, Target into, Path target, Wanted wanted, BooleanSupplier abandoned) throws IOException {
        copy(data, into, target, target.resolveSibling("." + wanted.sha1().base32() + ".part"), wanted, abandoned);
    }

    /** @param beside where it grows */
    private void copy(Path data, Target into, Path target, Path beside, Wanted wanted, BooleanSupplier abandoned) throws IOException {
        into.checkPlace();
        if (disk.usable(into.folder()) < wanted.size()) {
            throw new DiskTrouble(DiskTrouble.Kind.DISK_FULL, Long.toString(wanted.size()));
        }
        try {
            try (var from = disk.open(data, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                    var to = disk.open(
                            beside,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS)) {
                copy(from, to, wanted.size(), abandoned);
                to.force(true);
            }
            into.checkPlace();
            disk.rename(beside, target);
        } catch (IOException e) {
            Files.deleteIfExists(beside);
            throw e;
        }
    }

    private static void copy(FileChannel from, FileChannel to, long size, BooleanSupplier abandoned) throws IOException {
        for (long at = 0; at < size; ) {
            if (abandoned.getAsBoolean()) {
                throw new IOException("abandoned");
            }
            var copied = from.transferTo(at, Math.min(COPY_STEP, size - at), to);
            if (copied <= 0) {
                throw new IOException("ended at " + at + " of " + size);
            }
            at += copied;
        }
    }

    /** Did this person's download of {@code wanted} get as far as its final name before a crash? Reads the whole file to be sure. */
    public Optional<Path> found(Wanted wanted) throws IOException {
        var journal = Journal.read(PartialFolder.journal(incomplete, wanted.sha1())).filter(known -> known.wanted.unvouched() == wanted.unvouched());
        var target = journal.map(known -> known.publishing.get(wanted.person()));
        var content = journal.flatMap(Journal.Contents::content);
        var whole = target.isPresent() && content.isPresent() && isWhole(target.get(), wanted.size()) && sha1(target.get()).equals(content.get());
        return whole ? target : Optional.empty();
    }

    /** The SHA-1 of what was {@link #found}. */
    Sha1 content(Wanted wanted) throws IOException {
        return Journal.read(PartialFolder.journal(incomplete, wanted.sha1())).flatMap(Journal.Contents::content).orElse(wanted.sha1());
    }

    private static boolean isWhole(Path file, long size) throws IOException {
        return size > 0 && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == size;
    }

    /**
     * Somebody wants the content whose partial file was moved away for somebody else a moment ago: a copy of that one's file takes its place, if that is
     * still what it was. Does nothing when there is a partial file.
     *
     * @param abandoned asked while copying; true ends it with nothing brought back
     */
    void bringBack(Sha1 content, BooleanSupplier abandoned) throws IOException {
        var data = PartialFolder.data(incomplete, content);
        var journal = Files.exists(data, LinkOption.NOFOLLOW_LINKS)
                ? Optional.<Journal.Contents>empty()
                : Journal.read(PartialFolder.journal(incomplete, content));
        if (journal.isEmpty() || journal.get().wanted.unvouched()) { // nobody else has a part in such a file
            return;
        }
        for (var file : journal.get().publishing.values()) {
            if (isWhole(file, journal.get().wanted.size()) && sha1(file).equals(content)) {
                copy(file, Target.own(incomplete), data, PartialFolder.fresh(incomplete, content), journal.get().wanted, abandoned);
                disk.syncNames(incomplete);
                return;
            }
        }
    }

    private Sha1 sha1(Path file) throws IOException {
        var digest = newSha1();
        var buffer = ByteBuffer.allocate(COPY_STEP / 4);
        try (var in = disk.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            while (in.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
        }
        return Sha1.of(digest.digest());
    }

    public static MessageDigest newSha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
