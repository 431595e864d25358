package filbert.servent.push;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.event.Signal;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Dialer;
import filbert.servent.routing.Ceilings;
import filbert.servent.routing.FixedSelf;
import filbert.servent.routing.Neighbourhood;
import filbert.servent.routing.NoSearches;
import filbert.servent.routing.Router;
import filbert.servent.routing.ScriptedNeighbour;
import filbert.servent.routing.SharedWords;
import filbert.servent.routing.SteppedOwner;
import filbert.servent.search.Source;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.Push;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class PushDeskTest {
    private static final Guid FAR = new Guid(7, 7);

    private final SteppedOwner owner = new SteppedOwner();
    private final FixedSelf self = FixedSelf.leaf(1);
    private final List<HostAddress> calls = new ArrayList<>();
    private final Neighbourhood neighbourhood = new Neighbourhood(self, new Neighbourhood.Ground(owner, new Random(1), Runnable::run, Ceilings.DEFAULT), new SharedWords() {
        @Override
        public void words(Consumer<String> each) {}

        @Override
        public Signal changed() {
            return new Signal();
        }
    });
    private final PushDesk desk = deskOf(self, AddressScope.LOOPBACK, (requester, index) -> calls.add(requester));
    private final Router router = new Router(
            self,
            neighbourhood,
            (_, _, _) -> {},
            new NoSearches(),
            desk,
            NoSearches.UPSTAIRS);
    private final ScriptedNeighbour ultrapeer = ScriptedNeighbour.ultrapeer(1).bearing(FAR);

    private PushDesk deskOf(FixedSelf who, AddressScope scope, PushRequests requests) {
        Dialer nobody = (to, _, _, failed) -> failed.failed(new IOException("no way to " + to));
        return new PushDesk(new PushDesk.Ground(who, scope, owner, nobody, new Random(2)), neighbourhood, requests);
    }

    private static Source far(long index) {
        return new Source(HostAddress.of(0, 0), FAR, index, "hazel.ogg", "TEST", 0, true, false, List.of());
    }

    private static HostAddress host(String text) {
        return HostAddress.parse(text).orElseThrow();
    }

    private void pushed(String requester, long index) {
        ultrapeer.says(router, new Guid(calls.size(), owner.nanos() + index), 3, 0, new Push(self.servent(), index, host(requester), Ggep.EMPTY));
    }

    @Test
    @DisplayName("T-46: our push carries the real index of the hit, and our own address")
    void asksWithTheRealIndex() {
        router.joined(ultrapeer);
        assertThat(desk.ask(far(4_711))).isTrue();
        var push = (Push) ultrapeer.heard(Header.PUSH).getFirst().message();
        assertThat(push).isEqualTo(new Push(FAR, 4_711, self.address(), Ggep.EMPTY));
        assertThat(ultrapeer.heard(Header.PUSH).getFirst().payload()).as("T-45").hasSize(26);
    }

    @Test
    void cannotAskWithoutAWayOrWhenWeCannotBeCalled() {
        assertThat(desk.ask(far(1))).isFalse();
        router.joined(ultrapeer);
        var behind = new FixedSelf(self.servent(), false, host("5.1.1.1:7000"), false);
        assertThat(deskOf(behind, AddressScope.PUBLIC, (_, _) -> {}).ask(far(1))).isFalse();
        var hidden = new FixedSelf(self.servent(), false, host("10.0.0.1:7000"), true);
        assertThat(deskOf(hidden, AddressScope.PUBLIC, (_, _) -> {}).ask(far(1))).isFalse();
        assertThat(ultrapeer.heard(Header.PUSH)).isEmpty();
    }

    @Test
    void asksAServentFourTimesInHalfAMinute() {
        router.joined(ultrapeer);
        for (var i = 0; i < 4; i++) {
            assertThat(desk.ask(far(1))).isTrue();
        }
        assertThat(desk.ask(far(1))).isFalse();
        owner.pass(Duration.ofSeconds(30));
        assertThat(desk.ask(far(1))).isTrue();
    }

    @Test
    @DisplayName("T-47: a GIV is taken once, within a minute of the push, and from nobody else")
    void claimsGivs() {
        router.joined(ultrapeer);
        desk.ask(far(1));
        assertThat(desk.claim(new Guid(8, 8))).isFalse();
        assertThat(desk.claim(FAR)).isTrue();
        assertThat(desk.claim(FAR)).isFalse();
        desk.ask(far(1));
        owner.pass(Duration.ofSeconds(61));
        assertThat(desk.claim(FAR)).isFalse();
    }

    @Test
    @DisplayName("T-48: at most 5 calls to one address in 30 seconds, none to low ports or outside the scope")
    void limitsCalls() {
        router.joined(ultrapeer);
        for (var i = 0; i < 8; i++) {
            pushed("127.0.0.9:" + (7_000 + i), i);
        }
        assertThat(calls).hasSize(5);
        pushed("127.0.0.8:80", 1);
        pushed("192.168.1.1:7000", 2);
        pushed("5.1.1.1:7000", 3);
        assertThat(calls).hasSize(5);
        pushed("127.0.0.8:7000", 4);
        assertThat(calls).hasSize(6);
        owner.pass(Duration.ofSeconds(30));
        pushed("127.0.0.9:7000", 5);
        assertThat(calls).hasSize(7);
    }

    @Test
    @DisplayName("C-77: a push that names ourselves as requester makes no call")
    void neverCallsItself() {
        router.joined(ultrapeer);
        pushed(self.address().toString(), 1);
        assertThat(calls).isEmpty();
    }

    @Test
    @DisplayName("T-52: the magic index of firewall to firewall is never sent, whatever a hit says")
    void neverSendsTheMagicOfFirewallToFirewall() {
        router.joined(ultrapeer);
        assertThat(desk.ask(far(0x7FFF_FFFDL))).isTrue();
        assertThat(((Push) ultrapeer.heard(Header.PUSH).getFirst().message()).index()).isZero();
    }

    @Test
    void ignoresTheMagicOfFirewallToFirewall() {
        router.joined(ultrapeer);
        pushed("127.0.0.9:7000", 0x7FFF_FFFDL);
        assertThat(calls).isEmpty();
    }

    @Test
    void remembersABoundedNumberOfAddresses() {
        var calls = new RecentCalls<Integer>(owner, 2, Duration.ofSeconds(30));
        for (var i = 0; i < 10_000; i++) {
            assertThat(calls.allow(i)).isTrue();
        }
        assertThat(calls.remembered()).hasSizeLessThanOrEqualTo(4_096);
    }
}
