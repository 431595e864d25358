package filbert.sharing.library;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A folder of the library.
 *
 * @param owner id of the person who added it
 * @param excludes glob patterns against names and relative paths, besides the built-in ones
 * @param state message key below {@code library.folder.}: {@code new, scanning, hashing, ready, missing, unreadable, hanging}
 */
public record SharedFolder(
        long id,
        long owner,
        Path path,
        String alias,
        Visibility visibility,
        List<String> excludes,
        long files,
        long bytes,
        String state,
        @Nullable Instant lastScan) {
    SharedFolder of(long person) {
        return new SharedFolder(id, person, path, alias, visibility, excludes, files, bytes, state, lastScan);
    }
}
