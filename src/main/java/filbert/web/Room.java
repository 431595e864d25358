package filbert.web;

import filbert.household.Destination;

/**
 * Where a download goes, and whether there is room for it.
 *
 * @param free or a dash when nobody can tell
 * @param tight is there less than what is still to come?
 */
public record Room(String folder, String free, boolean tight) {
    /** @param toCome bytes; what is unknown counts as nothing */
    public static Room of(Destination destination, long toCome) {
        return new Room(
                destination.folder().toString(), Figures.size(destination.free()), destination.free() >= 0 && destination.free() < toCome);
    }
}
