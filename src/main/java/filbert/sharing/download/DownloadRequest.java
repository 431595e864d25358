package filbert.sharing.download;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.servent.search.Source;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What somebody wants.
 *
 * @param person id of who asked
 * @param name from the network or a magnet: data, never a path
 * @param size bytes; -1 when a magnet did not say
 */
public record DownloadRequest(
        long person, Sha1 sha1, Optional<TigerRoot> tigerRoot, String name, long size, List<Source> sources) {
    public DownloadRequest {
        size = sha1.equals(StoredRows.EMPTY_FILE) ? 0 : size == 0 ? -1 : size;
    }

    /** @param known counts where nobody has said another one */
    DownloadRequest ofSize(OptionalLong known) {
        return size >= 0 || known.isEmpty() ? this : new DownloadRequest(person, sha1, tigerRoot, name, known.getAsLong(), sources);
    }
}
