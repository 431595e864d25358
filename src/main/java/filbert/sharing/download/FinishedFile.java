package filbert.sharing.download;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the finished file of a download was put, and when it was last written to: one that was written to since is another file. Owner only. */
final class FinishedFile {
    private @Nullable Path path;
    private @Nullable FileTime writtenAt;

    /** @param path null while it is not finished */
    FinishedFile(@Nullable Path path) {
        this.path = path;
    }

    @Nullable Path path() {
        return path;
    }

    void isAt(Path where) {
        path = where;
    }

    /** Looked up when it was put there, or after a restart by who reads it first. */
    Optional<FileTime> writtenAt() {
        return Optional.ofNullable(writtenAt);
    }

    /** Only the first to look counts. */
    void writtenAt(FileTime time) {
        writtenAt = writtenAt == null ? time : writtenAt;
    }
}
