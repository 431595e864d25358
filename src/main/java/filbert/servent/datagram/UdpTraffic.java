package filbert.servent.datagram;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.wire.message.Pong;
import java.util.List;
import java.util.Optional;

/** Who hears what comes by datagram: queries, hits and vendor messages. Called on the owner. */
public interface UdpTraffic {
    /** For servents that only ping. */
    UdpTraffic NONE = new UdpTraffic() {
        @Override
        public void opened(Post post) {}

        @Override
        public void received(Arrival arrival) {}

        @Override
        public void ponged(HostAddress from, Guid guid, Pong pong) {}

        @Override
        public void named(HostAddress ultrapeer) {}

        @Override
        public void introduced(HostAddress ultrapeer) {}

        @Override
        public List<HostAddress> askable(HostAddress asker, int atMost) {
            return List.of();
        }

        @Override
        public Optional<byte[]> queryKey(HostAddress asker) {
            return Optional.empty();
        }
    };

    /** Called once, before anything arrives. */
    void opened(Post post);

    void received(Arrival arrival);

    /** A pong, asked for or not: {@code guid} tells. */
    void ponged(HostAddress from, Guid guid, Pong pong);

    /** Somebody says that this ultrapeer answers queries by datagram. */
    void named(HostAddress ultrapeer);

    /** This ultrapeer says itself that it answers queries by datagram. */
    void introduced(HostAddress ultrapeer);

    /** Some ultrapeers that answer such queries, for somebody who wants to ask them. */
    List<HostAddress> askable(HostAddress asker, int atMost);

    /** A key for queries by datagram, where we answer them. */
    Optional<byte[]> queryKey(HostAddress asker);
}
