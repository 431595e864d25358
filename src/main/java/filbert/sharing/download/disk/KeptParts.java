package filbert.sharing.download.disk;

import filbert.identity.Sha1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Partial files nobody fetches at the moment. The data stays where it is and the journal is called otherwise, in one step: so it is taken for no download
 * after a restart, and becomes one's journal again when somebody wants the same content and size. Blocks.
 */
public final class KeptParts {
    /** How the journal of one that is kept ends. */
    public static final String KEPT = ".kept";

    private final Disk disk;
    private final Path folder;

    /** @param folder of partial files */
    public KeptParts(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
    }

    /** @param since when it was left */
    public record Kept(Wanted wanted, long written, Instant since) {}

    private Path kept(Sha1 sha1) {
        return folder.resolve(sha1.base32() + KEPT);
    }

    private static boolean isThere(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Is there a part that belongs to no download? */
    public boolean has(Sha1 sha1) {
        return isThere(kept(sha1)) && !PartialFolder.exists(folder, sha1);
    }

    /** How large the whole file is of which there is a part that belongs to no download. */
    public OptionalLong size(Sha1 sha1) throws IOException {
        var journal = has(sha1) ? Journal.read(kept(sha1)) : Optional.<Journal.Contents>empty();
        return journal.map(contents -> OptionalLong.of(contents.wanted.size())).orElse(OptionalLong.empty());
    }

    /** Its download is left now. @return false when there is nothing to keep */
    public boolean keep(Sha1 sha1, Instant now) throws IOException {
        var known = PartialFolder.known(folder, sha1);
        if (known.isEmpty() || known.get().written().isEmpty()) {
            return false;
        }
        Files.setLastModifiedTime(PartialFolder.journal(folder, sha1), FileTime.from(now));
        disk.rename(PartialFolder.journal(folder, sha1), kept(sha1));
        disk.syncNames(folder);
        return true;
    }

    /** Somebody wants it. What is of another size stays as it is. */
    void takeUp(Wanted wanted) throws IOException {
        if (!has(wanted.sha1())) {
            return;
        }
        var journal = Journal.read(kept(wanted.sha1()));
        if (journal.isPresent() && journal.get().wanted.size() != wanted.size()) {
            throw new DiskTrouble(DiskTrouble.Kind.KEPT_OTHERWISE, Long.toString(journal.get().wanted.size()));
        }
        disk.rename(kept(wanted.sha1()), PartialFolder.journal(folder, wanted.sha1()));
        disk.syncNames(folder);
    }

    /** Every one, whatever else lies there. */
    public List<Kept> all() throws IOException {
        var all = new ArrayList<Kept>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.newDirectoryStream(folder, "*" + KEPT)) {
                for (var file : files) {
                    var since = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
                    Journal.read(file)
                            .filter(contents -> file.equals(kept(contents.wanted.sha1())) && has(contents.wanted.sha1()))
                            .ifPresent(contents -> all.add(new Kept(contents.wanted, contents.written.total(), since)));
                }
            }
        }
        return all;
    }

    /** @return false when there is no such part */
    public boolean delete(Sha1 sha1) throws IOException {
        if (!has(sha1)) {
            return false;
        }
        Files.deleteIfExists(PartialFolder.data(folder, sha1));
        Files.deleteIfExists(kept(sha1));
        disk.syncNames(folder);
        return true;
    }
}
