package filbert.servent.topology;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.datagram.Arrival;
import filbert.servent.datagram.Post;
import filbert.servent.datagram.UdpTraffic;
import filbert.wire.message.Pong;
import filbert.wire.message.QueryHit;
import java.util.List;
import java.util.Optional;

/** Counts which programs answer, in hits that come by datagram, and hands everything on. Confined to the owner. */
record DatagramHits(UdpTraffic inner, VendorsSeen vendors) implements UdpTraffic {
    @Override
    public void opened(Post post) {
        inner.opened(post);
    }

    @Override
    public void received(Arrival arrival) {
        if (arrival.message() instanceof QueryHit hit) {
            vendors.inHit(hit.vendor());
        }
        inner.received(arrival);
    }

    @Override
    public void ponged(HostAddress from, Guid guid, Pong pong) {
        inner.ponged(from, guid, pong);
    }

    @Override
    public void named(HostAddress ultrapeer) {
        inner.named(ultrapeer);
    }

    @Override
    public void introduced(HostAddress ultrapeer) {
        inner.introduced(ultrapeer);
    }

    @Override
    public List<HostAddress> askable(HostAddress asker, int atMost) {
        return inner.askable(asker, atMost);
    }

    @Override
    public Optional<byte[]> queryKey(HostAddress asker) {
        return inner.queryKey(asker);
    }
}
