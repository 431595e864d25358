package filbert.household.telling;

import java.time.Instant;

/** A notice in somebody's inbox. */
public record Told(long id, long person, Instant at, Notice notice, boolean unread) {}
