package filbert.servent.datagram;

import filbert.identity.HostAddress;
import java.util.Optional;

/** Who hears what comes by datagram: queries, hits and vendor messages. Called on the owner. */
public interface UdpTraffic {
    /** For servents that only ping. */
    UdpTraffic NONE = new UdpTraffic() {
        @Override
        public void opened(Post post) {}

        @Override
        public void received(Arrival arrival) {}
    };

    /** Called once, before anything arrives. */
    void opened(Post post);

    void received(Arrival arrival);

    /** A key for queries by datagram, where we answer them. */
    default Optional<byte[]> queryKey(HostAddress asker) {
        return Optional.empty();
    }
}
