package filbert.servent.reception;

import filbert.net.Link;
import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.util.function.Predicate;

/** Callers at the Gnutella port who want something else than the overlay. Implemented by {@code sharing}; called on the link's loop. */
public interface Visitors {
    /** An HTTP request begins. Takes over the link and the bytes read so far, the request line's first byte included. */
    void http(Link link, ByteBuf soFar);

    /** May whoever asks have the list of all we share with the network (3-transfer, 3.10)? Any thread. */
    default boolean mayBrowse() {
        return false;
    }

    /** Ends what is under way with these: they were just banned. On the owner. */
    default void turnOut(Predicate<InetAddress> whom) {}

    /** {@code GIV ...}: the answer to a push of ours (3-transfer, 3.9.2). Takes over link and bytes. */
    void giv(Link link, ByteBuf soFar);

    /** {@code QUEUE ...}, the line whole: it is our turn there (3-transfer, 3.6.3). Takes over link and bytes. */
    default void queue(Link link, ByteBuf soFar) {
        soFar.release();
        link.close();
    }
}
