package filbert.servent.connection;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Link;
import filbert.net.Owner;
import filbert.net.Timeline;
import filbert.servent.NetworkView.TracedMessage;
import filbert.servent.guard.Allowance;
import filbert.servent.guard.Strikes;
import filbert.servent.handshake.Agreement;
import filbert.servent.handshake.PeerCapabilities;
import filbert.wire.message.Bye;
import filbert.wire.message.Header;
import filbert.wire.message.MalformedMessageException;
import filbert.wire.message.Message;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Ping;
import filbert.wire.message.Pong;
import filbert.wire.message.Vendor;
import filbert.wire.vendor.HopsFlow;
import filbert.wire.vendor.MessagesSupported;
import filbert.wire.vendor.VendorMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The owner's side of an established connection. Bytes are the business of {@link IncomingStream} and {@link OutgoingStream} on the link's
 * loop; here whole messages come out of the {@link Inbox} and go into the {@link SendQueue}. What concerns the connection itself (alive pings,
 * Bye, hops flow) is dealt with at once, all else goes to {@link Traffic}.
 */
public final class Connection implements Neighbour, Link.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private static final int BATCH = 64; // messages of one neighbour before it is the next one's turn
    private static final int PORTION = 8 * 1024;
    private static final int MALFORMED_TOO_MANY = 10; // 1-connect, 12
    private static final Duration MALFORMED_WINDOW = Duration.ofSeconds(60);
    private static final Duration PING_EVERY = Duration.ofSeconds(3); // 1-connect, 12
    private static final int PING_BURST = 2;
    private static final Duration ALIVE_PING_EVERY = Duration.ofSeconds(1);
    private static final int ALIVE_PING_BURST = 10;
    private static final Duration QUIET_ULTRAPEER = Duration.ofSeconds(20); // 1-connect, 3.8
    private static final Duration QUIET_LEAF = Duration.ofSeconds(60);
    private static final Duration LONGEST_FULL = Duration.ofSeconds(60); // 1-connect, 5.1
    private static final int NO_LIMIT = 255;

    /** The vendor messages read here or above, and no others (1-connect, 10.2). */
    private static final MessagesSupported WE_READ = new MessagesSupported(List.of(new MessagesSupported.Entry(VendorMessage.BEARSHARE, 4, 1)));

    /** What all connections of a servent share. */
    public record Surroundings(
            Owner owner, InstantSource clock, RandomGenerator random, MessageTally tally, Traffic traffic, Hub hub) {}

    private final long id;
    private final Link link;
    private final Agreement agreement;
    private final Surroundings around;
    private final Instant since;
    private final CompletableFuture<Void> linkClosed = new CompletableFuture<>();

    private final Inbox inbox = new Inbox();
    private final IncomingStream incoming;
    private final OutgoingStream outgoing;

    private final SendQueue queue = new SendQueue();
    private final KeepAlive keepAlive;
    private final Strikes malformed;
    private final Allowance pings;
    private final Allowance alivePings;
    private final ByteRate rateIn;
    private final ByteRate rateOut;
    private Timeline.@Nullable Timer nextCheck;
    private @Nullable MessageTrace trace;
    private @Nullable MessagesSupported supported;
    private @Nullable Ending endingWhenDrained;
    private long messagesIn;
    private long messagesOut;
    private long fullSince;
    private boolean full;
    private int hopsFlow = NO_LIMIT;
    private boolean pumping;
    private boolean portionUnderWay;
    private boolean ended;

    private Connection(long id, Link link, Agreement agreement, boolean weAreUltrapeer, Surroundings around) {
        this.id = id;
        this.link = link;
        this.agreement = agreement;
        this.around = around;
        var owner = around.owner();
        var now = owner.nanos();
        since = around.clock().instant();
        incoming = new IncomingStream(link, agreement.inflate(), inbox, () -> owner.execute(this::drain), why -> owner.execute(() -> lost(why)));
        outgoing = new OutgoingStream(link, agreement.deflate(), () -> owner.execute(this::portionTaken));
        keepAlive = new KeepAlive(now, weAreUltrapeer ? QUIET_ULTRAPEER : QUIET_LEAF);
        malformed = new Strikes(owner, MALFORMED_TOO_MANY, MALFORMED_WINDOW);
        pings = new Allowance(owner, PING_BURST, PING_EVERY);
        alivePings = new Allowance(owner, ALIVE_PING_BURST, ALIVE_PING_EVERY);
        rateIn = new ByteRate(now);
        rateOut = new ByteRate(now);
    }

    /** Begins to live: the caller then hands it the link as its handler. On the owner. @param id unique within this servent */
    public static Connection open(long id, Link link, Agreement agreement, boolean weAreUltrapeer, Surroundings around) {
        var connection = new Connection(id, link, agreement, weAreUltrapeer, around);
        connection.begin();
        return connection;
    }

    private void begin() {
        send(Guid.ZERO, 1, 0, WE_READ.toVendor());
        around.traffic().joined(this);
        scheduleCheck();
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

    public Instant since() {
        return since;
    }

    public long bytesIn() {
        return incoming.bytes();
    }

    public long bytesOut() {
        return outgoing.bytes();
    }

    public long messagesIn() {
        return messagesIn;
    }

    public long messagesOut() {
        return messagesOut;
    }

    /** Bytes per second. */
    public long rateIn() {
        rateIn.total(now(), incoming.bytes());
        return rateIn.perSecond(now());
    }

    /** Bytes per second. */
    public long rateOut() {
        rateOut.total(now(), outgoing.bytes());
        return rateOut.perSecond(now());
    }

    /** The latest messages, oldest first. Tracing starts with the first call and ends a minute after the last. */
    public List<TracedMessage> trace() {
        if (trace == null) {
            trace = new MessageTrace(now());
        }
        return trace.look(now());
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
        rateIn.total(now(), incoming.bytes());
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
        var header = frame.header();
        try {
            if (ended) {
                return;
            }
            keepAlive.heard(now());
            messagesIn++;
            around.tally().received(header.type());
            trace(true, header, frame.payload());
            if (frame.tooLong()) {
                tooLong(header);
            } else {
                hear(header, frame.payload());
            }
        } catch (MalformedMessageException bad) {
            malformed(header, String.valueOf(bad.getMessage()));
        } finally {
            frame.payload().release();
        }
    }

    private void tooLong(Header header) {
        if (header.type() == Header.BYE) {
            end(new Ending.PeerSaidBye(0, "a Bye of " + header.length() + " bytes"));
            link.close();
        } else {
            malformed(header, "payload of " + header.length() + " bytes");
        }
    }

    private void hear(Header header, ByteBuf payload) {
        switch (header.type()) {
            case Header.BYE, Header.VENDOR, Header.VENDOR_STANDARD, Header.QRP -> {
                if (header.hops() != 0) {
                    around.tally().dropped(header.type()); // never relayed, so never from afar (1-connect, 1.4)
                } else if (header.type() == Header.BYE) {
                    heardBye((Bye) MessageCodec.decode(Header.BYE, payload));
                } else if (header.type() == Header.QRP) {
                    around.traffic().received(this, header, payload);
                } else {
                    heardVendor(header, payload);
                }
            }
            case Header.PING -> heardPing(header, (Ping) MessageCodec.decode(Header.PING, payload));
            case Header.PONG -> heardPong(header, (Pong) MessageCodec.decode(Header.PONG, payload));
            default -> around.traffic().received(this, header, payload);
        }
    }

    private void heardPing(Header header, Ping ping) {
        if (header.ttl() == 0) {
            return; // an acknowledgement (1-connect, 6.2)
        }
        var alive = header.ttl() == 1 && header.hops() == 0;
        if (!(alive ? alivePings : pings).take()) {
            around.tally().dropped(Header.PING);
        } else if (alive) {
            enqueue(header.guid(), 1, 0, around.hub().ownPong(this), Importance.urgent());
        } else {
            around.hub().pinged(this, header, ping);
        }
    }

    private void heardPong(Header header, Pong pong) {
        around.hub().ponged(this, header, pong);
    }

    private void heardBye(Bye bye) {
        LOG.debug("{} said Bye {} {}", link.remote(), bye.code(), bye.firstLine());
        end(new Ending.PeerSaidBye(bye.code(), bye.firstLine()));
        link.close();
    }

    private void heardVendor(Header header, ByteBuf payload) {
        var body = payload.duplicate();
        var message = (Vendor) MessageCodec.decode(header.type(), payload);
        switch (VendorMessage.of(message).orElse(null)) {
            case MessagesSupported told -> supported = supported == null ? told : supported; // said again: the first one counts
            case HopsFlow flow when header.ttl() == 1 -> limitHops(flow.hops());
            case HopsFlow _ -> around.tally().dropped(header.type());
            case null, default -> around.traffic().received(this, header, body);
        }
    }

    private void limitHops(int hops) {
        hopsFlow = hops;
        queue.removeIf(header -> header.type() == Header.QUERY && header.hops() >= hopsFlow);
    }

    @Override
    public void malformed(Header header, String why) {
        around.tally().dropped(header.type());
        LOG.debug("{} malformed {}: {}", link.remote(), MessageKind.of(header.type()).word(), why);
        if (malformed.strike()) {
            close(412, MALFORMED_TOO_MANY + " malformed messages");
        }
    }

    // ---- what leaves

    @Override
    public void send(Guid guid, int ttl, int hops, Message message) {
        if (message instanceof Vendor vendor && !mayRead(vendor)) {
            return;
        }
        enqueue(guid, ttl, hops, message, Importance.of(MessageCodec.type(message), hops));
    }

    /** Never a version above the one the peer told. */
    private boolean mayRead(Vendor message) {
        return agreement.peer().vendorMessages() && (supported == null ? message.vendor().equals(VendorMessage.NOBODY) : supported.allows(message));
    }

    @Override
    public void relay(Header header, ByteBuf payload) {
        if (!ended) {
            enqueue(new SendQueue.Entry(header, payload.retain(), payload.readerIndex(), header.length()), Importance.of(header.type(), header.hops()));
        }
    }

    @Override
    public int room() {
        return SendQueue.CAPACITY - queue.bytes();
    }

    private void enqueue(Guid guid, int ttl, int hops, Message message, int rank) {
        if (ended) {
            return;
        }
        var encoded = ByteBufAllocator.DEFAULT.buffer();
        MessageCodec.encode(guid, ttl, hops, message, encoded);
        var header = Header.read(encoded);
        enqueue(new SendQueue.Entry(header, encoded, encoded.readerIndex(), header.length()), rank);
    }

    private void enqueue(SendQueue.Entry entry, int rank) {
        if (entry.header().type() == Header.QUERY && entry.header().hops() >= hopsFlow) {
            entry.payload().release();
            return;
        }
        if (!queue.add(entry, rank) && isFullTooLong()) {
            close(502, "Send queue full");
            return;
        }
        if (!pumping && !portionUnderWay) {
            pumping = true;
            around.owner().execute(this::pump); // later: what is queued until then leaves in one portion
        }
    }

    private boolean isFullTooLong() {
        if (!full) {
            full = true;
            fullSince = now();
        }
        return now() - fullSince > LONGEST_FULL.toNanos();
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
            messagesOut++;
            around.tally().sent(entry.header().type());
            trace(false, entry.header(), entry.payload().slice(entry.index(), entry.length()));
            entry.payload().release();
            entry = portion.readableBytes() < PORTION ? queue.poll() : null;
        }
        full &= queue.bytes() > SendQueue.CAPACITY / 2;
        keepAlive.sent(now());
        portionUnderWay = true;
        link.loop().execute(() -> outgoing.send(portion, urgent));
    }

    private void portionTaken() {
        rateOut.total(now(), outgoing.bytes());
        portionUnderWay = false;
        pump();
    }

    // ---- staying and leaving

    private void scheduleCheck() {
        nextCheck = around.owner().after(keepAlive.next(now()), this::check);
    }

    private void check() {
        if (ended) {
            return;
        }
        if (trace != null && trace.isForgotten(now())) {
            trace = null;
        }
        switch (keepAlive.check(now())) {
            case CLOSE -> close(406, "No answer to pings");
            case PING -> {
                send(Guid.randomForPing(around.random()), 1, 0, Ping.PLAIN);
                scheduleCheck();
            }
            case NOTHING -> scheduleCheck();
        }
    }

    @Override
    public void close(int byeCode, String reason) {
        if (ended) {
            return;
        }
        var lastWords = Unpooled.EMPTY_BUFFER;
        if (agreement.peer().bye()) {
            lastWords = ByteBufAllocator.DEFAULT.buffer();
            MessageCodec.encode(Guid.random(around.random()), 1, 0, new Bye(byeCode, reason), lastWords);
            around.tally().sent(Header.BYE);
            messagesOut++;
        }
        end(new Ending.WeClosed(byeCode, reason));
        var bye = lastWords;
        link.loop().execute(() -> {
            incoming.end();
            outgoing.finish(bye);
        });
    }

    private void end(Ending how) {
        if (ended) {
            return;
        }
        ended = true;
        queue.clear();
        inbox.close();
        if (nextCheck != null) {
            nextCheck.cancel();
        }
        LOG.debug("{} {}", link.remote(), how.words());
        around.owner().execute(() -> { // later: whoever closes may be in the middle of a walk over its neighbours
            around.traffic().left(this);
            around.hub().ended(this, how);
        });
    }

    private void trace(boolean in, Header header, ByteBuf payload) {
        if (trace != null) {
            trace.add(around.clock().instant(), in, header, payload);
        }
    }

    private long now() {
        return around.owner().nanos();
    }

    /** For the log. */
    @Override
    public String toString() {
        return link.remote() + (isLeaf() ? " (leaf)" : " (ultrapeer)");
    }
}
