package filbert.servent.topology;

import filbert.servent.NetworkView.Passing;
import filbert.servent.connection.Neighbour;
import filbert.servent.connection.Traffic;
import filbert.wire.message.Header;
import filbert.wire.message.QueryHit;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Map;

/** Counts which programs answer, in hits that come from neighbours, and hands everything on untouched. Confined to the owner. */
record ProgramsInHits(Traffic inner, VendorsSeen vendors) implements Traffic {
    @Override
    public void received(Neighbour from, Header header, ByteBuf payload) {
        if (header.type() == Header.QUERY_HIT) {
            vendors.inHit(QueryHit.vendorIn(payload));
        }
        inner.received(from, header, payload);
    }

    @Override
    public void joined(Neighbour neighbour) {
        inner.joined(neighbour);
    }

    @Override
    public void left(Neighbour neighbour) {
        inner.left(neighbour);
    }

    @Override
    public double tableFill(Neighbour neighbour) {
        return inner.tableFill(neighbour);
    }

    @Override
    public Map<String, Long> drops(int type) {
        return inner.drops(type);
    }

    @Override
    public List<Passing> passing() {
        return inner.passing();
    }
}
