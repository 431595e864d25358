package filbert.sharing.upload;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Shared files on disk, reached name by name from their root: a symbolic link on the way is refused, also one put there while we walk.
 * Blocks: for workers.
 */
final class OnDisk {
    private static final Set<OpenOption> READ_NO_LINK = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private OnDisk() {}

    /** Is the file still the one that was hashed? */
    static boolean unchanged(ServedFile file) {
        try {
            var path = file.root().resolve(file.relative());
            return isAsHashed(file, Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException gone) {
            return false;
        }
    }

    /** Empty when it is gone, a link, beyond its root, or not the file that was hashed. The caller closes the channel. */
    static Optional<FileChannel> open(ServedFile file) {
        var names = List.of(file.relative().split("/", -1));
        if (names.stream().anyMatch(name -> name.isEmpty() || name.equals(".") || name.equals(".."))) {
            return Optional.empty();
        }
        try (var root = Files.newDirectoryStream(file.root())) {
            return root instanceof SecureDirectoryStream<Path> folder ? descend(folder, names, file) : openPlainly(file);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static Optional<FileChannel> descend(SecureDirectoryStream<Path> folder, List<String> names, ServedFile file) throws IOException {
        var name = Path.of(names.getFirst());
        if (names.size() > 1) {
            try (var below = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                return descend(below, names.subList(1, names.size()), file);
            }
        }
        var view = folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (!isAsHashed(file, view.readAttributes())) {
            return Optional.empty();
        }
        return folder.newByteChannel(name, READ_NO_LINK) instanceof FileChannel channel ? Optional.of(channel) : Optional.empty();
    }

    /** Where the file system cannot open beneath a folder: the resolved path must be the plain one. */
    private static Optional<FileChannel> openPlainly(ServedFile file) throws IOException {
        var path = file.root().toRealPath().resolve(file.relative());
        if (!path.toRealPath().equals(path) || !unchanged(file)) {
            return Optional.empty();
        }
        return Optional.of(FileChannel.open(path, READ_NO_LINK));
    }

    /** Times compare in milliseconds: stores keep no finer ones. An unfinished file changes all the time, but not where it is verified. */
    private static boolean isAsHashed(ServedFile file, BasicFileAttributes now) {
        if (file.growing()) {
            return now.isRegularFile();
        }
        return now.isRegularFile()
                && now.size() == file.size()
                && now.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.MILLIS).equals(file.modified().truncatedTo(ChronoUnit.MILLIS));
    }
}
