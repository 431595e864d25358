package filbert.sharing.library.scan;

import java.time.Instant;

/**
 * A file on disk.
 *
 * @param relative path below the root, with {@code /}
 * @param modified in whole microseconds, which every database can keep
 * @param key names the file within its volume, see {@link FileKey}; empty where the system has no such thing
 */
public record FoundFile(String relative, long size, Instant modified, String key) {}
