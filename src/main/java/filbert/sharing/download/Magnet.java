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
    /** @throws IllegalArgumentException with a message key below {@code magnet.} */
    public static List<Magnet> parse(String uri) {
        throw new IllegalArgumentException("magnet.unsupported");
    }
}
