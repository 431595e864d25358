package filbert.sharing.library;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.servent.search.Tags;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file of the library.
 *
 * @param relative path below its folder, with {@code /}
 * @param hashed empty until the file has been hashed
 */
public record SharedFile(
        long id, long folder, Path path, String relative, long size, Instant modified, Optional<Hashes> hashed, Visibility visibility) {

    /**
     * Both digests of the whole content, and what it says of itself.
     *
     * @param tagsRead whether anybody has looked for tags
     */
    public record Hashes(Sha1 sha1, TigerRoot tigerRoot, Tags tags, boolean tagsRead) {
        public Hashes(Sha1 sha1, TigerRoot tigerRoot, Tags tags) {
            this(sha1, tigerRoot, tags, true);
        }

        /** Of a file whose tags are still to be read. */
        public Hashes(Sha1 sha1, TigerRoot tigerRoot) {
            this(sha1, tigerRoot, Tags.NONE, false);
        }
    }

    SharedFile unhashed() {
        return new SharedFile(id, folder, path, relative, size, modified, Optional.empty(), visibility);
    }

    /** All that it is found by: path and tags. */
    public String spoken() {
        return Stream.concat(Stream.of(relative), tags().spoken()).collect(Collectors.joining(" "));
    }

    public Tags tags() {
        return hashed.map(Hashes::tags).orElse(Tags.NONE);
    }

    public String name() {
        return path.getFileName().toString();
    }
}
