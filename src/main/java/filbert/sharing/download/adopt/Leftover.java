package filbert.sharing.download.adopt;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.sharing.download.disk.SafeName;
import filbert.sharing.download.disk.Span;
import filbert.sharing.hashing.TreeRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file, or a part of one, as whoever left it describes it. Nothing of it is proved.
 *
 * @param file where the bytes are, each at its own place
 * @param name harmless as one path component
 * @param size bytes of the whole file, at least 1
 * @param row of the tiger tree, with {@code tigerRoot} above it
 * @param claims bytes said to be there, within the file, in order, apart from each other
 * @param guessed nobody says which bytes are there: blank blocks among {@code claims} are holes, most likely
 */
public record Leftover(
        Client client,
        Path file,
        String name,
        long size,
        Optional<Sha1> sha1,
        Optional<TigerRoot> tigerRoot,
        Optional<TreeRow> row,
        List<Span> claims,
        boolean guessed) {
    public Leftover {
        name = SafeName.of(name).text();
        claims = List.copyOf(claims);
        row = row.filter(nodes -> tigerRoot.filter(nodes.root()::equals).isPresent());
    }

    /** Bytes said to be there. */
    public long said() {
        return claims.stream().mapToLong(Span::length).sum();
    }
}
