package filbert.household.history;

import java.time.Instant;

/**
 * A search somebody made.
 *
 * @param files found, {@code taken} of them were downloaded from it
 * @param look filter, sort and groups these words were last asked for with, {@code type=audio&group=folder}, or nothing
 */
public record PastSearch(String id, String query, Instant started, int files, int taken, String look) {}
