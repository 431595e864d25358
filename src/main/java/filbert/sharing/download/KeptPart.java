package filbert.sharing.download;

import filbert.identity.Sha1;
import java.time.Instant;

/**
 * What came of a file before its download was removed, kept for whoever wants the same content some day.
 *
 * @param person whose download it was
 * @param name as that person's download was called
 * @param size bytes of the whole file
 * @param written bytes that are there
 * @param since when it was left
 */
public record KeptPart(Sha1 sha1, long person, String name, long size, long written, Instant since) {}
