package filbert.household.history;

import java.time.Instant;

/**
 * A search somebody made.
 *
 * @param files found, {@code taken} of them were downloaded from it
 */
public record PastSearch(String id, String query, Instant started, int files, int taken) {}
