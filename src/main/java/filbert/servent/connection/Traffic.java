package filbert.servent.connection;

import filbert.wire.message.Header;
import io.netty.buffer.ByteBuf;

/** Who hears what neighbours say. Called on the owner. Implemented by {@code routing}. */
public interface Traffic {
    void joined(Neighbour neighbour);

    /** Called once for every neighbour that joined; nothing comes from it afterwards. */
    void left(Neighbour neighbour);

    /**
     * A whole message that passed the size limits of its type; pings, pongs, Bye and connection-level vendor messages have been dealt with by
     * {@code connection} already.
     *
     * @param header as it stood on the wire: TTL and hops not yet changed
     * @param payload valid during the call only; retain to keep
     */
    void received(Neighbour from, Header header, ByteBuf payload);

    /** Share of set slots in the query routing table the neighbour gave us, 0 to 1; negative without a table. */
    default double tableFill(Neighbour neighbour) {
        return -1;
    }

    /** Received messages of a type that went no further, since the start. */
    default long dropped(int type) {
        return 0;
    }
}
