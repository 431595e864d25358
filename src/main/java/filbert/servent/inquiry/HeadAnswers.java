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
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Have we got a file, and would somebody who came for it have to wait? (3-transfer, 3.13; T-59). Confined to the owner. */
public final class HeadAnswers {
    static final int PER_ADDRESS = 5; // a second: 3-transfer, 3.13

    private static final int OVERALL = 100; // a second, ours
    private static final int MOST_TOLD = 126; // one more means that there is no room at all: 3-transfer, 3.13

    private final LocalAnswers library;
    private final SharedParts parts;
    private final OwnHits hits;
    private final UploadSlots slots;
    private final DatagramRate rate;
    private @Nullable Post post;

    public HeadAnswers(Timeline timeline, LocalAnswers library, SharedParts parts, OwnHits hits, UploadSlots slots) {
        this.library = library;
        this.parts = parts;
        this.hits = hits;
        this.slots = slots;
        this.rate = new DatagramRate(timeline, PER_ADDRESS, OVERALL);
    }

    public void opened(Post wayOut) {
        post = wayOut;
    }

    /** By datagram. Pings meant for a leaf of ours are left alone. */
    public void asked(HostAddress from, Guid guid, HeadPing ping) {
        var wayOut = post;
        if (wayOut != null && ping.leaf().isEmpty() && rate.admit(from.ip())) {
            answer(ping, pong -> wayOut.send(from, guid, pong.toVendor()));
        }
    }

    /** By an ultrapeer of ours, for somebody who cannot reach us. */
    public void asked(Neighbour ultrapeer, Guid guid, HeadPing ping) {
        if (rate.admit(ultrapeer.address().ip())) {
            answer(ping, pong -> ultrapeer.send(guid, 1, 0, pong.toVendor()));
        }
    }

    private void answer(HeadPing ping, Consumer<HeadPong> to) {
        if (!library.matching(List.of(), List.of(ping.sha1()), 0, 1).isEmpty()) {
            to.accept(found(ping, HeadPong.COMPLETE, List.of()));
            return;
        }
        parts.look(ping.sha1(), ranges -> to.accept(ranges.filter(some -> !some.isEmpty())
                .map(some -> found(ping, HeadPong.PARTIAL | HeadPong.DOWNLOADING, ping.wantsRanges() ? told(some) : List.of()))
                .orElseGet(() -> HeadPong.notFound(ping.version()))));
    }

    /** The largest, when there are too many to tell; in order. */
    private static List<HeadPong.Range> told(List<SharedParts.Range> ranges) {
        return ranges.stream()
                .sorted(Comparator.comparingLong(range -> range.from() - range.last()))
                .limit(HeadPong.MOST_RANGES)
                .sorted(Comparator.comparingLong(SharedParts.Range::from))
                .map(range -> new HeadPong.Range(range.from(), range.last()))
                .toList();
    }

    private HeadPong found(HeadPing ping, int what, List<HeadPong.Range> ranges) {
        var code = what | (hits.firewalled() ? HeadPong.FIREWALLED : 0);
        var free = slots.free();
        var queue = free > 0 ? -Math.min(free, MOST_TOLD) : Math.min(slots.waiting(), MOST_TOLD);
        return new HeadPong(ping.version(), code, OwnHits.VENDOR, queue, ranges);
    }
}
