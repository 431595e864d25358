package filbert.operations;

import java.time.Instant;

/** How putting a backup back went. @param problem a message key below {@code backup.problem.}, or empty when it went well */
public record Restored(Instant at, String name, String problem) {}
