package filbert.sharing.download.disk;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.sharing.hashing.TreeRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The folder unfinished files lie in: what they are called there, and what their journals tell of those nobody has open. Named by content, never by a
 * remote name.
 */
public final class PartialFolder {
    /** How data and journal end, behind the SHA-1 in base32. */
    public static final String DATA = ".part";

    public static final String JOURNAL = ".journal";

    private static final int MOST_OF_A_STRANGER = 4 << 20; // ours: some 160,000 records

    private PartialFolder() {}

    /**
     * What a journal found in a folder is about.
     *
     * @param content the SHA-1 of the complete file; empty while nobody knows it
     */
    public record Found(Wanted wanted, long written, Optional<Sha1> content) {}

    static Path data(Path folder, Sha1 sha1) {
        return folder.resolve(dataName(sha1));
    }

    /** What is to be the data, while it is copied from elsewhere. */
    static Path fresh(Path folder, Sha1 sha1) {
        return folder.resolve(dataName(sha1) + ".new");
    }

    /** What the data is called in its folder. */
    public static String dataName(Sha1 sha1) {
        return sha1.base32() + DATA;
    }

    static Path journal(Path folder, Sha1 sha1) {
        return folder.resolve(sha1.base32() + JOURNAL);
    }

    /**
     * What the journal says of a file nobody has open, as far as there is data for it.
     *
     * @param tree by whose root the verified bytes are right
     */
    public record Known(List<Span> written, List<Span> verified, Optional<TigerRoot> tree) {}

    /** Reads the journal alone. Empty when there is none. */
    public static Optional<Known> known(Path folder, Sha1 sha1) throws IOException {
        var journal = Journal.read(journal(folder, sha1));
        if (journal.isEmpty() || !Files.isRegularFile(data(folder, sha1), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        var contents = journal.get();
        var length = Files.size(data(folder, sha1));
        var there = length == 0 ? new Spans() : contents.written;
        var within = new Span(0, Math.max(1, length));
        var tree = Optional.ofNullable(contents.tree).map(JournalRecord.Tree::root);
        return Optional.of(new Known(there.within(within), length == 0 ? List.of() : contents.verified.within(within), tree));
    }

    /** Journals in {@code folder}, whatever else lies there. */
    public static List<Found> in(Path folder) throws IOException {
        var found = new ArrayList<Found>();
        try (var files = Files.newDirectoryStream(folder, "*.journal")) {
            for (var file : files) {
                Journal.read(file)
                        .filter(contents -> file.equals(journal(folder, contents.wanted.sha1())))
                        .ifPresent(contents -> found.add(new Found(contents.wanted, contents.written.total(), contents.content())));
            }
        }
        return found;
    }

    /** What a journal tells, wherever it lies: {@code written} without holes of its own making, {@code row} only if it leads to its root. */
    public record Kept(Wanted wanted, List<Span> written, Optional<TreeRow> row) {}

    /** Of a journal that may be another machine's, or anybody's. Empty when there is none that begins like one, or it is of a file nobody told a hash of. */
    public static Optional<Kept> read(Path journal) throws IOException {
        return Journal.read(journal, MOST_OF_A_STRANGER).filter(contents -> !contents.wanted.unvouched()).map(contents -> {
            var stored = contents.tree;
            var row = stored == null
                    ? Optional.<TreeRow>empty()
                    : TreeRow.of(contents.wanted.size(), stored.nodes()).filter(nodes -> nodes.root().equals(stored.root()));
            return new Kept(contents.wanted, contents.written.list(), row);
        });
    }

    /** Is there a journal of this content? */
    public static boolean exists(Path folder, Sha1 sha1) {
        return Files.isRegularFile(journal(folder, sha1), LinkOption.NOFOLLOW_LINKS);
    }

    /** Forgets a download: what was fetched is gone when it returns. Harmless when there is nothing. */
    public static void delete(Disk disk, Path folder, Sha1 sha1) throws IOException {
        if (new KeptParts(disk, folder).has(sha1)) {
            return; // it was never taken up
        }
        Files.deleteIfExists(journal(folder, sha1));
        Files.deleteIfExists(data(folder, sha1));
        Files.deleteIfExists(fresh(folder, sha1));
        if (Files.isDirectory(folder)) {
            disk.syncNames(folder);
        }
    }
}
