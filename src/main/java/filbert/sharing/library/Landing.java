package filbert.sharing.library;

import filbert.sharing.download.disk.SafeName;
import filbert.sharing.library.scan.Excludes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where in a shared folder a file is to lie.
 *
 * @param directory without links; made, when its names are harmless
 * @param below its path below the shared folder, with a slash at the end; empty for that folder itself
 */
record Landing(SharedFolder folder, Path directory, String below) {
    private static final int MOST_DEEP = 16; // ours; a walk goes 64 deep
    private static final List<String> AWAY = List.of("missing", "unreadable", "hanging");

    /** Blocks. @throws NotMovedException when nothing may or can be put there */
    static Landing of(SharedFolder folder, Excludes excludes, String below) {
        if (AWAY.contains(folder.state())) {
            throw new NotMovedException("away");
        }
        var names = Stream.of(below.split("/", -1)).map(String::strip).filter(name -> !name.isEmpty()).toList();
        if (names.size() > MOST_DEEP || !names.stream().allMatch(Landing::leadsInside)) {
            throw new NotMovedException("name");
        }
        try {
            var directory = folder.path().toRealPath();
            var at = "";
            for (var name : names) {
                var inner = directory.resolve(name);
                at = at.isEmpty() ? name : at + "/" + name;
                if (excludes.leaveOutAny(Path.of(at))) {
                    throw new NotMovedException("left-out");
                }
                enter(directory, inner, name);
                directory = inner;
            }
            if (!excludes.takesFilesOf(directory)) {
                throw new NotMovedException("left-out");
            }
            if (!Files.isWritable(directory)) {
                throw new NotMovedException("read-only");
            }
            return new Landing(folder, directory, String.join("/", names) + (names.isEmpty() ? "" : "/"));
        } catch (IOException e) {
            throw new NotMovedException("away", e);
        }
    }

    /** A folder that is there already may have any name but those that lead elsewhere. */
    private static boolean leadsInside(String name) {
        try {
            return Path.of(name).getNameCount() == 1 && !name.equals(".") && !name.equals("..");
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static void enter(Path directory, Path inner, String name) throws IOException {
        if (!Files.exists(inner, LinkOption.NOFOLLOW_LINKS)) {
            if (!SafeName.of(name).text().equals(name)) {
                throw new NotMovedException("name");
            }
            if (!Files.isWritable(directory)) {
                throw new NotMovedException("read-only");
            }
            Files.createDirectory(inner);
        }
        if (!Files.isDirectory(inner, LinkOption.NOFOLLOW_LINKS) || !inner.toRealPath().equals(inner)) {
            throw new NotMovedException("link");
        }
    }

    /** @param excludes of the folder. @throws NotMovedException when the library would not see a file of this name here */
    void check(Excludes excludes, String name) {
        if (excludes.leaveOutAny(Path.of(below + name))) {
            throw new NotMovedException("left-out");
        }
    }
}
