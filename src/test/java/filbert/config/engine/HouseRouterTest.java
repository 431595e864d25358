package filbert.config.engine;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.event.Signal;
import filbert.household.Router;
import filbert.identity.HostAddress;
import filbert.net.gateway.Attempt;
import filbert.net.gateway.Gateway;
import filbert.net.gateway.Grant;
import filbert.net.gateway.MapperView;
import filbert.net.gateway.Method;
import filbert.net.gateway.PortKeeper;
import filbert.net.gateway.Transport;
import filbert.servent.bootstrap.HostSources;
import filbert.servent.topology.NetworkMode;
import filbert.servent.topology.RoleChoice;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class HouseRouterTest {
    private static final InetAddress ANY = InetAddress.ofLiteral("0.0.0.0");
    private static final Gateway GATEWAY = new Gateway(InetAddress.ofLiteral("192.168.1.1"), InetAddress.ofLiteral("192.168.1.5"), "eth0");

    private final Keeper keeper = new Keeper();
    private NetworkChoice choice = choice(NetworkMode.PUBLIC, ANY);
    private boolean wanted = true;
    private int port = 23_456;
    private final HouseRouter router = new HouseRouter(keeper, () -> choice, () -> wanted, () -> port, Runnable::run);

    private static final class Keeper implements PortKeeper {
        private final List<String> told = new ArrayList<>();
        private final Signal changed = new Signal();
        private MapperView view = view(MapperView.State.UNASKED, "198.51.100.7");

        static MapperView view(MapperView.State state, String external) {
            var grant = new Grant(Transport.TCP, 23_456, 23_457, Optional.empty(), Duration.ofHours(1), false);
            return new MapperView(
                    state,
                    Optional.empty(),
                    List.of(new Attempt(Method.NAT_PMP, Attempt.Result.NOT_SPOKEN, 0, "")),
                    List.of(grant),
                    Optional.of(Method.UPNP),
                    Optional.of(InetAddress.ofLiteral(external)),
                    Optional.of(Instant.EPOCH),
                    1);
        }

        @Override
        public Optional<Gateway> gateway() {
            return Optional.of(GATEWAY);
        }

        @Override
        public MapperView view() {
            return view;
        }

        @Override
        public void open(int wanted) {
            told.add("open " + wanted);
        }

        @Override
        public void probe() {
            told.add("probe");
        }

        @Override
        public CompletionStage<Void> close() {
            told.add("close");
            return CompletableFuture.completedStage(null);
        }

        @Override
        public Signal changed() {
            return changed;
        }
    }

    private static NetworkChoice choice(NetworkMode mode, InetAddress bind, HostAddress... hosts) {
        return new NetworkChoice(mode, RoleChoice.AUTO, bind, "", true, List.of(hosts), 32, 100, HostSources.NONE, false);
    }

    @Test
    void opensOnceWeListenAndFollowsTheSwitch() {
        port = 0;
        router.look();
        assertThat(keeper.told).isEmpty();
        port = 23_456;
        router.look();
        router.look();
        wanted = false;
        router.look();
        router.look();
        wanted = true;
        router.look();
        assertThat(keeper.told).containsExactly("open 23456", "close", "open 23456");
    }

    @Test
    void tellsWhichPortOfTheRouterLeadsToOurs() {
        var told = new ArrayList<Integer>();
        router.tell(told::add);
        keeper.view = Keeper.view(MapperView.State.OPEN, "198.51.100.7");
        keeper.changed.raise();
        keeper.view = new MapperView(
                MapperView.State.REFUSED, Optional.empty(), List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), 1);
        keeper.changed.raise();
        assertThat(told).containsExactly(23_457, 0);
    }

    @Test
    void asksNobodyWhenEverythingLeavesByOneInterface() {
        choice = new NetworkChoice(NetworkMode.PUBLIC, RoleChoice.AUTO, ANY, "tun0", true, List.of(), 32, 100, HostSources.NONE, false);
        router.look();
        router.ask();
        assertThat(keeper.told).isEmpty();
        assertThat(router.view().needed()).isFalse();
    }

    @Test
    void asksForNoPortThatNobodyWouldCall() {
        port = 1_023;
        router.look();
        assertThat(keeper.told).isEmpty();
    }

    @Test
    void takesThePortBackAtTheEnd() {
        router.close();
        assertThat(keeper.told).isEmpty();
        router.look();
        router.close();
        assertThat(keeper.told).containsExactly("open 23456", "close");
    }

    @Test
    void asksNoRouterWhereOnlyNeighboursOfTheHouseAre() {
        var loopback = InetAddress.ofLiteral("127.0.0.1");
        for (var quiet : List.of(
                choice(NetworkMode.PRACTICE, ANY),
                choice(NetworkMode.PRIVATE, ANY),
                choice(NetworkMode.PRIVATE, ANY, HostAddress.of(0xC0A80109, 23_456)),
                choice(NetworkMode.PUBLIC, loopback))) {
            choice = quiet;
            router.look();
            router.ask();
            assertThat(router.view().needed()).isFalse();
        }
        assertThat(keeper.told).isEmpty();
        choice = choice(NetworkMode.PRIVATE, ANY, HostAddress.of(0x05010101, 23_456)); // friends elsewhere
        router.ask();
        router.look();
        assertThat(keeper.told).containsExactly("probe", "open 23456");
    }

    @Test
    void saysWhatTheRouterSaid() {
        keeper.view = Keeper.view(MapperView.State.PARTLY, "198.51.100.7");
        var view = router.view();
        assertThat(view.state()).isEqualTo(Router.State.PARTLY);
        assertThat(view.attempts()).containsExactly(new Router.Attempt("nat-pmp", "not-spoken", 0, ""));
        assertThat(view.method()).isEqualTo("upnp");
        assertThat(view.tcp()).isEqualTo(23_457);
        assertThat(view.udp()).isZero();
        assertThat(view.until()).isEqualTo(Instant.EPOCH);
        assertThat(view.restarts()).isEqualTo(1);
        assertThat(view.surroundings().router()).isEqualTo(GATEWAY.address());
        assertThat(view.surroundings().local()).isEqualTo(GATEWAY.local());
        assertThat(view.surroundings().device()).isEqualTo("eth0");
    }

    @Test
    void seesThatAnotherRouterOrTheProviderStandsBeforeOurs() {
        for (var inner : List.of("10.0.0.7", "172.20.1.1", "192.168.0.2", "100.64.1.1", "100.127.255.254", "169.254.3.3", "192.0.0.4")) {
            keeper.view = Keeper.view(MapperView.State.OPEN, inner);
            assertThat(router.view().behindAnother()).as(inner).isTrue();
        }
        for (var outer : List.of("5.1.1.1", "100.128.0.1", "100.63.0.1")) {
            keeper.view = Keeper.view(MapperView.State.OPEN, outer);
            assertThat(router.view().behindAnother()).as(outer).isFalse();
        }
    }
}
