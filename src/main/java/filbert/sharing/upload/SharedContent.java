package filbert.sharing.upload;

import filbert.identity.Sha1;
import java.util.List;
import java.util.Optional;

/**
 * What the network may fetch. Implemented by the library, which shows here only files visible to the network and hashed: nothing else is
 * ever served. Answers come from memory at once, on any thread; they may be a moment old.
 */
public interface SharedContent {
    Optional<ServedFile> bySha1(Sha1 sha1);

    Optional<ServedFile> byIndex(long index);

    /**
     * @param name base name, NFC
     * @return the files of exactly this name, at most two: two already mean that a name alone decides nothing
     */
    List<ServedFile> byName(String name);

    /** The file on disk is not the one that was hashed, or is gone: look at it again when there is time. Returns at once. */
    void differsOnDisk(ServedFile file);
}
