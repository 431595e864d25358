package filbert.sharing.upload;

import filbert.sharing.hashing.TreeRow;
import java.util.Optional;

/** The rows kept of tiger trees. Implemented over the library's store; may block, so asked on a worker. */
public interface TreeRows {
    /** Empty when none is kept. */
    Optional<TreeRow> of(ServedFile file);
}
