package filbert.servent.routing;

import filbert.servent.connection.Neighbour;
import filbert.wire.message.Header;
import io.netty.buffer.ByteBuf;

/** Nobody here searches. */
public final class NoSearches implements HitListener {
    @Override
    public void found(Neighbour from, Header header, ByteBuf payload) {}

    @Override
    public void joined(Neighbour neighbour) {}
}
