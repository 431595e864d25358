package filbert.servent.connection;

import filbert.net.Timeline;
import filbert.servent.NetworkView.TracedMessage;
import filbert.wire.message.Header;
import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people may see of one connection: since when, how many messages, how fast, and while somebody looks the latest of them. Confined to the owner. */
public final class Observation {
    private static final int FARTHEST = 7; // farther than any query of ours goes, and nearly all of the others'

    private final Timeline timeline;
    private final InstantSource clock;
    private final MessageTally tally;
    private final IncomingStream incoming;
    private final OutgoingStream outgoing;
    private final Instant since;
    private final ByteRate rateIn;
    private final ByteRate rateOut;
    private @Nullable MessageTrace trace;
    private final long[] hops = new long[FARTHEST + 1];
    private long messagesIn;
    private long messagesOut;

    Observation(Timeline timeline, InstantSource clock, MessageTally tally, IncomingStream incoming, OutgoingStream outgoing) {
        this.timeline = timeline;
        this.clock = clock;
        this.tally = tally;
        this.incoming = incoming;
        this.outgoing = outgoing;
        this.since = clock.instant();
        this.rateIn = new ByteRate(timeline.nanos());
        this.rateOut = new ByteRate(timeline.nanos());
    }

    void received(Header header, ByteBuf payload) {
        messagesIn++;
        hops[Math.min(header.hops(), FARTHEST)]++;
        tally.received(header.type());
        if (trace != null) {
            trace.add(clock.instant(), true, header, payload);
        }
    }

    void sent(SendQueue.Entry entry) {
        messagesOut++;
        tally.sent(entry.header().type());
        if (trace != null) {
            trace.add(clock.instant(), false, entry.header(), entry.payload().slice(entry.index(), entry.length()));
        }
    }

    /** Of those received. */
    void dropped(Header header) {
        tally.dropped(header.type());
    }

    /** Bytes have moved: now is when. */
    void moved() {
        var now = timeline.nanos();
        rateIn.total(now, incoming.bytes());
        rateOut.total(now, outgoing.bytes());
    }

    /** Called from time to time: a trace nobody looked at for a minute ends. */
    void tidy() {
        if (trace != null && trace.isForgotten(timeline.nanos())) {
            trace = null;
        }
    }

    /** The latest messages, oldest first. Tracing starts with the first call and ends a minute after the last. */
    public List<TracedMessage> trace() {
        if (trace == null) {
            trace = new MessageTrace(timeline.nanos());
        }
        return trace.look(timeline.nanos());
    }

    public Instant since() {
        return since;
    }

    /** As they travelled, compressed or not. */
    public long bytesIn() {
        return incoming.bytes();
    }

    /** As they travel, compressed or not. */
    public long bytesOut() {
        return outgoing.bytes();
    }

    public long messagesIn() {
        return messagesIn;
    }

    public long messagesOut() {
        return messagesOut;
    }

    /** Messages received by how far they had come; the last also counts all that came farther. */
    public List<Long> hops() {
        return Arrays.stream(hops).boxed().toList();
    }

    /** Bytes per second. */
    public long rateIn() {
        moved();
        return rateIn.perSecond(timeline.nanos());
    }

    /** Bytes per second. */
    public long rateOut() {
        moved();
        return rateOut.perSecond(timeline.nanos());
    }
}
