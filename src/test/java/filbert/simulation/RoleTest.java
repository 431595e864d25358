package filbert.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.servent.Reachability.Role.Missing;
import filbert.servent.search.SearchView;
import filbert.servent.topology.NetworkMode;
import filbert.servent.topology.RoleChoice;
import filbert.servent.topology.TopologySettings;
import filbert.wire.message.Bye;
import filbert.wire.message.Ping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** C-43: from leaf to ultrapeer and back. */
final class RoleTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualNetwork net = new VirtualNetwork(43);
    private final List<VirtualServent> ultrapeers = new ArrayList<>();

    private VirtualServent candidate(int ultrapeersAround) {
        for (var i = 1; i <= ultrapeersAround; i++) {
            ultrapeers.add(VirtualServent.ultrapeer(net, "5." + i + ".1.1"));
        }
        var known = ultrapeers.stream().map(VirtualServent::address).toArray(HostAddress[]::new);
        return VirtualServent.with(net, "6.1.1.1", new TopologySettings(NetworkMode.PUBLIC, RoleChoice.AUTO, List.of(), 8, 20), known);
    }

    private static boolean seenAsLeaf(VirtualServent us, VirtualServent by) {
        return by.traffic.neighbours.stream()
                .filter(there -> there.capabilities().servent().filter(us.guid::equals).isPresent())
                .anyMatch(there -> there.isLeaf());
    }

    @Test
    void aReachableLeafSaysByeAfterAnHourAndComesBackAsAnUltrapeer() {
        var us = candidate(3);
        net.run(Duration.ofMinutes(59));
        assertThat(us.self().ultrapeer()).isFalse();
        assertThat(us.overlay().reachability().role().missing()).containsExactly(Missing.UPTIME);
        assertThat(ultrapeers).allMatch(up -> seenAsLeaf(us, up));
        assertThat(net.runUntil(() -> us.self().ultrapeer(), Duration.ofMinutes(2))).isTrue();
        net.run(Duration.ofSeconds(1));
        assertThat(ultrapeers).allSatisfy(up -> assertThat(up.view().lastRefusal().words()).contains("203 Becoming an ultrapeer"));
        net.run(MINUTE);
        assertThat(ultrapeers).allMatch(up -> up.isNeighbourOf(us) && !seenAsLeaf(us, up));
        assertThat(us.view().ultrapeer()).isTrue();
        var leaf = VirtualServent.leaf(net, "8.1.1.1", us.address());
        net.run(MINUTE);
        assertThat(us.view().leaves()).isEqualTo(1);
        assertThat(leaf.isNeighbourOf(us)).isTrue();
    }

    @Test
    void behindAFirewallALeafStaysALeaf() {
        var us = candidate(3);
        us.host().closeToStrangers();
        net.run(Duration.ofHours(3));
        assertThat(us.self().ultrapeer()).isFalse();
        assertThat(us.overlay().reachability().role().missing()).containsExactly(Missing.TCP_FIREWALLED, Missing.UDP_FIREWALLED);
    }

    @Test
    void anUltrapeerThatIsShutOutBecomesALeafAtOnceAndItsLeavesFindOthers() {
        var us = candidate(3);
        net.run(Duration.ofMinutes(65));
        assertThat(us.self().ultrapeer()).isTrue();
        var leaf = VirtualServent.leaf(net, "8.1.1.1", us.address());
        net.run(MINUTE);
        assertThat(us.view().leaves()).isEqualTo(1);
        us.host().closeToStrangers();
        assertThat(net.runUntil(() -> !us.self().ultrapeer(), Duration.ofMinutes(40))).isTrue();
        assertThat(us.overlay().reachability().role().missing()).containsAnyOf(Missing.TCP_FIREWALLED, Missing.UDP_FIREWALLED);
        net.run(MINUTE);
        assertThat(us.view().leaves()).isZero();
        assertThat(leaf.isNeighbourOf(us)).isFalse();
        assertThat(leaf.view().ultrapeers()).as("others it had heard of").isPositive();
        assertThat(ultrapeers).anyMatch(up -> seenAsLeaf(us, up));
        assertThat(ultrapeers).noneMatch(up -> up.isNeighbourOf(us) && !seenAsLeaf(us, up));
    }

    @Test
    void whoShookHandsWithWhatWeNoLongerAreHears504() {
        var us = candidate(2);
        net.run(Duration.ofMinutes(59).plusSeconds(45));
        ScriptedPeer late = null;
        for (var i = 0; i < 40 && !us.self().ultrapeer(); i++) {
            late = ScriptedPeer.call(net, "7." + (i + 1) + ".1.1", us.address());
            late.say(ScriptedPeer.greeting(true));
            assertThat(late.block()).startsWith("GNUTELLA/0.6 200 OK").contains("X-Ultrapeer: False");
            net.run(Duration.ofSeconds(1));
        }
        assertThat(late).isNotNull();
        assertThat(us.self().ultrapeer()).isTrue();
        late.say(ScriptedPeer.CONFIRMATION);
        net.run(Duration.ofSeconds(2));
        assertThat(late.messages(Bye.class)).singleElement().satisfies(bye -> assertThat(bye.code()).isEqualTo(504));
        assertThat(late.closed()).isTrue();
    }

    @Test
    void everyNeighbourHears203BeforeTheLinkCloses() {
        var us = candidate(2);
        net.run(Duration.ofMinutes(58));
        var peer = ScriptedPeer.join(net, "7.1.1.1", us.address(), true);
        for (var i = 0; i < 12 && !peer.closed(); i++) {
            net.run(Duration.ofSeconds(20));
            if (!peer.closed()) {
                peer.say(Guid.randomForPing(net.random()), 1, 0, Ping.PLAIN);
            }
        }
        var heard = peer.messages();
        assertThat(heard.getLast().message()).isInstanceOfSatisfying(Bye.class, bye -> assertThat(bye.code()).isEqualTo(203));
    }

    // ---- with all that lives above

    @Test
    void aLeafThatBecameAnUltrapeerAnswersAndRelaysQueries() {
        var one = SearchingServent.hub(net, AddressScope.PUBLIC, "5.1.1.1", List.of());
        var two = SearchingServent.hub(net, AddressScope.PUBLIC, "5.2.1.1", List.of(one));
        var us = SearchingServent.auto(net, AddressScope.PUBLIC, "6.1.1.1", List.of(one, two), "our own hazel.ogg");
        var far = SearchingServent.guest(net, AddressScope.PUBLIC, "8.2.1.1", List.of(two), "a far away hazel.ogg");
        net.run(Duration.ofMinutes(65));
        assertThat(us.overlay().view().ultrapeer()).isTrue();
        var leaf = SearchingServent.guest(net, AddressScope.PUBLIC, "8.1.1.1", List.of(us));
        net.run(Duration.ofMinutes(7));
        assertThat(us.overlay().view().leaves()).isEqualTo(1);
        assertThat(far.neighbours()).isPositive();
        assertThat(names(leaf.find("hazel"))).containsExactlyInAnyOrder("our own hazel.ogg", "a far away hazel.ogg");
    }

    private static List<String> names(SearchView found) {
        return found.files().stream().map(file -> file.name()).toList();
    }

    @Test
    void anUltrapeerThatBecameALeafRelaysNothingAndStillAnswers() {
        var one = SearchingServent.hub(net, AddressScope.PUBLIC, "5.1.1.1", List.of());
        var two = SearchingServent.hub(net, AddressScope.PUBLIC, "5.2.1.1", List.of());
        var us = SearchingServent.auto(net, AddressScope.PUBLIC, "6.1.1.1", List.of(one, two), "our own hazel.ogg");
        net.run(Duration.ofMinutes(65));
        assertThat(us.overlay().view().ultrapeer()).isTrue();
        net.host("6.1.1.1").closeToStrangers();
        assertThat(net.runUntil(() -> !us.overlay().view().ultrapeer(), Duration.ofMinutes(40))).isTrue();
        net.run(Duration.ofMinutes(2));
        assertThat(us.overlay().view().ultrapeers()).isPositive();
        var sent = us.count("query").out();
        var asker = SearchingServent.guest(net, AddressScope.PUBLIC, "8.1.1.1", List.of(one));
        net.run(MINUTE);
        assertThat(names(asker.find("hazel"))).contains("our own hazel.ogg");
        assertThat(us.count("query").in()).isPositive();
        assertThat(us.count("query").out()).isEqualTo(sent);
    }

    @Test
    void aSearchThatRunsGoesOnInTheNewRole() {
        var one = SearchingServent.hub(net, AddressScope.PUBLIC, "5.1.1.1", List.of());
        var us = SearchingServent.auto(net, AddressScope.PUBLIC, "6.1.1.1", List.of(one));
        net.run(Duration.ofMinutes(59));
        var id = us.searches().start(1, "hazel");
        assertThat(net.runUntil(() -> us.overlay().view().ultrapeer(), Duration.ofMinutes(2))).isTrue();
        var _ = SearchingServent.guest(net, AddressScope.PUBLIC, "8.2.1.1", List.of(us), "a late hazel.ogg");
        net.run(Duration.ofMinutes(2));
        assertThat(names(us.searches().view(id).orElseThrow())).containsExactly("a late hazel.ogg");
    }
}
