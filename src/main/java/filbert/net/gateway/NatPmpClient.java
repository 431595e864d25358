package filbert.net.gateway;

import filbert.net.Timeline;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The NAT Port Mapping Protocol, RFC 6886. */
final class NatPmpClient implements GatewayClient {
    /** RFC 6886, 3.1: after a quarter of a second, then doubled; up to 64 seconds there, which is more than a person waits. */
    static final List<Duration> WAITS = List.of(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));

    private final Question question;
    private final Timeline timeline;
    private final Epoch epoch = new Epoch();

    NatPmpClient(InetSocketAddress router, List<Duration> waits, Timeline timeline) {
        question = new Question(router, waits, NatPmpCodec.LONGEST, timeline);
        this.timeline = timeline;
    }

    @Override
    public Method method() {
        return Method.NAT_PMP;
    }

    @Override
    public Optional<InetAddress> probe() throws GatewayException {
        var external = question.<NatPmpCodec.External>ask(NatPmpCodec.addressRequest(), datagram -> switch (NatPmpCodec.read(datagram).orElse(null)) {
            case NatPmpCodec.External answer -> Optional.of(answer);
            case NatPmpCodec.Refused refused when refused.answersAddress() -> throw refused(refused);
            case null, default -> Optional.empty();
        });
        return Optional.of(external.address()).filter(ip -> !ip.isAnyLocalAddress());
    }

    /** The address is asked for as well: a mapping does not say it. That a router keeps it for itself does no harm. */
    @Override
    public Grant open(Wish wish) throws GatewayException {
        var mapped = map(wish.transport(), wish.port(), wish.outside(), wish.lease().toSeconds());
        if (mapped.outside() == 0 || mapped.lifetime() == 0) {
            throw GatewayException.confused("a mapping of port " + mapped.outside() + " for " + mapped.lifetime() + " seconds");
        }
        var restarted = epoch.restartedSayingNatPmp(mapped.epoch(), timeline.nanos());
        return new Grant(wish.transport(), wish.port(), mapped.outside(), address(), Duration.ofSeconds(mapped.lifetime()), restarted);
    }

    private Optional<InetAddress> address() {
        try {
            return probe();
        } catch (GatewayException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close(Grant granted) throws GatewayException {
        map(granted.transport(), granted.port(), 0, 0);
    }

    private NatPmpCodec.Mapped map(Transport transport, int port, int outside, long lifetime) throws GatewayException {
        return question.ask(NatPmpCodec.mapRequest(transport, port, outside, lifetime), datagram -> switch (NatPmpCodec.read(datagram).orElse(null)) {
            case NatPmpCodec.Mapped mapped when mapped.transport() == transport && mapped.port() == port -> Optional.of(mapped);
            case NatPmpCodec.Refused refused when refused.answers(transport) -> throw refused(refused);
            case null, default -> Optional.empty();
        });
    }

    private static GatewayException refused(NatPmpCodec.Refused refused) {
        return refused.notSpoken() ? GatewayException.notSpoken() : GatewayException.refused(refused.code(), NatPmpCodec.meaning(refused.code()));
    }
}
