package filbert.servent.routing;

import filbert.servent.connection.Neighbour;
import filbert.wire.message.Header;
import io.netty.buffer.ByteBuf;

/** Takes the hits of our own queries. Implemented by {@code search}; called on the owner. */
public interface HitListener {
    /**
     * @param header as held: hops counted up, TTL counted down; its GUID is that of the query
     * @param payload valid during the call only; not checked beyond its length and count
     */
    void found(Neighbour from, Header header, ByteBuf payload);

    /** There is one more neighbour whom running searches could ask: an ultrapeer, or a leaf that gave us its table. */
    void joined(Neighbour neighbour);
}
