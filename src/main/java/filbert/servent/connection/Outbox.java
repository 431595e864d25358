package filbert.servent.connection;

import filbert.net.Link;
import filbert.net.Owner;
import filbert.wire.message.Header;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The owner's side of what leaves: messages wait in the {@link SendQueue} and go to the link's loop in portions, one at a time, so that what
 * matters more can overtake up to the last moment. Keeps to the peer's hops flow. Confined to the owner.
 */
final class Outbox {
    private static final int PORTION = 8 * 1024;
    private static final Duration LONGEST_FULL = Duration.ofSeconds(60); // 1-connect, 5.1
    private static final int NO_LIMIT = 255;

    private final Owner owner;
    private final Link link;
    private final OutgoingStream stream;
    private final Consumer<SendQueue.Entry> onSent;
    private final Runnable onFullTooLong;
    private final SendQueue queue = new SendQueue();
    private int hopsFlow = NO_LIMIT;
    private boolean full;
    private long fullSince;
    private boolean pumping;
    private boolean portionUnderWay;
    private boolean ended;

    /**
     * @param onSent told of each message as it goes to the loop
     * @param onFullTooLong the queue has not drained for a minute
     */
    Outbox(Owner owner, Link link, OutgoingStream stream, Consumer<SendQueue.Entry> onSent, Runnable onFullTooLong) {
        this.owner = owner;
        this.link = link;
        this.stream = stream;
        this.onSent = onSent;
        this.onFullTooLong = onFullTooLong;
    }

    /** Takes over the entry's reference. */
    void add(SendQueue.Entry entry, int rank) {
        if (ended || isHeldBack(entry.header())) {
            entry.payload().release();
            return;
        }
        if (!queue.add(entry, rank) && isFullTooLong()) {
            onFullTooLong.run();
        } else if (!pumping && !portionUnderWay) {
            pumping = true;
            owner.execute(this::pump); // later: what is queued until then leaves in one portion
        }
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
    }

    /** Throws away what still waits. */
    void end() {
        ended = true;
        queue.clear();
    }

    private boolean isHeldBack(Header header) {
        return header.type() == Header.QUERY && header.hops() >= hopsFlow;
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
            onSent.accept(entry);
            entry.payload().release();
            entry = portion.readableBytes() < PORTION ? queue.poll() : null;
        }
        full &= queue.bytes() > SendQueue.CAPACITY / 2;
        portionUnderWay = true;
        link.loop().execute(() -> stream.send(portion, urgent));
    }
}
