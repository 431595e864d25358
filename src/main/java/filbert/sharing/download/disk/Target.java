package filbert.sharing.download.disk;

import filbert.sharing.download.disk.DiskTrouble.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a finished file goes. One that was chosen for a single download is used only while it is the very place that was chosen: not when it, or a folder
 * above it, has been replaced by a symbolic link since. A person's own is what the settings say it is.
 */
public final class Target {
    private final Path folder;
    private final boolean chosen;
    private final Optional<Path> place;

    private Target(Path folder, boolean chosen, Optional<Path> place) {
        this.folder = folder;
        this.chosen = chosen;
        this.place = place;
    }

    public static Target own(Path folder) {
        return new Target(folder, false, Optional.empty());
    }

    /** @param place which place it was, all links followed; empty where nobody could tell */
    public static Target chosen(Path folder, Optional<Path> place) {
        return new Target(folder, true, place);
    }

    /** Which place a folder is now, all links followed; empty where it is not there. Blocks. */
    public static Optional<Path> placeOf(Path folder) {
        try {
            return Optional.of(folder.toRealPath());
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    Path folder() {
        return folder;
    }

    /** It is never made here: a folder that is not there may be a volume that is not mounted. */
    void check() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new DiskTrouble(Kind.FOLDER_MISSING, folder.toString());
        }
        checkPlace();
        if (!Files.isWritable(folder)) {
            throw new DiskTrouble(Kind.NOT_WRITABLE, folder.toString());
        }
    }

    /** Once more, when something has taken a while. */
    void checkPlace() throws IOException {
        if (chosen) {
            var now = folder.toRealPath();
            var same = place.isPresent() ? place.get().equals(now) : Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
            if (!same) {
                throw new DiskTrouble(Kind.FOLDER_MOVED, folder + " -> " + now);
            }
        }
    }
}
