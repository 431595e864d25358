package filbert.sharing.upload;

import filbert.net.Link;
import filbert.servent.push.Whereabouts;
import filbert.sharing.mesh.Alternatives;
import filbert.sharing.mesh.Mesh;
import filbert.wire.header.HeaderBlock;
import filbert.wire.header.HeaderBlockReader;
import filbert.wire.message.MalformedMessageException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * HTTP on one connection, our side serving: one request after the other, each answered before the next is looked at; what arrives early
 * waits here (3-transfer, 3.2.3). Confined to the link's loop.
 */
final class Conversation implements Link.Handler {
    static final Duration FOLLOW_UP = Duration.ofSeconds(60); // 3-transfer, 3.12

    /** Early bytes above which we stop reading. */
    private static final int MOST_EARLY = 16 * 1024;

    /** Unsent replies above which the next request waits; the link reports when they have drained. */
    private static final long MOST_UNSENT = 64 * 1024;

    private static final String SWITCHING =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: TLS/1.0, HTTP/1.1\r\nConnection: Upgrade\r\n\r\n"; // 3-transfer, 3.14

    private static final long RETRY = 180; // seconds; 3-transfer, 3.2.7
    private static final int SMALL = 4 * 1024;
    private static final int IPV6_NETWORK = 8;

    interface Service {
        /** On the loop. Ends with one of the conversation's replies, then or later. */
        void answer(HttpRequest request, Conversation to);

        /** How we can be called. Any thread. */
        Whereabouts whereabouts();

        /** May whoever asks have the list of all we share? Any thread. */
        boolean mayBrowse();

        /** The first request is complete. On the loop. */
        void spoke(Conversation conversation);

        /** The link is closed. On the loop. */
        void ended(Conversation conversation);
    }

    private final Link link;
    private final InetAddress peer;
    private final Service service;
    private final String server;
    private final Alternatives alternatives;
    private final HeaderBlockReader reader = new HeaderBlockReader();
    private ByteBuf early = Unpooled.buffer(0);
    private final Patience patience;
    private @Nullable HttpRequest current;
    private final HeldFile held = new HeldFile();
    private boolean open = true;
    private boolean answering = true; // until welcome
    private boolean advancing;
    private boolean spoken;
    private boolean introduced;
    private boolean hangingUp;

    Conversation(Link link, Service service, String server, Mesh mesh) {
        this.link = link;
        alternatives = new Alternatives(mesh, link.remote().ip());
        this.peer = network(link.remote().ip());
        this.service = service;
        this.server = server;
        patience = new Patience(link.loop(), this::tooSlow);
    }

    /** Whom limits are counted against: an IPv4 address, or an IPv6 network of 64 bits. */
    static InetAddress network(InetAddress ip) {
        if (!(ip instanceof Inet6Address)) {
            return ip;
        }
        try {
            return InetAddress.getByAddress(Arrays.copyOf(Arrays.copyOf(ip.getAddress(), IPV6_NETWORK), ip.getAddress().length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("bug: an address of another length", e);
        }
    }

    Link link() {
        return link;
    }

    InetAddress peer() {
        return peer;
    }

    /** How we can be called ourselves, once that is known. */
    Optional<Whereabouts> ourselves() {
        return Optional.of(service.whereabouts()).filter(Whereabouts::known);
    }

    /** The owner's. */
    Alternatives alternatives() {
        return alternatives;
    }

    boolean spoken() {
        return spoken;
    }

    /** Takes over the link and what arrived before us, and holds still until {@link #welcome} or {@link #turnAway}. */
    void begin(ByteBuf soFar) {
        link.handler(this);
        received(soFar);
    }

    void welcome() {
        answering = false;
        advance();
    }

    @Override
    public void received(ByteBuf bytes) {
        if (!hangingUp) {
            early.writeBytes(bytes);
        }
        bytes.release();
        if (answering) {
            link.reading(early.readableBytes() < MOST_EARLY);
        } else {
            advance();
        }
    }

    @Override
    public void drained() {
        if (!answering) {
            advance();
        }
    }

    @Override
    public void closed(@Nullable IOException cause) {
        open = false;
        patience.enough();
        held.closeForGood();
        service.ended(this);
    }

    private void advance() {
        if (advancing) {
            return;
        }
        advancing = true;
        while (open && !answering && !hangingUp) {
            var block = nextRequest();
            if (block == null) {
                break;
            }
            patience.enough();
            answering = true;
            answer(block);
        }
        advancing = false;
        if (!early.isReadable()) {
            early = early.capacity() > SMALL ? Unpooled.buffer(0) : early.clear();
        }
    }

    private @Nullable HeaderBlock nextRequest() {
        try {
            var drowned = link.unsentBytes() > MOST_UNSENT;
            var block = drowned ? Optional.<HeaderBlock>empty() : reader.read(early);
            link.reading(!drowned);
            if (block.isEmpty()) {
                waitForMore();
            }
            return block.orElse(null);
        } catch (MalformedMessageException malformed) {
            answering = true;
            refuse(Status.BAD_REQUEST, "Malformed Header");
            return null;
        }
    }

    private void answer(HeaderBlock block) {
        if (!spoken) {
            spoken = true;
            service.spoke(this);
        }
        current = null;
        guarded(() -> {
            var request = HttpRequest.read(block);
            current = request;
            if (request.wantsTls() && mayChangeToTls()) {
                changeToTls(request);
            } else {
                service.answer(request, this);
            }
        });
    }

    /** On a connection we made ourselves, to answer a push, it is not settled who would be TLS's client: it stays as it is. */
    private boolean mayChangeToTls() {
        return link.offersTls() && link.tls().isEmpty() && link.incoming() && !early.isReadable();
    }

    /** The reply to this very request comes inside (3-transfer, 3.14). */
    private void changeToTls(HttpRequest request) {
        link.write(Unpooled.copiedBuffer(SWITCHING, StandardCharsets.ISO_8859_1));
        link.upgradeTls(Unpooled.EMPTY_BUFFER).thenAccept(_ -> guarded(() -> service.answer(request, this)));
    }

    /** Runs a step of answering; a refusal it throws becomes the reply. */
    void guarded(Runnable step) {
        try {
            step.run();
        } catch (RefusedException refused) {
            refuse(refused.status(), refused.reason());
        }
    }

    private void waitForMore() {
        if (reader.started()) {
            patience.forRest();
        } else {
            patience.forNext();
        }
    }

    private void tooSlow() {
        if (reader.started()) {
            answering = true;
            refuse(Status.REQUEST_TIMEOUT, "Request Timeout");
        } else {
            link.close();
        }
    }

    private void refuse(Status status, String reason) {
        var refusal = refusal(status, reason);
        send(status == Status.SERVICE_UNAVAILABLE || status == Status.TOO_MANY_REQUESTS ? refusal.retryAfter(RETRY) : refusal);
    }

    /** A reply without a body to the request at hand. */
    Reply refusal(Status status, String reason) {
        return Reply.refusal(status, reason, server, lasting());
    }

    /** The same, with nothing to follow on this connection. */
    Reply farewell(Status status, String reason) {
        return Reply.refusal(status, reason, server, false);
    }

    /** The beginning of a reply to the request at hand. */
    Reply reply(Status status) {
        var reply = Reply.of(status, status.reason(), server, lasting());
        if (introduced) {
            return reply; // 3-transfer, 3.2.6: what is not said again is remembered
        }
        introduced = true;
        return featured(reply.explaining(service.whereabouts()));
    }

    /** The beginning of a reply that ends with the connection. */
    Reply replyUntilClosed() {
        return featured(Reply.untilClosed(server));
    }

    private Reply featured(Reply reply) {
        var features = Stream.of("fwalt/0.1", link.offersTls() ? "tls/1.0" : "", service.mayBrowse() ? "browse/1.0" : "").filter(feature -> !feature.isEmpty()).toList();
        return reply.with("X-Features", String.join(", ", features));
    }

    private boolean lasting() {
        return current != null && current.persistent();
    }

    /** Sends a whole reply, then turns to the next request. */
    void send(Reply reply) {
        send(reply, FOLLOW_UP);
    }

    /** @param mostly how long the next request may take to begin */
    void send(Reply reply, Duration mostly) {
        link.write(Unpooled.wrappedBuffer(reply.head().bytes()));
        next(reply, mostly);
    }

    void send(Reply reply, byte[] body) {
        link.write(Unpooled.wrappedBuffer(reply.head().bytes(), body));
        next(reply, FOLLOW_UP);
    }

    /** Sends head and file; call {@link #next} when the stage is complete. */
    CompletionStage<Long> send(Reply reply, FileChannel file, RequestedRange range, Link.Progress progress) {
        link.write(Unpooled.wrappedBuffer(reply.head().bytes()));
        return link.sendFile(file, range.from(), range.length(), progress);
    }

    /** The file that was just sent, for the next range. */
    HeldFile held() {
        return held;
    }

    /** Is the connection there still? On the loop. */
    boolean open() {
        return open;
    }

    /** @param mostly how long the next request may take to begin */
    void next(Reply answered, Duration mostly) {
        if (!answered.lasting()) {
            hangUp();
            return;
        }
        patience.untilNext(mostly);
        answering = false;
        link.reading(true);
        advance();
    }

    private void hangUp() {
        hangingUp = true;
        patience.enough();
        held.closeForGood();
        early.clear();
        link.closeAfterWrites();
    }

    /** The caller calls too often. */
    void turnAway() {
        refuse(Status.TOO_MANY_REQUESTS, "Too Many Requests");
    }
}
