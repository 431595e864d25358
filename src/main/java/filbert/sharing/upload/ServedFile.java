package filbert.sharing.upload;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A complete file of the library that the whole network may fetch.
 *
 * @param index what our query hits call it
 * @param name base name, NFC, as our query hits write it
 * @param root the shared folder it lies beneath
 * @param relative path below {@code root}, with {@code /}
 * @param size and {@code modified} as they were when it was hashed
 */
public record ServedFile(
        long index, String name, Path root, String relative, long size, Instant modified, Sha1 sha1, TigerRoot tigerRoot) {}
