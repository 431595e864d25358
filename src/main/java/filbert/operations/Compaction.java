package filbert.operations;

import java.time.Duration;

/** What making the database smaller did. @param before bytes of its file; {@code after} likewise */
public record Compaction(long before, long after, Duration took) {}
