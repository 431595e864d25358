package filbert.servent.search;

import filbert.wire.message.Header;
import filbert.wire.message.Query;
import java.util.List;

/** The other way for hits: offered and fetched by datagram. Implemented by {@code outofband}; called on the owner. */
public interface OutOfBandOffers {
    /** For servents without it. */
    OutOfBandOffers NONE = (header, query, files) -> false;

    /**
     * Takes the answer over, unless it had better go back the way the query came.
     *
     * @param header of a query that wants it, as held: hops counted up
     * @param files what matches; not empty
     */
    boolean takes(Header header, Query query, List<LocalFile> files);
}
