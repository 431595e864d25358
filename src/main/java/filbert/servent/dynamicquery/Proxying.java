package filbert.servent.dynamicquery;

import filbert.identity.Guid;
import filbert.servent.connection.Neighbour;
import filbert.wire.message.Query;
import java.util.Optional;

/** Sends a leaf's query in our name, so that hits for it may come to us by datagram. Implemented by {@code outofband}; called on the owner. */
public interface Proxying {
    /** For servents that do not. */
    Proxying NONE = (leaf, guid, query) -> Optional.empty();

    /** The query as it shall leave. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Disguised(Guid guid, byte[] payload) {}

    /** @return empty when it shall leave as it came */
    Optional<Disguised> inOurName(Neighbour leaf, Guid guid, Query query);

    /** Nothing it said of its queries matters any more. */
    default void left(Neighbour leaf) {}
}
