package filbert.sharing.download;

import filbert.sharing.download.adopt.Leftovers;
import java.util.List;

/** Downloads that take over what another program left of them, before anybody is asked for more. Every method is safe from any thread that may block. */
public interface Adoptions {
    /** Durable when it returns: it goes on after a restart. @return false for a download that is unknown or done */
    boolean adopt(long download, Leftovers.Origin origin);

    /** No more is copied; what was stays, and the download goes on. @return false when there is nothing to leave */
    boolean leave(long download);

    /** Under way, waiting, and the latest that ended; in the order they were asked for. */
    List<AdoptionView> adoptions();
}
