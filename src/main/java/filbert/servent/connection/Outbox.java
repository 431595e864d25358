package filbert.servent.connection;

import filbert.net.Link;
import filbert.net.Owner;
import filbert.wire.message.Header;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;

/**
 * The owner's side of what leaves: messages wait in the {@link SendQueue} and go to the link's loop in portions, one at a time, so that what
 * matters more can overtake up to the last moment. Keeps to the peer's hops flow. Above half its capacity, until it is down to a quarter, the queue
 * takes no queries to be relayed; when that lasts, it is emptied of all that is cheap (1-connect, 5.1: gtk-gnutella's flow control and "swift").
 * Confined to the owner.
 */
final class Outbox {
    private static final int PORTION = 8 * 1024;
    private static final Duration LONGEST_FULL = Duration.ofSeconds(60); // 1-connect, 5.1
    private static final int NO_LIMIT = 255;
    private static final int HIGH_MARK = SendQueue.CAPACITY / 2; // all four: 1-connect, 5.1
    private static final int LOW_MARK = SendQueue.CAPACITY / 4;
    private static final Duration SWIFT_AFTER = Duration.ofSeconds(30);
    private static final Duration SWIFT_AFTER_TO_LEAVES = Duration.ofSeconds(210);

    /** Who watches over one. */
    interface Listener {
        /** A message goes to the loop. */
        void sent(SendQueue.Entry entry);

        /** The queue has risen above its high mark, or fallen below the low one. */
        void congested(boolean now);

        /** It has been full for a minute. */
        void fullTooLong();
    }

    private final Owner owner;
    private final Link link;
    private final OutgoingStream stream;
    private final Listener listener;
    private final long swiftAfter;
    private final SendQueue queue = new SendQueue();
    private int hopsFlow = NO_LIMIT;
    private boolean full;
    private long fullSince;
    private boolean congested;
    private long congestedSince;
    private long takenAt;
    private boolean pumping;
    private boolean portionUnderWay;
    private boolean ended;

    /** @param toLeaf it is given more time: its line may be thin for good */
    Outbox(Owner owner, Link link, OutgoingStream stream, boolean toLeaf, Listener listener) {
        this.owner = owner;
        this.link = link;
        this.stream = stream;
        this.listener = listener;
        this.swiftAfter = (toLeaf ? SWIFT_AFTER_TO_LEAVES : SWIFT_AFTER).toNanos();
        this.takenAt = owner.nanos();
    }

    /** Takes over the entry's reference. */
    void add(SendQueue.Entry entry, int rank) {
        if (ended || isHeldBack(entry.header())) {
            entry.payload().release();
            return;
        }
        if (!queue.add(entry, rank) && isFullTooLong()) {
            listener.fullTooLong();
            return;
        }
        if (!pumping && !portionUnderWay) {
            pumping = true;
            owner.execute(this::pump); // later: what is queued until then leaves in one portion
        }
        if (!congested && portionUnderWay && queue.bytes() > HIGH_MARK) {
            congested = true;
            congestedSince = owner.nanos();
            listener.congested(true);
        } else if (congested && owner.nanos() - congestedSince >= swiftAfter) {
            queue.shed(Importance.ofAnyPush(), LOW_MARK);
            easeUp();
        }
    }

    private void easeUp() {
        if (congested && queue.bytes() <= LOW_MARK) {
            congested = false;
            listener.congested(false);
        }
    }

    /** For how long nothing has been taken although something waits, or the queue has not come down from its high mark; zero when all is well. */
    Duration stuck() {
        var now = owner.nanos();
        var still = portionUnderWay ? now - takenAt : 0;
        return Duration.ofNanos(Math.max(still, congested ? now - congestedSince : 0));
    }

    /** "Send me no query with so many hops or more" (1-connect, 5.3). */
    void limitHops(int hops) {
        hopsFlow = hops;
        queue.removeIf(this::isHeldBack);
    }

    int hopsFlow() {
        return hopsFlow;
    }

    /** Bytes that fit before something has to be dropped. */
    int room() {
        return SendQueue.CAPACITY - queue.bytes();
    }

    /** The loop wants the next portion. */
    void portionTaken() {
        portionUnderWay = false;
        pump();
        easeUp();
    }

    /** Throws away what still waits. */
    void end() {
        ended = true;
        queue.clear();
    }

    private boolean isHeldBack(Header header) {
        return header.type() == Header.QUERY && (header.hops() >= hopsFlow || congested && header.hops() > 0);
    }

    private boolean isFullTooLong() {
        if (!full) {
            full = true;
            fullSince = owner.nanos();
        }
        return owner.nanos() - fullSince > LONGEST_FULL.toNanos();
    }

    private void pump() {
        pumping = false;
        if (ended || portionUnderWay) {
            return;
        }
        var urgent = Importance.isUrgent(queue.highestRank());
        var entry = queue.poll();
        if (entry == null) {
            return;
        }
        var portion = ByteBufAllocator.DEFAULT.buffer(Math.min(PORTION, queue.bytes() + entry.size()));
        while (entry != null) {
            entry.writeTo(portion);
            listener.sent(entry);
            entry.payload().release();
            entry = portion.readableBytes() < PORTION ? queue.poll() : null;
        }
        full &= queue.bytes() > SendQueue.CAPACITY / 2;
        portionUnderWay = true;
        takenAt = owner.nanos();
        link.loop().execute(() -> stream.send(portion, urgent));
    }
}
