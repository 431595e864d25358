package filbert.sharing.upload;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A file that the whole network may fetch: a complete one of the library, or an unfinished one.
 *
 * @param index what our query hits call it; {@link #UNFINISHED} for one that is still on its way to us
 * @param name base name, NFC, as our query hits write it
 * @param root the shared folder it lies beneath
 * @param relative path below {@code root}, with {@code /}
 * @param size and {@code modified} as they were when it was hashed; of an unfinished one, the size it will have and {@link #GROWING}
 */
public record ServedFile(
        long index, String name, Path root, String relative, long size, Instant modified, Sha1 sha1, TigerRoot tigerRoot) {
    /** The library counts from 1. */
    public static final long UNFINISHED = 0;

    public static final Instant GROWING = Instant.EPOCH;

    /** Do its bytes still arrive? */
    boolean growing() {
        return unfinished() && modified.equals(GROWING);
    }

    /** Is it none of the library? */
    boolean unfinished() {
        return index == UNFINISHED;
    }
}
