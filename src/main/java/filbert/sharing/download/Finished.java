package filbert.sharing.download;

import filbert.sharing.hashing.TreeRow;
import java.util.Optional;

/** Who wants to know of a finished file: the library, which shares it or not as its settings say. Called on a worker; may block. */
public interface Finished {
    /**
     * May be told twice of the same file when a crash came in between.
     *
     * @param download done, with its path; durable already
     * @param row of the tiger tree that verified every byte, when there was one
     */
    void finished(DownloadView download, Optional<TreeRow> row);
}
