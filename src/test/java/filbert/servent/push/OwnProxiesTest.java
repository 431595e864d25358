package filbert.servent.push;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.event.Signal;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Dialer;
import filbert.servent.routing.Ceilings;
import filbert.servent.routing.Neighbourhood;
import filbert.servent.routing.NoSearches;
import filbert.servent.routing.Router;
import filbert.servent.routing.ScriptedNeighbour;
import filbert.servent.routing.SharedWords;
import filbert.servent.routing.SteppedOwner;
import filbert.servent.topology.Self;
import filbert.wire.message.Header;
import filbert.wire.message.Vendor;
import filbert.wire.vendor.PushProxyAcknowledgement;
import filbert.wire.vendor.PushProxyCancel;
import filbert.wire.vendor.PushProxyRequest;
import filbert.wire.vendor.VendorMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Both sides of asking for a push proxy, neighbour by neighbour. */
final class OwnProxiesTest {
    private static final Guid US = new Guid(0x5E1F, 9);
    private static final Guid LEAF = new Guid(0x1EAF, 9);

    private final SteppedOwner owner = new SteppedOwner();
    private final Changing self = new Changing();
    private final Neighbourhood neighbourhood = new Neighbourhood(self, new Neighbourhood.Ground(owner, new Random(1), Runnable::run, Ceilings.DEFAULT), new SharedWords() {
        @Override
        public void words(Consumer<String> each) {}

        @Override
        public Signal changed() {
            return new Signal();
        }
    });
    private final Dialer nobody = (to, _, _, failed) -> failed.failed(new IOException("no way to " + to));
    private final PushHouse house =
            new PushHouse(new PushDesk.Ground(self, AddressScope.LOOPBACK, owner, nobody, new Random(2)), neighbourhood, (_, _) -> {});
    private final Router router = new Router(self, neighbourhood, (_, _, _) -> {}, new NoSearches(), house, NoSearches.UPSTAIRS);
    private final ScriptedNeighbour ultrapeer = ScriptedNeighbour.ultrapeer(1);
    private final ScriptedNeighbour leaf = ScriptedNeighbour.leaf(2);

    /** A servent whose place changes. */
    private static final class Changing implements Self {
        private boolean ultrapeer;
        private boolean firewalled = true;
        private int port = 7_000;

        @Override
        public Guid servent() {
            return US;
        }

        @Override
        public boolean ultrapeer() {
            return ultrapeer;
        }

        @Override
        public HostAddress address() {
            return HostAddress.of(0x7F00_0063, port);
        }

        @Override
        public boolean reachable() {
            return !firewalled;
        }

        @Override
        public boolean firewalled(AddressScope scope) {
            return firewalled;
        }
    }

    @BeforeEach
    void everybodyJoins() {
        router.joined(ultrapeer);
        router.joined(leaf);
        owner.pass(Duration.ofSeconds(6));
    }

    private static List<? extends VendorMessage> said(ScriptedNeighbour to) {
        return to.heard(Header.VENDOR).stream().flatMap(heard -> VendorMessage.of((Vendor) heard.message()).stream()).toList();
    }

    private void acknowledges(ScriptedNeighbour from, Guid guid, PushProxyAcknowledgement told) {
        house.heard(from, guid, told);
    }

    @Test
    @DisplayName("T-49, C-84: asked once, with our servent GUID in the header and nothing else")
    void ultrapeersAreAskedOnce() {
        owner.pass(Duration.ofMinutes(1));
        assertThat(said(ultrapeer)).isEqualTo(List.of(new PushProxyRequest()));
        assertThat(ultrapeer.heard(Header.VENDOR).getFirst().header()).returns(US, Header::guid).returns(1, Header::ttl).returns(0, Header::hops);
        assertThat(ultrapeer.heard(Header.VENDOR).getFirst().payload()).hasSize(8);
        assertThat(said(leaf)).isEmpty();
    }

    @Test
    @DisplayName("C-84: acknowledgements of both versions count")
    void bothVersionsAreTaken() {
        acknowledges(ultrapeer, US, new PushProxyAcknowledgement(Optional.empty(), 7_001));
        assertThat(house.proxies()).containsExactly(new HostAddress(ultrapeer.address().ip(), 7_001));
        acknowledges(ultrapeer, US, PushProxyAcknowledgement.at(new HostAddress(ultrapeer.address().ip(), 7_002)));
        assertThat(house.proxies()).containsExactly(new HostAddress(ultrapeer.address().ip(), 7_002));
        assertThat(house.whereabouts().proxies()).isEqualTo(house.proxies());
        router.left(ultrapeer);
        assertThat(house.proxies()).isEmpty();
    }

    @Test
    void liarsAreNotBelieved() {
        acknowledges(ultrapeer, new Guid(3, 3), PushProxyAcknowledgement.at(ultrapeer.address()));
        acknowledges(leaf, US, PushProxyAcknowledgement.at(leaf.address()));
        var stranger = ScriptedNeighbour.ultrapeer(8);
        acknowledges(stranger, US, PushProxyAcknowledgement.at(stranger.address()));
        assertThat(house.proxies()).isEmpty();
        acknowledges(ultrapeer, US, new PushProxyAcknowledgement(Optional.of(InetAddress.ofLiteral("5.5.5.5")), 7_000));
        assertThat(house.proxies()).as("its own address, not the one it names").containsExactly(new HostAddress(ultrapeer.address().ip(), 7_000));
        acknowledges(ultrapeer, US, new PushProxyAcknowledgement(Optional.empty(), 80));
        assertThat(house.proxies()).isEmpty();
    }

    @Test
    @DisplayName("1-connect, 10.4: cancelled when we can be called, asked again when we cannot, or have another port or role")
    void changesAreTold() {
        acknowledges(ultrapeer, US, PushProxyAcknowledgement.at(ultrapeer.address()));
        self.firewalled = false;
        owner.pass(Duration.ofSeconds(6));
        assertThat(said(ultrapeer).getLast()).isEqualTo(new PushProxyCancel());
        assertThat(house.proxies()).isEmpty();
        self.firewalled = true;
        owner.pass(Duration.ofSeconds(6));
        assertThat(said(ultrapeer)).hasSize(3).last().isEqualTo(new PushProxyRequest());
        self.port = 7_500;
        owner.pass(Duration.ofSeconds(6));
        assertThat(said(ultrapeer)).hasSize(4).last().isEqualTo(new PushProxyRequest());
        self.ultrapeer = true;
        owner.pass(Duration.ofSeconds(20));
        assertThat(said(ultrapeer)).as("ultrapeers do not ask").hasSize(4);
    }

    @Test
    void silenceIsAskedAgainAfterTenMinutes() {
        owner.pass(Duration.ofMinutes(9));
        assertThat(said(ultrapeer)).hasSize(1);
        owner.pass(Duration.ofMinutes(2));
        assertThat(said(ultrapeer)).hasSize(2);
    }

    // ---- the other side

    private void weCanBeCalled() {
        self.ultrapeer = true;
        self.firewalled = false;
    }

    @Test
    @DisplayName("T-49, C-84: a leaf's request is acknowledged in version 2, with its GUID in the header")
    void aLeafIsTakenOn() {
        weCanBeCalled();
        house.heard(leaf, LEAF, new PushProxyRequest());
        var answer = leaf.heard(Header.VENDOR).getFirst();
        assertThat(answer.header()).returns(LEAF, Header::guid);
        assertThat(answer.message()).isEqualTo(PushProxyAcknowledgement.at(self.address()).toVendor());
        assertThat(answer.payload()).hasSize(14);
        assertThat(relayed()).isEqualTo(PushProxy.Outcome.FORWARDED);
        assertThat(leaf.heard(Header.PUSH)).hasSize(1);
        house.heard(leaf, Guid.ZERO, new PushProxyCancel());
        owner.pass(Duration.ofMinutes(2));
        assertThat(relayed()).isEqualTo(PushProxy.Outcome.NOT_HERE);
    }

    private PushProxy.Outcome relayed() {
        return house.proxy().relay(LEAF, 3, HostAddress.of(0x7F00_0009, 7_000), InetAddress.ofLiteral("127.0.0.9"));
    }

    @Test
    @DisplayName("1-connect, 10.4: refused by silence: while we cannot be called, as a leaf, to ultrapeers, under a GUID that is somebody else's or everybody's")
    void othersAreNot() {
        house.heard(leaf, LEAF, new PushProxyRequest());
        weCanBeCalled();
        self.firewalled = true;
        house.heard(leaf, LEAF, new PushProxyRequest());
        self.firewalled = false;
        house.heard(ultrapeer, LEAF, new PushProxyRequest());
        house.heard(leaf, Guid.ZERO, new PushProxyRequest());
        house.heard(leaf, US, new PushProxyRequest());
        house.heard(leaf, Guid.parse("58585858585858585858585858585858"), new PushProxyRequest());
        var victim = ScriptedNeighbour.leaf(3).bearing(new Guid(4, 4));
        router.joined(victim);
        house.heard(leaf, new Guid(4, 4), new PushProxyRequest());
        house.heard(victim, LEAF, new PushProxyRequest());
        assertThat(said(leaf)).isEmpty();
        assertThat(said(victim)).isEmpty();
        assertThat(relayed()).isEqualTo(PushProxy.Outcome.NOT_HERE);
    }

    @Test
    void oneGuidForEachLeaf() {
        weCanBeCalled();
        for (var i = 1; i < 1_000; i++) {
            house.heard(leaf, new Guid(i, i), new PushProxyRequest());
        }
        house.heard(leaf, LEAF, new PushProxyRequest());
        assertThat(neighbourhood.isBorneByALeaf(LEAF)).isTrue();
        assertThat(neighbourhood.isBorneByALeaf(new Guid(500, 500))).isFalse();
        router.left(leaf);
        assertThat(neighbourhood.isBorneByANeighbour(LEAF)).isFalse();
    }

    @Test
    @DisplayName("T-50: nobody but who asks is ever called, and not at low ports or beyond the scope")
    void nobodyElseIsCalled() {
        weCanBeCalled();
        house.heard(leaf, LEAF, new PushProxyRequest());
        var source = InetAddress.ofLiteral("127.0.0.9");
        for (var victim : List.of("127.0.0.8:7000", "127.0.0.9:80", "5.1.1.1:7000", self.address().toString())) {
            assertThat(house.proxy().relay(LEAF, 3, HostAddress.parse(victim).orElseThrow(), source)).isEqualTo(PushProxy.Outcome.NOT_YOURS);
        }
        assertThat(leaf.heard(Header.PUSH)).isEmpty();
    }

    @Test
    @DisplayName("3-transfer, 3.9.4: once a second for each address, ten times a minute for each leaf")
    void rates() {
        weCanBeCalled();
        house.heard(leaf, LEAF, new PushProxyRequest());
        assertThat(relayed()).isEqualTo(PushProxy.Outcome.FORWARDED);
        assertThat(relayed()).isEqualTo(PushProxy.Outcome.TOO_OFTEN);
        for (var i = 0; i < 9; i++) {
            owner.pass(Duration.ofSeconds(1));
            assertThat(relayed()).isEqualTo(PushProxy.Outcome.FORWARDED);
        }
        owner.pass(Duration.ofSeconds(1));
        assertThat(relayed()).isEqualTo(PushProxy.Outcome.TOO_OFTEN);
        owner.pass(Duration.ofMinutes(1));
        assertThat(relayed()).isEqualTo(PushProxy.Outcome.FORWARDED);
    }
}
