package filbert.net.gateway;

import filbert.net.Timeline;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The Port Control Protocol, RFC 6887. */
final class PcpClient implements GatewayClient {
    /** RFC 6887, 8.1.1: after three seconds, then doubled; it allows to give up when a person waits. */
    static final List<Duration> WAITS = List.of(Duration.ofSeconds(3), Duration.ofSeconds(6));

    private final Question question;
    private final InetAddress local;
    private final Timeline timeline;
    private final Epoch epoch = new Epoch();
    private final Map<Transport, PcpCodec.Nonce> nonces = new EnumMap<>(Transport.class);

    /** @param router its PCP server; {@code local} our address, which the router compares with where the request comes from */
    PcpClient(InetSocketAddress router, InetAddress local, List<Duration> waits, Timeline timeline, RandomGenerator random) {
        question = new Question(router, waits, PcpCodec.LONGEST, timeline);
        this.local = local;
        this.timeline = timeline;
        for (var transport : Transport.values()) {
            nonces.put(transport, new PcpCodec.Nonce(random.nextLong(), random.nextInt()));
        }
    }

    @Override
    public Method method() {
        return Method.PCP;
    }

    @Override
    public Optional<InetAddress> probe() throws GatewayException {
        question.ask(PcpCodec.announce(local), datagram -> switch (PcpCodec.read(datagram).orElse(null)) {
            case PcpCodec.Announced announced -> Optional.of(announced);
            case PcpCodec.Refused refused when refused.nonce().isEmpty() -> throw refused(refused);
            case PcpCodec.OtherVersion _ -> throw GatewayException.notSpoken();
            case null, default -> Optional.empty();
        });
        return Optional.empty();
    }

    @Override
    public Grant open(Wish wish) throws GatewayException {
        var mapped = map(wish.transport(), wish.port(), wish.outside(), wish.lease().toSeconds());
        if (mapped.outside() == 0 || mapped.lifetime() == 0) {
            throw GatewayException.confused("a mapping of port " + mapped.outside() + " for " + mapped.lifetime() + " seconds");
        }
        var restarted = epoch.restartedSayingPcp(mapped.epoch(), timeline.nanos());
        var address = Optional.of(mapped.address()).filter(ip -> !ip.isAnyLocalAddress());
        return new Grant(wish.transport(), wish.port(), mapped.outside(), address, Duration.ofSeconds(mapped.lifetime()), restarted);
    }

    @Override
    public void close(Grant granted) throws GatewayException {
        map(granted.transport(), granted.port(), 0, 0);
    }

    private PcpCodec.Mapped map(Transport transport, int port, int outside, long lifetime) throws GatewayException {
        var nonce = nonces.get(transport);
        if (nonce == null) {
            throw new IllegalStateException("bug: no nonce for " + transport);
        }
        return question.ask(
                PcpCodec.write(new PcpCodec.Map(local, nonce, transport, port, outside, lifetime)),
                datagram -> switch (PcpCodec.read(datagram).orElse(null)) {
                    case PcpCodec.Mapped mapped when mapped.nonce().equals(nonce) && mapped.protocol() == transport.number() && mapped.port() == port ->
                        Optional.of(mapped);
                    case PcpCodec.Refused refused when refused.nonce().isEmpty() || refused.nonce().get().equals(nonce) -> throw refused(refused);
                    case PcpCodec.OtherVersion _ -> throw GatewayException.notSpoken();
                    case null, default -> Optional.empty();
                });
    }

    private static GatewayException refused(PcpCodec.Refused refused) {
        return GatewayException.refused(refused.code(), PcpCodec.meaning(refused.code()));
    }
}
