package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Network;
import filbert.servent.push.Pushes;
import filbert.servent.search.Source;
import filbert.sharing.download.http.Conversation;
import filbert.simulation.VirtualNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HostsTest {
    private static final Pushes NOBODY = new Pushes() {
        @Override
        public boolean ask(Source source) {
            return false;
        }

        @Override
        public boolean claim(Guid servent) {
            return false;
        }
    };

    private final VirtualNetwork net = new VirtualNetwork(1);
    private final Network network = net.host("5.1.1.1").network(AddressScope.PUBLIC);
    private final Hosts hosts = new Hosts(network, NOBODY, 3, () -> {});

    private static Source source(int n) {
        var address = HostAddress.of(new byte[] {5, (byte) (n >> 16), (byte) (n >> 8), (byte) n}, 6346);
        return new Source(address, Guid.ZERO, 0, "", "", 0, false, false, List.of());
    }

    private static final class Notes implements Host.User {
        private final List<String> told = new ArrayList<>();

        @Override
        public void ready(Conversation conversation) {
            told.add("ready");
        }

        @Override
        public void pushed() {
            told.add("pushed");
        }

        @Override
        public void unreachable(Grounds why) {
            told.add("unreachable");
        }

        @Override
        public void unlinked() {
            told.add("unlinked");
        }

        @Override
        public boolean asking() {
            return false;
        }

        @Override
        public Candidate candidate() {
            return new Candidate(source(1), 0);
        }
    }

    @Test
    void neverMoreThanTheCeilingAreRemembered() {
        for (var n = 0; n < 2 * Hosts.MAX_KNOWN; n++) {
            hosts.of(HostKey.of(source(n)));
        }
        assertThat(hosts.known()).isEqualTo(Hosts.MAX_KNOWN);
    }

    @Test
    void hostsInUseAreNotForgotten() {
        var user = new Notes();
        var used = hosts.of(HostKey.of(source(0)));
        used.engage(user, source(0));
        for (var n = 1; n < 2 * Hosts.MAX_KNOWN; n++) {
            hosts.of(HostKey.of(source(n)));
        }
        assertThat(hosts.of(HostKey.of(source(0)))).isSameAs(used);
        net.run(Duration.ofSeconds(11));
        assertThat(user.told).containsExactly("unreachable");
        assertThat(hosts.links()).isZero();
    }

    @Test
    void onlySoManyAreCalledInASecond() {
        var many = new Hosts(network, NOBODY, 100, () -> {});
        for (var n = 0; n < 10; n++) {
            var key = HostKey.of(source(n));
            assertThat(many.mayUse(key)).isTrue();
            many.of(key).engage(new Notes(), source(n));
        }
        assertThat(many.mayUse(HostKey.of(source(11)))).isFalse();
        net.run(Duration.ofSeconds(1));
        assertThat(many.mayUse(HostKey.of(source(11)))).isTrue();
    }

    @Test
    void whoHasAnsweredIsCalledBesides() {
        var many = new Hosts(network, NOBODY, 100, () -> {});
        for (var n = 0; n < 30; n++) {
            var key = HostKey.of(source(n));
            many.of(key).manners().proven();
            assertThat(many.mayUse(key)).isTrue();
            many.of(key).engage(new Notes(), source(n));
        }
        for (var n = 100; n < 110; n++) {
            assertThat(many.mayUse(HostKey.of(source(n)))).isTrue();
            many.of(HostKey.of(source(n))).engage(new Notes(), source(n));
        }
        assertThat(many.mayUse(HostKey.of(source(111)))).isFalse();
        assertThat(many.mayUse(HostKey.of(source(1)))).as("called a moment ago").isFalse();
    }

    @Test
    void callsKeepTheirDistance() {
        var host = hosts.of(HostKey.of(source(1)));
        host.engage(new Notes(), source(1));
        net.run(Duration.ofSeconds(11));
        assertThat(hosts.mayUse(host.key())).isFalse();
        net.run(Duration.ofSeconds(4));
        assertThat(hosts.mayUse(host.key())).isTrue();
        host.engage(new Notes(), source(1));
        net.run(Duration.ofMinutes(59));
        assertThat(hosts.mayUse(host.key())).isFalse();
        net.run(Duration.ofMinutes(1));
        assertThat(hosts.mayUse(host.key())).isTrue();
    }

    @Test
    void whoWasProvenMayBeCalledMoreOften() {
        var host = hosts.of(HostKey.of(source(1)));
        for (var i = 0; i < 5; i++) {
            assertThat(hosts.mayUse(host.key())).isTrue();
            host.engage(new Notes(), source(1));
            host.manners().proven();
            net.run(Duration.ofSeconds(16));
        }
    }

    @Test
    void anUnusedLinkIsHungUpWhenAnotherNeedsTheRoom() throws java.io.IOException {
        for (var n = 1; n <= 3; n++) {
            var there = net.host(source(n).address().ip().getHostAddress());
            there.listener().listen(source(n).address(), link -> link.handler(new Conversation(link, _ -> {})));
            var host = hosts.of(HostKey.of(source(n)));
            var user = new Notes();
            host.engage(user, source(n));
            net.run(Duration.ofSeconds(1));
            assertThat(user.told).containsExactly("ready");
            if (n == 2) {
                host.release(user);
            }
        }
        assertThat(hosts.links()).isEqualTo(3);
        assertThat(hosts.mayUse(HostKey.of(source(4)))).isTrue();
        assertThat(hosts.links()).isEqualTo(2);
        assertThat(hosts.hasLink(HostKey.of(source(2)))).isFalse();
    }

    @Test
    void aLinkNobodyUsesIsHungUpAfterAWhile() throws java.io.IOException {
        net.host("5.0.0.1").listener().listen(source(1).address(), link -> link.handler(new Conversation(link, _ -> {})));
        var host = hosts.of(HostKey.of(source(1)));
        var user = new Notes();
        host.engage(user, source(1));
        net.run(Duration.ofSeconds(1));
        host.release(user);
        net.run(Duration.ofSeconds(26));
        assertThat(hosts.links()).isZero();
        assertThat(user.told).containsExactly("ready");
    }
}
