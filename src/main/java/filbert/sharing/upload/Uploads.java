package filbert.sharing.upload;

import filbert.event.Signal;
import java.util.List;

/** What others fetch from us. Every method is safe from any thread that may block. */
public interface Uploads {
    /** Running first, then lately ended ones, newest first. */
    List<UploadView> view();

    /** Bytes per second over all. */
    long rate();

    /** @return false when it is not running */
    boolean cancel(long id);

    Signal changed();
}
