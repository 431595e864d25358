package filbert.household;

import java.nio.file.Path;

/**
 * Where a person's downloads go.
 *
 * @param folder of finished files
 * @param free bytes, of its volume or the one of unfinished files, whichever has less; -1 when nobody can tell
 */
public record Destination(Path folder, long free) {}
