package filbert.servent.topology;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.LocalNetwork;
import filbert.net.Owner;
import filbert.servent.bootstrap.BootstrapView.Local;
import filbert.servent.guard.DatagramRate;
import filbert.wire.message.Framing;
import filbert.wire.message.Header;
import filbert.wire.message.MalformedMessageException;
import filbert.wire.message.Message;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Ping;
import filbert.wire.message.Pong;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Finds servents on the same local network: asks everybody at once while neighbours are wanting, answers those who ask so, and hears what is announced
 * (1-connect, 8.3; C-95 and C-96). Whoever answers speaks for itself, and nobody outside the address scope counts. Confined to the owner; hears on any
 * thread.
 */
final class LanSearch implements LocalNetwork.Hearer {
    static final Duration EVERY = Duration.ofSeconds(50); // 1-connect, 8.3: what LimeWire does
    static final Duration ANSWERED_WITHIN = Duration.ofSeconds(30);

    private static final int MOST_FOUND = 500; // ours: counted for people
    private static final String SOURCE = "lan ";

    /** What it finds hosts with. */
    record Means(UdpPings udp, HostExchange exchange, WayIn wayIn, Standing standing) {}

    private final Owner owner;
    private final AddressScope scope;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Means means;
    private final DatagramRate rate;
    private final SequencedSet<HostAddress> found = new LinkedHashSet<>();
    private LocalNetwork.@Nullable Presence presence;
    private String trouble = "";
    private Guid asked = Guid.ZERO;
    private long askedAt; // nanos
    private @Nullable Instant askedWhen;

    LanSearch(Owner owner, AddressScope scope, InstantSource clock, RandomGenerator random, Means means) {
        this.owner = owner;
        this.scope = scope;
        this.clock = clock;
        this.random = random;
        this.means = means;
        rate = new DatagramRate(owner);
    }

    void joined(LocalNetwork.Presence now) {
        presence = now;
        trouble = "";
        askedWhen = null;
        look();
    }

    void apart(String why) {
        presence = null;
        trouble = why;
    }

    /** Call every few seconds. */
    void look() {
        var now = presence;
        if (now != null && means.wayIn().wanting() && (askedWhen == null || owner.nanos() - askedAt >= EVERY.toNanos())) {
            asked = Guid.randomForPing(random);
            askedAt = owner.nanos();
            askedWhen = clock.instant();
            var datagram = ByteBufAllocator.DEFAULT.buffer();
            MessageCodec.encode(asked, 1, 0, means.exchange().request(), datagram);
            now.shout(datagram);
        }
    }

    @Override
    public void heard(HostAddress from, ByteBuf datagram) {
        try {
            if (!scope.admits(from.ip()) || from.port() == 0 || !rate.admit(from.ip())) {
                return;
            }
            var header = Framing.datagram(datagram);
            if (header.isPresent() && (header.get().type() == Header.PING || header.get().type() == Header.PONG)) {
                datagram.skipBytes(Header.LENGTH);
                var message = MessageCodec.decode(header.get().type(), datagram);
                owner.execute(() -> heard(from, header.get().guid(), message));
            }
        } catch (MalformedMessageException gibberish) {
            return; // gets no answer
        } finally {
            datagram.release();
        }
    }

    private void heard(HostAddress from, Guid guid, Message message) {
        switch (message) {
            case Ping ping when presence != null && !guid.equals(asked) -> means.udp().answerTo(from, guid, ping);
            case Pong pong when isOurs(guid) && pong.host().ip().equals(from.ip()) && scope.admits(pong.host()) -> answered(pong);
            default -> {} // our own voice, or an answer to somebody else
        }
    }

    private boolean isOurs(Guid guid) {
        return guid.equals(asked) && askedWhen != null && owner.nanos() - askedAt < ANSWERED_WITHIN.toNanos();
    }

    private void answered(Pong pong) {
        count(pong.host());
        means.exchange().learn(pong, SOURCE + pong.host().ip().getHostAddress());
        means.wayIn().news();
    }

    @Override
    public void announced(HostAddress servent, String id) {
        owner.execute(() -> {
            if (presence != null && scope.admits(servent) && !isOurs(id)) {
                count(servent);
                means.exchange().heardOf(servent, SOURCE + servent.ip().getHostAddress());
                means.wayIn().news();
            }
        });
    }

    private boolean isOurs(String id) {
        return !id.isEmpty() && means.standing().servent().hex().startsWith(id);
    }

    private void count(HostAddress host) {
        found.addLast(host);
        if (found.size() > MOST_FOUND) {
            found.removeFirst();
        }
    }

    Local view() {
        return new Local(presence != null, trouble, found.size(), askedWhen);
    }
}
