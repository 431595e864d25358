package filbert.sharing.library;

import filbert.sharing.library.scan.Excludes;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Names the folders in a folder: the real ones that may be read, without links, hidden ones, and those of the system. What does not lie below one of
 * the places in the topmost folder is not listed; asked for such a folder, or for one that cannot be read, it names these places. Writes nothing. Blocks.
 */
final class FolderLister {
    static final int MOST = 200; // folders named
    private static final int MOST_LOOKED_AT = 20_000; // entries of one folder; a listing takes a moment, not a minute
    private static final Set<String> NOBODYS = Set.of("root", "tmp", "opt", "app"); // at the top, besides those of the system
    private static final Excludes JUNK = new Excludes(List.of(), List.of(), List.of());
    private static final Comparator<Path> BY_NAME = Comparator.<Path, String>comparing(Path::toString, String.CASE_INSENSITIVE_ORDER).thenComparing(Comparator.naturalOrder());

    private final FolderInspection inspection;
    private final Path top;

    /** @param top what holds the places where people keep files: the root of the file system */
    FolderLister(FolderInspection inspection, Path top) {
        this.inspection = inspection;
        this.top = top;
    }

    FolderListing list(Path folder) {
        var places = places();
        if (folder.isAbsolute()) {
            try {
                var real = folder.toRealPath();
                if (places.stream().anyMatch(real::startsWith) && inspection.isOpen(real)) {
                    return listing(real, Optional.ofNullable(places.contains(real) ? top : real.getParent()), within(real));
                }
            } catch (IOException | DirectoryIteratorException e) {
                return listing(top, Optional.empty(), places);
            }
        }
        return listing(top, Optional.empty(), places);
    }

    private static FolderListing listing(Path at, Optional<Path> up, List<Path> folders) {
        return new FolderListing(at, up, folders.stream().sorted(BY_NAME).limit(MOST).toList(), folders.size() > MOST);
    }

    /** As they really are: some systems have a link where people look for them. */
    private List<Path> places() {
        var places = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(top)) {
            for (var entry : entries) {
                var real = FolderInspection.real(entry);
                if (isNamed(entry) && !NOBODYS.contains(entry.getFileName().toString()) && Files.isDirectory(real) && inspection.isOpen(real) && !top.startsWith(real)) {
                    places.add(real);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        return places.stream().distinct().toList();
    }

    private List<Path> within(Path folder) throws IOException {
        var folders = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(folder)) {
            var left = MOST_LOOKED_AT;
            for (var entry : entries) {
                if (left-- == 0) {
                    break;
                }
                if (isNamed(entry) && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) && inspection.isOpen(entry)) {
                    folders.add(entry);
                }
            }
        }
        return folders;
    }

    private static boolean isNamed(Path entry) {
        return !JUNK.leaveOut(entry.getFileName());
    }
}
