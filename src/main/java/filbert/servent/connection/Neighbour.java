package filbert.servent.connection;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.handshake.PeerCapabilities;
import filbert.wire.message.Header;
import filbert.wire.message.Message;
import filbert.wire.vendor.Features;
import io.netty.buffer.ByteBuf;

/** A servent we have an established Gnutella connection with. Confined to the owner. */
public interface Neighbour {
    /** Unique within this servent, never reused. */
    long id();

    HostAddress address();

    PeerCapabilities capabilities();

    /** Is the peer our leaf? False for ultrapeers, also when we are their leaf. */
    boolean isLeaf();

    /** Queues a message of our own making. What finds no room in the queue is dropped by importance (1-connect, 5.1). */
    void send(Guid guid, int ttl, int hops, Message message);

    /** Queues a message being relayed: {@code header} as it shall leave, {@code payload} untouched. Takes a reference of its own. */
    void relay(Header header, ByteBuf payload);

    /** Has the peer said that it reads this vendor message, in whatever version? */
    boolean reads(String vendor, int selector);

    /** What it said it can do, the last time it said so. */
    Features features();

    /** Says whether we are too busy for queries; passed on to the peer within the limits of what neighbours put up with (1-connect, 5.2 and 5.3). */
    void spareUs(boolean busy);

    /** The peer wants no queries with so many hops or more; 255 when it takes all (1-connect, 5.3). */
    int hopsFlow();

    /** Bytes that can still be queued before something has to be dropped; long tables are sent in portions that fit. */
    int room();

    /** Counts a message whose body was malformed: it is lost, and so is the link with the tenth in a minute (1-connect, 12). */
    void malformed(Header header, String why);

    /** Says Bye when the peer understands it, then closes. */
    void close(int byeCode, String reason);
}
