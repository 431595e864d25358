package filbert.servent.routing;

import filbert.servent.connection.Neighbour;
import filbert.wire.message.Header;
import filbert.wire.message.Query;
import io.netty.buffer.ByteBuf;

/** Carries the queries of our leaves to other ultrapeers. Implemented by {@code dynamicquery}; called on the owner. */
public interface LeafQueries {
    /**
     * A leaf asks; our library and our other leaves have been asked already.
     *
     * @param header as held: hops counted up
     * @param payload as it came, valid during the call only
     * @param reach hops from here that it may go
     */
    void asked(Neighbour leaf, Header header, ByteBuf payload, Query query, int reach);

    /** Nobody waits for its answers any more. */
    void left(Neighbour leaf);
}
