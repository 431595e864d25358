package filbert.servent.connection;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.handshake.PeerCapabilities;
import filbert.wire.message.Header;
import filbert.wire.message.Message;
import io.netty.buffer.ByteBuf;

/** A servent we have an established Gnutella connection with. Confined to the owner. */
public interface Neighbour {
    /** Unique in this process, never reused. */
    long id();

    HostAddress address();

    PeerCapabilities capabilities();

    /** Is the peer our leaf? False for ultrapeers, also when we are their leaf. */
    boolean isLeaf();

    /** Queues a message of our own making. */
    void send(Guid guid, int ttl, int hops, Message message);

    /** Queues a message being relayed: {@code header} as it shall leave, {@code payload} untouched. Takes a reference of its own. */
    void relay(Header header, ByteBuf payload);

    /** Says Bye when the peer understands it, then closes. */
    void close(int byeCode, String reason);
}
