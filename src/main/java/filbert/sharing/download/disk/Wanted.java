package filbert.sharing.download.disk;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import java.time.Instant;
import java.util.Optional;

/**
 * What a journal is about: enough to put the download back into a queue that lost its database.
 *
 * @param size bytes of the complete file
 * @param tigerRoot as vouched for by whoever asked
 * @param name from the network: data, never a path
 * @param unvouched nobody has told a hash of it: {@code sha1} is what it is called by here, and says nothing of its content
 */
public record Wanted(Sha1 sha1, long size, Optional<TigerRoot> tigerRoot, long person, String name, Instant added, boolean unvouched) {
    static final int MAX_NAME = 1024; // UTF-8 bytes kept; longer names are cut

    /** One whose hash is known. */
    public Wanted(Sha1 sha1, long size, Optional<TigerRoot> tigerRoot, long person, String name, Instant added) {
        this(sha1, size, tigerRoot, person, name, added, false);
    }

    public Wanted {
        if (size < 0) {
            throw new IllegalArgumentException("file of " + size + " bytes");
        }
    }
}
