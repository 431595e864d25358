package filbert.servent.connection;

import filbert.servent.NetworkView.Passing;
import filbert.wire.message.Header;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Map;

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

    /** Received messages of a type that went no further, by reason, since the start. A reason is a message key below {@code network.drop.}. */
    default Map<String, Long> drops(int type) {
        return Map.of();
    }

    /** A sample of what strangers ask and answer, oldest first; taken while somebody looks. */
    default List<Passing> passing() {
        return List.of();
    }
}
