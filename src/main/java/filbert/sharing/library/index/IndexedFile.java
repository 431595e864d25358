package filbert.sharing.library.index;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.servent.search.Tags;
import java.time.Instant;

/**
 * A file of the index.
 *
 * @param index names it in hits, 1 to 2^31-1
 * @param relative path below its folder, with {@code /}
 * @param modified in whole microseconds
 * @param added in whole seconds
 */
public record IndexedFile(
        int index, long folder, String relative, long size, Instant modified, Sha1 sha1, TigerRoot tigerRoot, Instant added, Tags tags) {
    public String name() {
        return relative.substring(relative.lastIndexOf('/') + 1);
    }

    /** The folders below its own that it is in, with {@code /} between; empty for none. */
    public String folderBelow() {
        return relative.substring(0, Math.max(0, relative.lastIndexOf('/')));
    }
}
