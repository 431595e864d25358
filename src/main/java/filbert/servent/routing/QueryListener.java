package filbert.servent.routing;

import filbert.servent.connection.Neighbour;
import filbert.wire.message.Header;
import io.netty.buffer.ByteBuf;

/** Answers other people's queries. Implemented by {@code search}; called on the owner, once per query, never for our own. */
public interface QueryListener {
    /**
     * @param header as held: hops counted up, TTL counted down
     * @param payload valid during the call only; its reader index may be moved
     */
    void asked(Neighbour from, Header header, ByteBuf payload);
}
