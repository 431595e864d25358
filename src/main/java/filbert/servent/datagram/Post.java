package filbert.servent.datagram;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.wire.message.Message;
import filbert.wire.message.Ping;
import filbert.wire.message.Pong;

/** The way out for datagrams. Confined to the owner. */
public interface Post {
    /** One message with TTL 1 and hops 0; what cannot be sent is lost silently. */
    default void send(HostAddress to, Guid guid, Message message) {
        send(to, guid, 1, message);
    }

    /** One message with hops 0, for somebody who passes it on. */
    void send(HostAddress to, Guid guid, int ttl, Message message);

    /** A neighbour's message, for somebody we speak to by datagram: TTL 1 and hops 1, by which gtk-gnutella knows that its sender is not its maker. */
    void relay(HostAddress to, Guid guid, Message message);

    /** May this host be pinged? Whoever answers does so once a minute (1-connect, 6.2). */
    boolean mayPing(HostAddress host);

    /** A ping, this minute's: nobody else pings that host before the next. */
    void ping(HostAddress host, Guid guid, Ping ping);

    /** What we say of ourselves. */
    Pong introduction();

    /** Do datagrams of strangers reach us? On a network of our own always; on the Internet for a while after one did. */
    boolean reachable();
}
