package filbert.servent.datagram;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.wire.message.Message;
import filbert.wire.message.Pong;

/** The way out for datagrams. Confined to the owner. */
public interface Post {
    /** One message with TTL 1 and hops 0; what cannot be sent is lost silently. */
    default void send(HostAddress to, Guid guid, Message message) {
        send(to, guid, 1, message);
    }

    /** One message with hops 0, for somebody who passes it on. */
    void send(HostAddress to, Guid guid, int ttl, Message message);

    /** What we say of ourselves. */
    Pong introduction();

    /** Do datagrams of strangers reach us? On a network of our own always; on the Internet for a while after one did. */
    boolean reachable();
}
