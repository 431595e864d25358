package filbert.household.wish;

import filbert.servent.search.FoundFile;
import java.time.Instant;

/**
 * A file that a wish found.
 *
 * @param file with some of its sources, as it was found last; its times are those of the wish
 * @param fresh not yet looked at?
 * @param taken was it downloaded for the wish?
 */
public record WishHit(FoundFile file, boolean fresh, boolean taken) {
    public String id() {
        return file.id();
    }

    public Instant found() {
        return file.firstSeen();
    }
}
