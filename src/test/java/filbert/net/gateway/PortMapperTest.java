package filbert.net.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.net.gateway.Attempt.Result;
import filbert.net.gateway.MapperView.State;
import filbert.servent.routing.SteppedOwner;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The keeping of an open port, in virtual time. */
final class PortMapperTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Gateway ROUTER = new Gateway(InetAddress.ofLiteral("192.168.1.1"), InetAddress.ofLiteral("192.168.1.5"), "eth0");
    private static final Optional<InetAddress> EXTERNAL = Optional.of(InetAddress.ofLiteral("198.51.100.7"));

    private final SteppedOwner owner = new SteppedOwner();
    private final Scripted pcp = new Scripted(Method.PCP);
    private final Scripted natPmp = new Scripted(Method.NAT_PMP);
    private final Scripted upnp = new Scripted(Method.UPNP);
    private Optional<Gateway> way = Optional.of(ROUTER);
    private final PortMapper mapper =
            new PortMapper(() -> way, _ -> List.of(pcp, natPmp, upnp), owner, () -> NOON, Runnable::run);

    /** Does what the fields say, and writes down what it was asked. */
    private static final class Scripted implements GatewayClient {
        private final Method method;
        private final List<String> asked = new ArrayList<>();
        private Optional<GatewayException> trouble = Optional.of(GatewayException.notSpoken());
        private Optional<GatewayException> troubleWithUdp = Optional.empty();
        private Duration lease = Duration.ofHours(2);
        private int shift;
        private boolean restarted;

        private Scripted(Method method) {
            this.method = method;
        }

        void works() {
            trouble = Optional.empty();
        }

        @Override
        public Method method() {
            return method;
        }

        @Override
        public Optional<InetAddress> probe() throws GatewayException {
            asked.add("probe");
            check(trouble);
            return method == Method.PCP ? Optional.empty() : EXTERNAL;
        }

        @Override
        public Grant open(Wish wish) throws GatewayException {
            asked.add(wish.transport() + " " + wish.port() + " as " + wish.outside());
            check(trouble);
            if (wish.transport() == Transport.UDP) {
                check(troubleWithUdp);
            }
            return new Grant(wish.transport(), wish.port(), wish.outside() + shift, EXTERNAL, lease, restarted);
        }

        private static void check(Optional<GatewayException> trouble) throws GatewayException {
            if (trouble.isPresent()) {
                throw trouble.get();
            }
        }

        @Override
        public void close(Grant granted) {
            asked.add("close " + granted.transport() + " " + granted.outside());
        }
    }

    @Test
    void triesThemInOrderAndStopsAtTheFirstThatOpens() {
        natPmp.works();
        upnp.works();
        mapper.open(23_456);
        var view = mapper.view();
        assertThat(view.state()).isEqualTo(State.OPEN);
        assertThat(view.attempts()).extracting(Attempt::result).containsExactly(Result.NOT_SPOKEN, Result.OPENED);
        assertThat(view.by()).contains(Method.NAT_PMP);
        assertThat(view.external()).isEqualTo(EXTERNAL);
        assertThat(view.until()).contains(NOON.plus(Duration.ofHours(2)));
        assertThat(natPmp.asked).containsExactly("TCP 23456 as 23456", "UDP 23456 as 23456");
        assertThat(upnp.asked).isEmpty();
    }

    @Test
    void renewsAtHalfTheLeaseByTheWayThatWorked() {
        upnp.works();
        upnp.lease = Duration.ofMinutes(10);
        mapper.open(23_456);
        pcp.asked.clear();
        upnp.asked.clear();
        owner.pass(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(upnp.asked).isEmpty();
        owner.pass(Duration.ofSeconds(1));
        assertThat(upnp.asked).containsExactly("TCP 23456 as 23456", "UDP 23456 as 23456");
        assertThat(pcp.asked).isEmpty();
    }

    @Test
    void neitherHurriesNorSleepsWhateverTheLease() {
        pcp.works();
        for (var lease : List.of(Duration.ofSeconds(1), Duration.ofSeconds(0xFFFF_FFFFL), Duration.ZERO)) {
            pcp.lease = lease;
            mapper.open(23_456);
            pcp.asked.clear();
            var soonest = lease.toSeconds() == 1 ? PortMapper.SOONEST : PortMapper.SELDOMEST;
            owner.pass(soonest.minusSeconds(1));
            assertThat(pcp.asked).as("lease %s", lease).isEmpty();
            owner.pass(Duration.ofSeconds(1));
            assertThat(pcp.asked).as("lease %s", lease).hasSize(2);
        }
        assertThat(mapper.view().until()).isEmpty();
    }

    @Test
    void asksAgainForTheOtherPortItWasGiven() {
        pcp.works();
        pcp.shift = 1;
        mapper.open(23_456);
        assertThat(mapper.view().grants()).extracting(Grant::outside).containsExactly(23_457, 23_458);
        pcp.asked.clear();
        pcp.shift = 0;
        owner.pass(PortMapper.SELDOMEST);
        assertThat(pcp.asked).containsExactly("TCP 23456 as 23457", "UDP 23456 as 23458");
    }

    @Test
    void looksAtTheOthersWhenTheOneThatWorkedFails() {
        pcp.works();
        mapper.open(23_456);
        pcp.trouble = Optional.of(GatewayException.silent());
        upnp.works();
        owner.pass(PortMapper.SELDOMEST);
        assertThat(mapper.view().by()).contains(Method.UPNP);
        assertThat(mapper.view().attempts()).extracting(Attempt::method).containsExactly(Method.PCP, Method.NAT_PMP, Method.UPNP);
    }

    @Test
    void saysWhenTheRouterHasRestarted() {
        pcp.works();
        mapper.open(23_456);
        pcp.restarted = true;
        owner.pass(PortMapper.SELDOMEST);
        assertThat(mapper.view().restarts()).isEqualTo(1);
        assertThat(mapper.view().state()).isEqualTo(State.OPEN);
    }

    @Test
    void onePortOfTwoIsHalfTheWay() {
        pcp.works();
        pcp.troubleWithUdp = Optional.of(GatewayException.refused(8, "no resources left"));
        mapper.open(23_456);
        assertThat(mapper.view().state()).isEqualTo(State.PARTLY);
        assertThat(mapper.view().grants()).extracting(Grant::transport).containsExactly(Transport.TCP);
        assertThat(mapper.view().attempts()).containsExactly(new Attempt(Method.PCP, Result.REFUSED, 8, "no resources left"));
    }

    @Test
    void triesAgainAfterARefusalAndAfterSilence() {
        mapper.open(23_456);
        assertThat(mapper.view().state()).isEqualTo(State.NO_ANSWER);
        upnp.trouble = Optional.of(GatewayException.refused(606, "Action not authorized"));
        owner.pass(PortMapper.RETRY);
        assertThat(mapper.view().state()).isEqualTo(State.REFUSED);
        upnp.works();
        owner.pass(PortMapper.RETRY);
        assertThat(mapper.view().state()).isEqualTo(State.OPEN);
    }

    @Test
    void takesBackWhatItOpenedAndForgetsTheTime() {
        pcp.works();
        mapper.open(23_456);
        pcp.asked.clear();
        assertThat(mapper.close().toCompletableFuture()).isCompleted();
        assertThat(pcp.asked).containsExactly("close TCP 23456", "close UDP 23456");
        assertThat(mapper.view()).isEqualTo(MapperView.UNASKED);
        owner.pass(Duration.ofDays(1));
        assertThat(pcp.asked).hasSize(2);
    }

    @Test
    void probesAllAndOpensNothing() {
        pcp.works();
        upnp.works();
        mapper.probe();
        assertThat(mapper.view().state()).isEqualTo(State.ANSWERED);
        assertThat(mapper.view().attempts()).extracting(Attempt::result).containsExactly(Result.ANSWERED, Result.NOT_SPOKEN, Result.ANSWERED);
        assertThat(mapper.view().by()).contains(Method.PCP);
        assertThat(mapper.view().external()).isEqualTo(EXTERNAL);
        assertThat(pcp.asked).containsExactly("probe");
        owner.pass(Duration.ofDays(1));
        assertThat(pcp.asked).hasSize(1);
    }

    @Test
    void probingWhatIsOpenRenewsIt() {
        pcp.works();
        mapper.open(23_456);
        pcp.asked.clear();
        mapper.probe();
        assertThat(pcp.asked).containsExactly("TCP 23456 as 23456", "UDP 23456 as 23456");
    }

    @Test
    void aMachineWithoutARouterSaysSoAndLooksAgain() {
        way = Optional.empty();
        pcp.works();
        mapper.open(23_456);
        assertThat(mapper.view().state()).isEqualTo(State.NO_ROUTER);
        way = Optional.of(ROUTER);
        owner.pass(PortMapper.RETRY);
        assertThat(mapper.view().state()).isEqualTo(State.OPEN);
        assertThat(mapper.view().gateway()).contains(ROUTER);
    }

    @Test
    void everyStepIsSaid() {
        var seen = new ArrayList<List<Result>>();
        mapper.changed().watch(() -> seen.add(mapper.view().attempts().stream().map(Attempt::result).toList()));
        natPmp.works();
        mapper.open(23_456);
        assertThat(seen)
                .containsExactly(
                        List.of(Result.ASKED),
                        List.of(Result.NOT_SPOKEN),
                        List.of(Result.NOT_SPOKEN, Result.ASKED),
                        List.of(Result.NOT_SPOKEN, Result.OPENED),
                        List.of(Result.NOT_SPOKEN, Result.OPENED));
    }
}
