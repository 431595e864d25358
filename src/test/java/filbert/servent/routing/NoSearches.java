package filbert.servent.routing;

import filbert.servent.connection.Neighbour;
import filbert.wire.message.Header;
import filbert.wire.message.Query;
import io.netty.buffer.ByteBuf;

/** Nobody here searches. */
public final class NoSearches implements HitListener {
    /** Nor does anybody care for leaves' queries or vendor messages. */
    public static final Router.Upstairs UPSTAIRS = new Router.Upstairs(
            new LeafQueries() {
                @Override
                public void asked(Neighbour leaf, Header header, ByteBuf payload, Query query, int reach) {}

                @Override
                public void left(Neighbour leaf) {}
            },
            (_, _, _) -> false);

    @Override
    public void found(Neighbour from, Header header, ByteBuf payload) {}

    @Override
    public void joined(Neighbour neighbour) {}
}
