package filbert.servent.topology;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Datagrams;
import filbert.net.Owner;
import filbert.servent.datagram.Arrival;
import filbert.servent.datagram.Post;
import filbert.servent.datagram.UdpProof;
import filbert.servent.datagram.UdpTraffic;
import filbert.servent.guard.DatagramRate;
import filbert.servent.Reachability.Transport;
import filbert.servent.guard.OncePer;
import filbert.servent.handshake.PeerCapabilities;
import filbert.wire.message.DatagramFlags;
import filbert.wire.message.Framing;
import filbert.wire.message.Header;
import filbert.wire.message.MalformedMessageException;
import filbert.wire.message.Message;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Ping;
import filbert.wire.message.Pong;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Pings and pongs by datagram: who are you, whom do you know, where do you see me (1-connect, 6.2 and 11). Queries, hits, pushes and vendor messages go
 * to {@link UdpTraffic}. Everything else that arrives is dropped without a word, as is what exceeds the rates. Decoding happens on the socket's
 * loop, answering on the owner.
 */
final class UdpPings implements Datagrams.Received, Post {
    static final Duration EVERY = Duration.ofSeconds(60); // pings answered: 1-connect, 6.2
    static final Duration ASKED_EVERY = Duration.ofSeconds(65); // pings sent: gtk-gnutella answers one a minute, and looks every 1.5 s which minutes are over
    static final Duration ANSWERED_WITHIN = Duration.ofSeconds(30);
    static final int MOST_TRACKED = 2_048;

    /** Takes pongs we asked for. */
    interface Answers {
        void heard(HostAddress from, Pong pong);
    }

    private final Owner owner;
    private final AddressScope scope;
    private final RandomGenerator random;
    private final Standing standing;
    private final OwnPong own;
    private final HostExchange exchange;
    private final Answers answers;
    private final Predicate<InetAddress> welcome;
    private final UdpProof proof;
    private final DatagramRate rate;
    private final OncePer<Object> answered;
    private final OncePer<Object> keysGiven;
    private final OncePer<Object> asked;
    private final OncePer<HostAddress> awaited;
    private Datagrams.@Nullable Socket socket;
    private UdpTraffic traffic = UdpTraffic.NONE;
    private Predicate<Guid> mark = _ -> false;

    UdpPings(
            Owner owner,
            AddressScope scope,
            RandomGenerator random,
            Standing standing,
            OwnPong own,
            HostExchange exchange,
            Answers answers,
            Predicate<InetAddress> welcome) {
        this.owner = owner;
        this.scope = scope;
        this.random = random;
        this.standing = standing;
        this.own = own;
        this.exchange = exchange;
        this.answers = answers;
        this.welcome = welcome;
        this.proof = new UdpProof(owner);
        this.rate = new DatagramRate(owner);
        this.answered = new OncePer<>(owner, EVERY, MOST_TRACKED);
        this.keysGiven = new OncePer<>(owner, EVERY, MOST_TRACKED);
        this.asked = new OncePer<>(owner, ASKED_EVERY, MOST_TRACKED);
        this.awaited = new OncePer<>(owner, ANSWERED_WITHIN, MOST_TRACKED);
    }

    /** Before anything arrives. */
    void handOn(UdpTraffic others) {
        traffic = others;
        others.opened(this);
    }

    /** @param ours the GUID that pings we asked neighbours for carry */
    void expect(Predicate<Guid> ours) {
        mark = ours;
    }

    /** Has this address been written to lately? */
    boolean writtenTo(InetAddress ip) {
        return proof.mayAnswer(ip);
    }

    void open(Datagrams.Socket bound) {
        socket = bound;
    }

    @Override
    public void received(HostAddress from, ByteBuf datagram) {
        try {
            if (!rate.admit(from.ip()) || !scope.admits(from.ip()) || from.port() == 0) {
                return;
            }
            var header = Framing.datagram(datagram);
            if (header.isPresent()) {
                datagram.skipBytes(Header.LENGTH);
                received(from, header.get(), datagram);
            }
        } catch (MalformedMessageException dropped) {
            return; // gibberish gets no answer
        } finally {
            datagram.release();
        }
    }

    private void received(HostAddress from, Header header, ByteBuf payload) {
        switch (header.type()) {
            case Header.PING, Header.PONG -> {
                var message = MessageCodec.decode(header.type(), Unpooled.wrappedBuffer(DatagramFlags.payload(header, payload)));
                owner.execute(() -> heard(from, header.guid(), message));
            }
            case Header.QUERY, Header.QUERY_HIT, Header.PUSH, Header.VENDOR, Header.VENDOR_STANDARD -> {
                var bytes = DatagramFlags.payload(header, payload);
                var message = MessageCodec.decode(header.type(), Unpooled.wrappedBuffer(bytes));
                var arrival = new Arrival(from, DatagramFlags.plain(header, bytes.length), message, bytes);
                owner.execute(() -> heard(arrival));
            }
            default -> {} // has no business in a datagram: C-89
        }
    }

    private void heard(Arrival arrival) {
        note(arrival.from().ip(), false);
        if (socket != null && welcome.test(arrival.from().ip())) {
            traffic.received(arrival);
        }
    }

    private void heard(HostAddress from, Guid guid, Message message) {
        note(from.ip(), message instanceof Ping && mark.test(guid));
        if (message instanceof Pong pong && welcome.test(from.ip())) {
            traffic.ponged(from, guid, pong);
            if (pong.guess().isPresent() && pong.host().ip().equals(from.ip())) {
                traffic.introduced(pong.host());
            }
        }
        switch (message) {
            case Ping ping -> answerTo(from, guid, ping);
            case Pong pong when awaited.recently(from) && welcome.test(from.ip()) -> learn(from, pong);
            default -> {} // unwelcome, too often, or an answer nobody asked for
        }
    }

    /**
     * To a ping that was said to everybody around. Keys have a minute of their own: gtk-gnutella pings a host it meets, and gives up when it then gets no
     * key.
     */
    void answerTo(HostAddress from, Guid guid, Ping ping) {
        var turn = ping.asksForQueryKey() ? keysGiven : answered;
        if (welcome.test(from.ip()) && turn.pass(tracked(from))) {
            ping.introducedPort().ifPresent(port -> traffic.introduced(new HostAddress(from.ip(), port)));
            send(from, guid, answer(from, ping));
        }
    }

    /** A neighbour joined that can be called. */
    void met(HostAddress host, PeerCapabilities peer) {
        if (peer.ultrapeer() && peer.guess()) {
            traffic.introduced(host);
        }
    }

    /** A neighbour passed on a pong. */
    void heardOf(Pong pong) {
        if (pong.guess().isPresent() && pong.fromUltrapeer()) {
            traffic.named(pong.host());
        }
    }

    private void note(InetAddress from, boolean wanted) {
        if (wanted || proof.isUnsolicited(from)) {
            standing.proofs().proved(Transport.UDP, from);
        }
    }

    /** Never more than four times the request, unless hosts were asked for: that is what {@link #EVERY} is for (1-connect, 11). */
    private Pong answer(HostAddress from, Ping ping) {
        var pong = own.extended();
        if (ping.asksForAddress()) {
            pong = pong.withObservedAddress(from);
        }
        if (ping.asksForQueryKey()) {
            pong = traffic.queryKey(from).map(pong.withGuess()::withQueryKey).orElse(pong);
        }
        if (ping.asksForGuessHosts()) {
            return pong.withHosts(traffic.askable(from, HostExchange.MOST_PONGS));
        }
        var wanted = ping.hostsWanted();
        return wanted.isPresent() ? pong.withHosts(exchange.forOthers(from.ip(), wanted.get())) : pong;
    }

    private void learn(HostAddress from, Pong pong) {
        pong.observedAddress().ifPresent(claim -> standing.vote(from.ip(), claim.ip()));
        answers.heard(from, pong);
    }

    @Override
    public boolean mayPing(HostAddress host) {
        return scope.admits(host) && !asked.recently(tracked(host));
    }

    @Override
    public void ping(HostAddress host, Guid guid, Ping ping) {
        asked.pass(tracked(host));
        send(host, guid, ping);
    }

    /** Asks for hosts, and where we are seen. */
    void ask(HostAddress host) {
        if (mayPing(host)) {
            awaited.pass(host);
            ping(host, Guid.randomForPing(random), exchange.request().askingForAddress());
        }
    }

    /** Strangers are told apart by address; on our own network many may share one. */
    private Object tracked(HostAddress host) {
        return scope.isStranger(host.ip()) ? host.ip() : host;
    }

    @Override
    public void send(HostAddress to, Guid guid, int ttl, Message message) {
        send(to, guid, ttl, 0, message);
    }

    @Override
    public void relay(HostAddress to, Guid guid, Message message) {
        send(to, guid, 1, 1, message);
    }

    private void send(HostAddress to, Guid guid, int ttl, int hops, Message message) {
        if (socket != null) {
            var datagram = ByteBufAllocator.DEFAULT.buffer();
            MessageCodec.encode(guid, ttl, hops, message, datagram);
            proof.sent(to.ip());
            socket.send(to, datagram);
        }
    }

    @Override
    public Pong introduction() {
        return own.extended();
    }

    @Override
    public boolean reachable() {
        return scope != AddressScope.PUBLIC || standing.proofs().stands(Transport.UDP);
    }

    void close() {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
