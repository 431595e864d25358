package filbert.servent.inquiry;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Timeline;
import filbert.servent.connection.Neighbour;
import filbert.servent.datagram.Post;
import filbert.servent.guard.DatagramRate;
import filbert.servent.search.LocalAnswers;
import filbert.servent.search.OwnHits;
import filbert.servent.search.UploadSlots;
import filbert.wire.vendor.HeadPing;
import filbert.wire.vendor.HeadPong;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Have we got a file, and would somebody who came for it have to wait? (3-transfer, 3.13; T-59). Confined to the owner. */
public final class HeadAnswers {
    static final int PER_ADDRESS = 5; // a second: 3-transfer, 3.13

    private static final int OVERALL = 100; // a second, ours
    private static final int MOST_TOLD = 126; // one more means that there is no room at all: 3-transfer, 3.13

    private final LocalAnswers library;
    private final OwnHits hits;
    private final UploadSlots slots;
    private final DatagramRate rate;
    private @Nullable Post post;

    public HeadAnswers(Timeline timeline, LocalAnswers library, OwnHits hits, UploadSlots slots) {
        this.library = library;
        this.hits = hits;
        this.slots = slots;
        this.rate = new DatagramRate(timeline, PER_ADDRESS, OVERALL);
    }

    public void opened(Post wayOut) {
        post = wayOut;
    }

    /** By datagram. Pings meant for a leaf of ours are left alone. */
    public void asked(HostAddress from, Guid guid, HeadPing ping) {
        if (post != null && ping.leaf().isEmpty() && rate.admit(from.ip())) {
            post.send(from, guid, answer(ping).toVendor());
        }
    }

    /** By an ultrapeer of ours, for somebody who cannot reach us. */
    public void asked(Neighbour ultrapeer, Guid guid, HeadPing ping) {
        if (rate.admit(ultrapeer.address().ip())) {
            ultrapeer.send(guid, 1, 0, answer(ping).toVendor());
        }
    }

    private HeadPong answer(HeadPing ping) {
        if (library.matching(List.of(), List.of(ping.sha1()), 0, 1).isEmpty()) {
            return HeadPong.notFound(ping.version());
        }
        var code = HeadPong.COMPLETE | (hits.firewalled() ? HeadPong.FIREWALLED : 0);
        var free = slots.free();
        var queue = free > 0 ? -Math.min(free, MOST_TOLD) : Math.min(slots.waiting(), MOST_TOLD);
        return new HeadPong(ping.version(), code, OwnHits.VENDOR, queue);
    }
}
