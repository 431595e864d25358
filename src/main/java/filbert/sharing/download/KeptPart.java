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
 * @param unvouched nobody told a hash of the file: {@code sha1} is what the part is called by, and no hash
 */
public record KeptPart(Sha1 sha1, long person, String name, long size, long written, Instant since, boolean unvouched) {
    /** One of a file whose hash is known. */
    public KeptPart(Sha1 sha1, long person, String name, long size, long written, Instant since) {
        this(sha1, person, name, size, written, since, false);
    }
}
