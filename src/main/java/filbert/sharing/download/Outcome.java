package filbert.sharing.download;

import filbert.sharing.download.disk.DiskTrouble;
import filbert.sharing.download.disk.Storage;
import filbert.sharing.hashing.TreeRow;
import java.nio.file.Path;
import java.util.Optional;

/** What becomes of a {@link Fetching}. Told on the owner. */
interface Outcome {
    void sizeKnown();

    void progress(Storage.Contents contents);

    void checking(long bytes);

    void publishing();

    /** The end. */
    void published(Path path, Optional<TreeRow> row);

    /** The end: the bytes are not what was wanted, and nobody can tell which. */
    void mismatch();

    /** The end: what its host sends now is not what it sent before, and nobody can tell which was wanted. */
    void anotherFile();

    /** The end: the disk. */
    void troubled(DiskTrouble trouble);

    /** The end: the partial file is not what it was believed to be. Begin again with what it is. */
    void surprised(Storage.Contents contents);

    /** Nobody can be asked for anything now. */
    void starved();

    /** There may be work for other workers, or other downloads. */
    void somethingChanged();
}
