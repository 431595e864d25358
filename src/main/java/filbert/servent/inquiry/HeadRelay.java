package filbert.servent.inquiry;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Timeline;
import filbert.servent.connection.Neighbour;
import filbert.servent.datagram.Post;
import filbert.servent.guard.DatagramRate;
import filbert.servent.routing.Neighbourhood;
import filbert.servent.topology.Self;
import filbert.wire.vendor.HeadPing;
import filbert.wire.vendor.HeadPong;
import filbert.wire.vendor.VendorMessage;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * As an ultrapeer: asks the leaf that is meant, which hears no datagrams of strangers, over its connection, and sends what it says to whoever asked
 * (3-transfer, 3.13: "forwards the ping once over TCP and the pong back over UDP"). Confined to the owner.
 */
public final class HeadRelay {
    static final int MOST_AWAITED = 500; // ours
    static final Duration AWAITED = Duration.ofSeconds(10); // 1-connect, 1.5: as LimeWire remembers them

    private static final int HEAD_PING = 23;
    private static final int OVERALL = 50; // a second, ours: our leaves shall not drown

    private record Asker(HostAddress address, Neighbour leaf, long since) {}

    private final Self self;
    private final Timeline timeline;
    private final Neighbourhood neighbourhood;
    private final DatagramRate rate;
    private final LinkedHashMap<Guid, Asker> awaited = new LinkedHashMap<>();
    private @Nullable Post post;

    public HeadRelay(Self self, Timeline timeline, Neighbourhood neighbourhood) {
        this.self = self;
        this.timeline = timeline;
        this.neighbourhood = neighbourhood;
        this.rate = new DatagramRate(timeline, HeadAnswers.PER_ADDRESS, OVERALL);
    }

    public void opened(Post wayOut) {
        post = wayOut;
    }

    /** @param ping one that names a leaf */
    public void asked(HostAddress from, Guid guid, HeadPing ping) {
        if (self.ultrapeer() && !awaited.containsKey(guid) && rate.admit(from.ip())) {
            ping.leaf()
                    .flatMap(neighbourhood::leafBearing)
                    .filter(leaf -> leaf.reads(VendorMessage.LIMEWIRE, HEAD_PING))
                    .ifPresent(leaf -> pass(from, guid, ping, leaf));
        }
    }

    private void pass(HostAddress from, Guid guid, HeadPing ping, Neighbour leaf) {
        awaited.put(guid, new Asker(from, leaf, timeline.nanos()));
        if (awaited.size() > MOST_AWAITED) {
            awaited.pollFirstEntry();
        }
        leaf.send(guid, 1, 0, ping.toVendor());
    }

    /** @return false when that leaf was not asked, or takes too long */
    public boolean told(Neighbour leaf, Guid guid, HeadPong pong) {
        var asker = awaited.remove(guid);
        if (asker == null || asker.leaf() != leaf || timeline.nanos() - asker.since() > AWAITED.toNanos() || post == null) {
            return false;
        }
        post.send(asker.address(), guid, pong.toVendor());
        return true;
    }
}
