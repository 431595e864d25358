package filbert.household;

import filbert.sharing.download.disk.SafeName;
import filbert.sharing.library.SharedFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where somebody may send a single download: one's own folder of downloads, a folder right below it, or a shared folder of one's own. Never what is
 * somebody else's, and nothing a symbolic link leads to. Blocks.
 */
public final class DownloadPlaces {
    static final int MOST = 200; // ours: folders right below one's own that are offered
    private static final int MOST_LOOKED_AT = 20_000; // ours: finished files lie there too, and a page waits for it

    private final LongFunction<Path> own;
    private final LongFunction<Path> ready;
    private final LongFunction<Collection<Path>> others;
    private final Supplier<List<SharedFolder>> shared;

    /**
     * @param own a person's folder of downloads, which need not be there
     * @param ready the same, made where that may be
     * @param others everybody else's
     */
    public DownloadPlaces(
            LongFunction<Path> own, LongFunction<Path> ready, LongFunction<Collection<Path>> others, Supplier<List<SharedFolder>> shared) {
        this.own = own;
        this.ready = ready;
        this.others = others;
        this.shared = shared;
    }

    /** One's own first. Makes nothing. */
    List<Path> of(long person) {
        var home = own.apply(person);
        var places = new ArrayList<Path>(List.of(home));
        within(home).stream().filter(folder -> maySee(person, folder)).sorted().limit(MOST).forEach(places::add);
        shared.get().stream().filter(folder -> folder.owner() == person).map(SharedFolder::path).filter(folder -> !places.contains(folder)).forEach(places::add);
        return List.copyOf(places);
    }

    private static List<Path> within(Path home) {
        var folders = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(home)) {
            var left = MOST_LOOKED_AT;
            for (var entry : entries) {
                if (left-- == 0) {
                    break;
                }
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    folders.add(entry);
                }
            }
        } catch (IOException | DirectoryIteratorException notThere) {
            return List.of(); // only its name can be told, then
        }
        return folders;
    }

    private boolean maySee(long person, Path folder) {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && !folder.getFileName().toString().startsWith(".") && !isSomebodyElses(person, folder);
    }

    private boolean isSomebodyElses(long person, Path folder) {
        var foreign = shared.get().stream().filter(one -> one.owner() != person).map(SharedFolder::path);
        return Stream.concat(others.apply(person).stream(), foreign).anyMatch(theirs -> theirs.startsWith(folder) || folder.startsWith(theirs) && !own.apply(person).startsWith(theirs));
    }

    /** @throws IllegalArgumentException with a message key below {@code said.download.} when it is none of those */
    Path chosen(long person, String place) {
        return of(person).stream()
                .filter(allowed -> allowed.toString().equals(place))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("said.download.folder.refused"));
    }

    /**
     * A folder right below one's own, made when it is not there.
     *
     * @param name of one folder; no path
     * @throws IllegalArgumentException with a message key below {@code said.download.}
     */
    Path below(long person, String name) {
        if (!SafeName.of(name).text().equals(name)) {
            throw new IllegalArgumentException("said.download.folder.name");
        }
        Path folder;
        try {
            folder = ready.apply(person).resolve(name);
            if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(folder);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException("said.download.folder.not-made", e);
        }
        if (!maySee(person, folder)) {
            throw new IllegalArgumentException("said.download.folder.refused");
        }
        return folder;
    }
}
