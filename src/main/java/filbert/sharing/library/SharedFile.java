package filbert.sharing.library;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A file of the library.
 *
 * @param relative path below its folder, with {@code /}
 * @param hashed empty until the file has been hashed
 */
public record SharedFile(
        long id, long folder, Path path, String relative, long size, Instant modified, Optional<Hashes> hashed, Visibility visibility) {

    /** Both digests of the whole content. */
    public record Hashes(Sha1 sha1, TigerRoot tigerRoot) {}

    public String name() {
        return path.getFileName().toString();
    }
}
