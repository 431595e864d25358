package filbert.sharing.download;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.servent.search.Source;
import java.util.List;
import java.util.Optional;

/**
 * One file named by a magnet URI (3-transfer, 3.11).
 *
 * @param size -1 when it does not say
 */
public record Magnet(Sha1 sha1, Optional<TigerRoot> tigerRoot, String name, long size, List<Source> sources) {
    public Magnet {
        sources = List.copyOf(sources);
    }

    /**
     * Contacts nobody: whether a source may be called is decided when it is dialled.
     *
     * @return at least one
     * @throws IllegalArgumentException with a message key below {@code magnet.}: {@code malformed}, {@code too-long} or {@code unsupported}
     *     (no file in it has a SHA-1)
     */
    public static List<Magnet> parse(String uri) {
        return MagnetUri.parse(uri);
    }
}
