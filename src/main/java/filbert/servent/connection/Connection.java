package filbert.servent.connection;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Link;
import filbert.net.Owner;
import filbert.net.Timeline;
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
import filbert.wire.vendor.ConnectBackRedirect;
import filbert.wire.vendor.Features;
import filbert.wire.vendor.HopsFlow;
import filbert.wire.vendor.MessagesSupported;
import filbert.wire.vendor.TcpConnectBack;
import filbert.wire.vendor.UdpConnectBack;
import filbert.wire.vendor.VendorMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
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
    private static final int MALFORMED_TOO_MANY = 10; // 1-connect, 12
    private static final Duration MALFORMED_WINDOW = Duration.ofSeconds(60);
    private static final Duration PING_EVERY = Duration.ofSeconds(3); // 1-connect, 12
    private static final int PING_BURST = 2;
    private static final Duration ALIVE_PING_EVERY = Duration.ofSeconds(1);
    private static final int ALIVE_PING_BURST = 10;
    private static final Duration QUIET_ULTRAPEER = Duration.ofSeconds(20); // 1-connect, 3.8
    private static final Duration QUIET_LEAF = Duration.ofSeconds(60);
    private static final Duration STUCK_TOO_LONG = Duration.ofSeconds(180); // 1-connect, 3.8: between ultrapeers

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
    private final KeepAlive keepAlive;
    private final Strikes malformed;
    private final Allowance pings;
    private final Allowance alivePings;
    private final QueryBrake brake;
    private final boolean weAreUltrapeer;
    private Timeline.@Nullable Timer nextCheck;
    private @Nullable MessagesSupported supported;
    private Features features = Features.NONE;
    private Features toldFeatures = Features.NONE;
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
        keepAlive = new KeepAlive(owner.nanos(), weAreUltrapeer ? QUIET_ULTRAPEER : QUIET_LEAF);
        malformed = new Strikes(owner, MALFORMED_TOO_MANY, MALFORMED_WINDOW);
        pings = new Allowance(owner, PING_BURST, PING_EVERY);
        alivePings = new Allowance(owner, ALIVE_PING_BURST, ALIVE_PING_EVERY);
    }

    /** Begins to live: the caller then hands it the link as its handler. On the owner; {@code id} is unique within this servent. */
    public static Connection open(long id, Link link, Agreement agreement, boolean weAreUltrapeer, Surroundings around) {
        var connection = new Connection(id, link, agreement, weAreUltrapeer, around);
        connection.begin();
        return connection;
    }

    private void begin() {
        if (agreement.peer().vendorMessages()) { // before everything else: 1-connect, 10.1
            enqueue(Guid.ZERO, 1, 0, Announcement.to(agreement.peer(), weAreUltrapeer).toVendor(), Importance.urgent());
            toldFeatures = around.hub().features();
            enqueue(Guid.ZERO, 1, 0, toldFeatures.toVendor(), Importance.urgent());
        }
        around.traffic().joined(this);
        scheduleCheck();
    }

    /** Tells the peer what we can do, if that has changed since it was told. */
    public void renewFeatures() {
        var now = around.hub().features();
        if (!now.equals(toldFeatures)) {
            toldFeatures = now;
            send(Guid.ZERO, 1, 0, now.toVendor());
        }
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
        var header = frame.header();
        try {
            if (ended) {
                return;
            }
            keepAlive.heard(now());
            observation.received(header, frame.payload());
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
                    observation.dropped(header); // never relayed, so never from afar (1-connect, 1.4)
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
            observation.dropped(header);
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
            case Features told -> features = told;
            case HopsFlow flow when header.ttl() == 1 -> outbox.limitHops(flow.hops());
            case HopsFlow _ -> observation.dropped(header);
            case TcpConnectBack wanted -> around.hub().callBack(this, header.guid(), wanted);
            case UdpConnectBack wanted -> around.hub().callBack(this, header.guid(), wanted);
            case ConnectBackRedirect wanted -> around.hub().callBack(this, header.guid(), wanted);
            case null, default -> around.traffic().received(this, header, body);
        }
    }

    @Override
    public void malformed(Header header, String why) {
        observation.dropped(header);
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
        enqueue(guid, ttl, hops, message, message instanceof Vendor vendor ? Importance.of(vendor) : Importance.of(MessageCodec.type(message), hops));
    }

    /** Never a version above the one the peer told. */
    private boolean mayRead(Vendor message) {
        return agreement.peer().vendorMessages() && (supported == null ? message.vendor().equals(VendorMessage.NOBODY) : supported.allows(message));
    }

    @Override
    public void relay(Header header, ByteBuf payload) {
        var entry = new SendQueue.Entry(header, payload.retain(), payload.readerIndex(), header.length());
        outbox.add(entry, Importance.of(header.type(), header.hops()));
    }

    @Override
    public boolean reads(String vendor, int selector) {
        return supported != null && supported.version(vendor, selector).isPresent();
    }

    @Override
    public Features features() {
        return features;
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

    private void enqueue(Guid guid, int ttl, int hops, Message message, int rank) {
        if (!ended) {
            outbox.add(encoded(guid, ttl, hops, message), rank);
        }
    }

    private static SendQueue.Entry encoded(Guid guid, int ttl, int hops, Message message) {
        var bytes = ByteBufAllocator.DEFAULT.buffer();
        MessageCodec.encode(guid, ttl, hops, message, bytes);
        var header = Header.read(bytes);
        return new SendQueue.Entry(header, bytes, bytes.readerIndex(), header.length());
    }

    private final class Departures implements Outbox.Listener {
        @Override
        public void sent(SendQueue.Entry entry) {
            keepAlive.sent(now());
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

    private void scheduleCheck() {
        nextCheck = around.owner().after(keepAlive.next(now()), this::check);
    }

    private void check() {
        if (ended) {
            return;
        }
        observation.tidy();
        if (weAreUltrapeer && !isLeaf() && outbox.stuck().compareTo(STUCK_TOO_LONG) > 0) {
            close(405, "Nothing sent in " + STUCK_TOO_LONG.toSeconds() + " s");
            return;
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
        var lastWords = agreement.peer().bye() ? lastWords(new Bye(byeCode, reason)) : Unpooled.EMPTY_BUFFER;
        end(new Ending.WeClosed(byeCode, reason));
        link.loop().execute(() -> {
            incoming.end();
            outgoing.finish(lastWords);
        });
    }

    private ByteBuf lastWords(Bye bye) {
        var entry = encoded(Guid.random(around.random()), 1, 0, bye);
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
        if (nextCheck != null) {
            nextCheck.cancel();
        }
        LOG.debug("{} {}", link.remote(), how.words());
        around.owner().execute(() -> { // later: whoever closes may be in the middle of a walk over its neighbours
            around.traffic().left(this);
            around.hub().ended(this, how);
        });
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
