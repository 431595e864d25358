package filbert.sharing.download.adopt;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import java.util.Optional;

/**
 * A leftover as it was found.
 *
 * @param number its own within one search, from 1 on
 * @param relative where it lies below the folder that was looked through; escape when shown
 * @param sha1 of a finished file: computed
 * @param said bytes said to be there; with {@code guessed} at most
 * @param tree does it bring a row of its tiger tree?
 */
public record Finding(
        int number,
        Leftovers.Origin origin,
        String relative,
        String name,
        long size,
        Optional<Sha1> sha1,
        Optional<TigerRoot> tigerRoot,
        long said,
        boolean guessed,
        boolean tree) {
    static Finding of(int number, Leftover leftover, Optional<Sha1> sha1, Leftovers.Origin origin, String relative) {
        return new Finding(
                number, origin, relative, leftover.name(), leftover.size(), sha1, leftover.tigerRoot(), leftover.said(), leftover.guessed(),
                leftover.row().isPresent());
    }
}
