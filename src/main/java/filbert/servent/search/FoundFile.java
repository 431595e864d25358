package filbert.servent.search;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One row of a search: everything found that has the same SHA-1, or, without one, the same name and size.
 *
 * @param id stable within its search: the SHA-1 in base32, or {@code n} and a digest of name and size
 * @param name the name most sources use
 * @param names every name seen, most used first
 * @param sources one per address, never more
 */
public record FoundFile(
        String id,
        Optional<Sha1> sha1,
        Optional<TigerRoot> tigerRoot,
        String name,
        List<String> names,
        long size,
        List<Source> sources,
        Instant firstSeen,
        Instant lastSeen) {}
