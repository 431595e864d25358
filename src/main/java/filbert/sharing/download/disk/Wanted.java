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
 */
public record Wanted(Sha1 sha1, long size, Optional<TigerRoot> tigerRoot, long person, String name, Instant added) {
    static final int MAX_NAME = 1024; // UTF-8 bytes kept; longer names are cut

    public Wanted {
        if (size < 0) {
            throw new IllegalArgumentException("file of " + size + " bytes");
        }
    }
}
