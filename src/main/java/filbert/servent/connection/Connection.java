package filbert.servent.connection;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Link;
import filbert.net.Owner;
import filbert.servent.handshake.Agreement;
import filbert.servent.handshake.PeerCapabilities;
import filbert.wire.message.Bye;
import filbert.wire.message.Header;
import filbert.wire.message.Message;
import filbert.wire.vendor.Features;
import filbert.wire.vendor.HopsFlow;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The owner's side of an established connection. Bytes are the business of {@link IncomingStream} and {@link OutgoingStream} on the link's
 * loop; here whole messages come out of the {@link Inbox} to {@link Hearing} and go into the {@link SendQueue}.
 */
public final class Connection implements Neighbour, Link.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private static final int BATCH = 64; // messages of one neighbour before it is the next one's turn

    /** What all connections of a servent share. */
    public record Surroundings(
            Owner owner, InstantSource clock, RandomGenerator random, MessageTally tally, Traffic traffic, Hub hub) {}

    private final long id;
    private final Link link;
    private final Agreement agreement;
    private final Surroundings around;
    private final CompletableFuture<Void> linkClosed = new CompletableFuture<>();
    private final Inbox inbox = new Inbox();
    private final IncomingStream incoming;
    private final OutgoingStream outgoing;
    private final Outbox outbox;
    private final Observation observation;
    private final Vigil vigil;
    private final Told told;
    private final Saying saying;
    private final Hearing hearing;
    private final QueryBrake brake;
    private final boolean weAreUltrapeer;
    private @Nullable Ending endingWhenDrained;
    private boolean ended;

    private Connection(long id, Link link, Agreement agreement, boolean weAreUltrapeer, Surroundings around) {
        this.id = id;
        this.link = link;
        this.agreement = agreement;
        this.around = around;
        var owner = around.owner();
        incoming = new IncomingStream(link, agreement.inflate(), inbox, () -> owner.execute(this::drain), why -> owner.execute(() -> lost(why)));
        outgoing = new OutgoingStream(link, agreement.deflate(), () -> owner.execute(this::portionTaken));
        outbox = new Outbox(owner, link, outgoing, !agreement.peer().ultrapeer(), new Departures());
        brake = new QueryBrake(owner, hops -> send(Guid.ZERO, 1, 0, new HopsFlow(hops).toVendor()));
        this.weAreUltrapeer = weAreUltrapeer;
        observation = new Observation(owner, around.clock(), around.tally(), incoming, outgoing);
        vigil = new Vigil(this, around, weAreUltrapeer, outbox);
        told = new Told(agreement.peer());
        saying = new Saying(around.hub(), agreement, told, outbox);
        hearing = new Hearing(this, around, told, saying, outbox);
    }

    /** Begins to live: the caller then hands it the link as its handler. On the owner; {@code id} is unique within this servent. */
    public static Connection open(long id, Link link, Agreement agreement, boolean weAreUltrapeer, Surroundings around) {
        var connection = new Connection(id, link, agreement, weAreUltrapeer, around);
        connection.begin();
        return connection;
    }

    private void begin() {
        saying.announce(weAreUltrapeer);
        around.traffic().joined(this);
        vigil.begin();
    }

    /** Tells the peer what we can do, if that has changed since it was told. */
    public void renewFeatures() {
        saying.renewFeatures();
    }

    // ---- what people see

    @Override
    public long id() {
        return id;
    }

    @Override
    public HostAddress address() {
        return link.remote();
    }

    @Override
    public PeerCapabilities capabilities() {
        return agreement.peer();
    }

    @Override
    public boolean isLeaf() {
        return !agreement.peer().ultrapeer();
    }

    public Agreement agreement() {
        return agreement;
    }

    public Link link() {
        return link;
    }

    public Observation observation() {
        return observation;
    }

    /** Completes, on the link's loop, when the link is closed. */
    public CompletionStage<Void> linkClosed() {
        return linkClosed;
    }

    // ---- the link's loop

    @Override
    public void received(ByteBuf bytes) {
        incoming.received(bytes);
    }

    @Override
    public void closed(@Nullable IOException cause) {
        incoming.end();
        outgoing.end();
        linkClosed.complete(null);
        around.owner().execute(() -> endWhenDrained(new Ending.PeerClosed(cause)));
    }

    // ---- what arrives

    private void drain() {
        observation.moved();
        var next = Inbox.Next.MORE;
        try {
            next = inbox.drain(BATCH, this::receive);
        } finally { // a bug above costs one message, not the ones behind it
            whatNext(next);
        }
    }

    private void whatNext(Inbox.Next next) {
        switch (next) {
            case MORE -> around.owner().execute(this::drain);
            case REFILL -> {
                link.loop().execute(incoming::resume);
                endIfDue();
            }
            case NOTHING -> endIfDue();
        }
        around.hub().stirred();
    }

    private void endWhenDrained(Ending how) {
        if (endingWhenDrained == null) {
            endingWhenDrained = how;
            drain();
        }
    }

    private void endIfDue() {
        if (endingWhenDrained != null) {
            end(endingWhenDrained);
        }
    }

    private void lost(String why) {
        while (inbox.drain(BATCH, this::receive) == Inbox.Next.MORE) {
            // what came before is heard first; the inbox is bounded
        }
        close(400, why);
    }

    private void receive(Frame frame) {
        try {
            if (!ended) {
                vigil.heard();
                observation.received(frame.header(), frame.payload());
                hearing.heard(frame);
            }
        } finally {
            frame.payload().release();
        }
    }

    /** The peer has said its last word. */
    void heardBye(Ending bye) {
        end(bye);
        link.close();
    }

    @Override
    public void malformed(Header header, String why) {
        hearing.malformed(header, why);
    }

    // ---- what leaves

    @Override
    public void send(Guid guid, int ttl, int hops, Message message) {
        if (!ended) {
            saying.send(guid, ttl, hops, message);
        }
    }

    @Override
    public void relay(Header header, ByteBuf payload) {
        saying.relay(header, payload);
    }

    @Override
    public boolean reads(String vendor, int selector) {
        return told.reads(vendor, selector);
    }

    @Override
    public Features features() {
        return told.features();
    }

    @Override
    public void spareUs(boolean busy) {
        brake.set(QueryBrake.Cause.BUSY, busy);
    }

    @Override
    public int hopsFlow() {
        return outbox.hopsFlow();
    }

    @Override
    public int room() {
        return outbox.room();
    }

    private final class Departures implements Outbox.Listener {
        @Override
        public void sent(SendQueue.Entry entry) {
            vigil.sent();
            observation.sent(entry);
        }

        @Override
        public void congested(boolean now) {
            if (weAreUltrapeer) {
                brake.set(QueryBrake.Cause.CONGESTED, now);
            }
        }

        @Override
        public void fullTooLong() {
            close(502, "Send queue full");
        }
    }

    private void portionTaken() {
        observation.moved();
        outbox.portionTaken();
    }

    // ---- staying and leaving

    @Override
    public void close(int byeCode, String reason) {
        if (ended) {
            return;
        }
        var lastWords = agreement.peer().bye() ? lastWords(new Bye(byeCode, reason)) : Unpooled.EMPTY_BUFFER;
        end(new Ending.WeClosed(byeCode, reason));
        link.loop().execute(() -> {
            incoming.end();
            outgoing.finish(lastWords);
        });
    }

    private ByteBuf lastWords(Bye bye) {
        var entry = Saying.encoded(Guid.random(around.random()), 1, 0, bye);
        observation.sent(entry);
        return entry.payload().readerIndex(0);
    }

    private void end(Ending how) {
        if (ended) {
            return;
        }
        ended = true;
        brake.end();
        outbox.end();
        inbox.close();
        vigil.end();
        LOG.debug("{} {}", link.remote(), how.words());
        around.owner().execute(() -> { // later: whoever closes may be in the middle of a walk over its neighbours
            around.traffic().left(this);
            around.hub().ended(this, how);
        });
    }

    /** For the log. */
    @Override
    public String toString() {
        return link.remote() + (isLeaf() ? " (leaf)" : " (ultrapeer)");
    }
}
