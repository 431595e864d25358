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
 * @param unvouched nobody has told a hash of it: {@code sha1} is a name for it and nothing else
 */
public record DownloadRequest(
        long person, Sha1 sha1, Optional<TigerRoot> tigerRoot, String name, long size, List<Source> sources, boolean unvouched) {
    /** Of a file whose hash is known. */
    public DownloadRequest(long person, Sha1 sha1, Optional<TigerRoot> tigerRoot, String name, long size, List<Source> sources) {
        this(person, sha1, tigerRoot, name, size, sources, false);
    }

    /**
     * Of a file nobody tells a hash of: nothing that comes can be checked, and this one host is all it may come from.
     *
     * @param size bytes, at least one
     * @param source who offers it, by index and name
     */
    public static DownloadRequest unvouched(long person, String name, long size, Source source) {
        if (size <= 0) {
            throw new IllegalArgumentException("file without a hash, of " + size + " bytes");
        }
        return new DownloadRequest(person, StandIn.of(person, source, size), Optional.empty(), name, size, List.of(source), true);
    }

    public DownloadRequest {
        size = sha1.equals(StoredRows.EMPTY_FILE) ? 0 : size == 0 ? -1 : size;
    }

    /** @param known counts where nobody has said another one */
    DownloadRequest ofSize(OptionalLong known) {
        return size >= 0 || known.isEmpty() ? this : new DownloadRequest(person, sha1, tigerRoot, name, known.getAsLong(), sources, unvouched);
    }
}
