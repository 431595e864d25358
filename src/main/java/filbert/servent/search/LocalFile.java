package filbert.servent.search;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import java.time.Instant;
import java.util.Optional;

/**
 * A file we answer with.
 *
 * @param index stable while the file stays shared, 1 to 2^31-1 without 2147483645 (2-search, 3.2)
 * @param folder names of the folders it is in, below the shared one, with {@code /} between, NFC; empty for one that is right in it
 * @param name base name, NFC
 * @param size bytes
 */
public record LocalFile(
        long index, String folder, String name, long size, Sha1 sha1, Optional<TigerRoot> tigerRoot, Instant sharedSince, Tags tags) {}
