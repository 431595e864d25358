package filbert.servent.reception;

import filbert.net.Link;
import io.netty.buffer.ByteBuf;
import java.net.InetAddress;

/** The overlay, as reception sees it. Implemented by {@code topology}; called on the link's loop. */
public interface Door {
    /** Somebody called, whatever comes of it: proof that we can be reached (1-connect, 2.2). */
    void called(InetAddress from);

    /** A Gnutella handshake begins. Takes over the link and the bytes read so far, the greeting's first byte included. */
    void gnutella(Link link, ByteBuf soFar);
}
