package filbert.servent.topology;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import filbert.net.Datagrams;
import filbert.servent.bootstrap.BootstrapView.Step;
import filbert.servent.bootstrap.HostSources;
import filbert.servent.bootstrap.KnownHost;
import filbert.simulation.VirtualNetwork;
import filbert.simulation.VirtualOutside;
import filbert.simulation.VirtualServent;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Pong;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A newcomer and the network it looks for, in virtual time. */
@Execution(ExecutionMode.CONCURRENT) // shares nothing with other tests
final class BootstrapScenarioTest {
    private static final String WEB = "http://web.example.org/gwc.php";

    private final VirtualNetwork net = new VirtualNetwork(11);
    private final VirtualOutside outside = new VirtualOutside(net);

    private static TopologySettings settings(int udp, String... web) {
        var names = IntStream.range(0, udp).mapToObj(i -> "cache" + i + ".example.org:7000").toList();
        return TopologySettings.leaf(NetworkMode.PUBLIC, List.of()).asking(new HostSources(names, List.of(web).stream().map(URI::create).toList()));
    }

    /** Ultrapeers that know each other a little. */
    private List<VirtualServent> ultrapeers(int count) {
        var there = new ArrayList<VirtualServent>();
        for (var i = 0; i < count; i++) {
            var known = there.stream().skip(Math.max(0, there.size() - 6)).map(VirtualServent::address).toArray(HostAddress[]::new);
            there.add(VirtualServent.with(net, "5." + (1 + i) + ".1.1", new TopologySettings(NetworkMode.PUBLIC, RoleChoice.ULTRAPEER, List.of(), 6, 10), known));
        }
        net.run(Duration.ofMinutes(2));
        return there;
    }

    private static HostAddress host(String text) {
        return HostAddress.parse(text).orElseThrow();
    }

    /** A host cache that names these hosts; what it is asked is counted. */
    private List<HostAddress> cache(int number, List<HostAddress> hosts) {
        return cache(number, at -> new Pong(at, 0, 0, Ggep.EMPTY).withHosts(hosts));
    }

    private List<HostAddress> cache(int number, Function<HostAddress, Pong> answer) {
        var askers = new ArrayList<HostAddress>();
        var host = net.host("9." + (1 + number) + ".1.1");
        outside.name("cache" + number + ".example.org", host.ip().getHostAddress());
        var socket = new Datagrams.Socket[1];
        try {
            socket[0] = host.datagrams().bind(host.at(7_000), (from, bytes) -> {
                var header = Header.read(bytes);
                bytes.release();
                askers.add(from);
                var out = Unpooled.buffer();
                MessageCodec.encode(header.guid(), 1, 0, answer.apply(host.at(7_000)), out);
                socket[0].send(from, out);
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return askers;
    }

    @Test // C-70
    void aFreshServentHasItsUltrapeersAmongTwoHundredWithinTwentySeconds() {
        var there = ultrapeers(200);
        cache(0, there.stream().limit(10).map(VirtualServent::address).toList());
        var fresh = VirtualServent.asking(net, "6.1.1.1", settings(3, WEB), outside);
        net.run(Duration.ofSeconds(20));
        assertThat(fresh.view().ultrapeers()).isGreaterThanOrEqualTo(4);
        net.run(Duration.ofMinutes(10));
        assertThat(outside.fetched).as("no web cache where a host cache answered").isEmpty();
        assertThat(fresh.overlay().bootstrap()).returns(3, view -> view.asked()).returns(1, view -> view.answered()).returns(Step.ENOUGH, view -> view.step());
    }

    @Test // C-70
    void itStillDoesWhenNineteenOfTwentyRememberedHostsAreDead() {
        var there = ultrapeers(200);
        cache(0, there.stream().skip(100).limit(10).map(VirtualServent::address).toList());
        var remembered = new ArrayList<HostAddress>();
        for (var i = 0; i < 190; i++) {
            remembered.add(host("7." + i + ".1.1:7000"));
        }
        there.stream().limit(10).map(VirtualServent::address).forEach(remembered::add);
        var old = VirtualServent.asking(net, "6.1.1.1", settings(3, WEB), outside, remembered.toArray(HostAddress[]::new));
        net.run(Duration.ofSeconds(20));
        assertThat(old.view().ultrapeers()).isGreaterThanOrEqualTo(4);
        net.run(Duration.ofSeconds(30)); // so that nothing is under way at the end
    }

    @Test
    void itFindsTheNetworkByThoseLeftAliveWhenNobodyIsListed() {
        var there = ultrapeers(40);
        var remembered = new ArrayList<HostAddress>();
        for (var i = 0; i < 190; i++) {
            remembered.add(host("7." + i + ".1.1:7000"));
        }
        there.stream().limit(10).map(VirtualServent::address).forEach(remembered::add);
        var old = VirtualServent.asking(net, "6.1.1.1", settings(0), outside, remembered.toArray(HostAddress[]::new));
        assertThat(net.runUntil(() -> old.view().ultrapeers() >= 4, Duration.ofMinutes(2))).isTrue();
        net.run(Duration.ofSeconds(30)); // so that nothing is under way at the end
    }

    @Test // C-70
    void whoHasCachedHostsThatAnswerAsksNobody() {
        var there = ultrapeers(25);
        var asked = cache(0, List.of());
        var known = VirtualServent.asking(net, "6.1.1.1", settings(1, WEB), outside, there.stream().map(VirtualServent::address).toArray(HostAddress[]::new));
        net.run(Duration.ofMinutes(30));
        assertThat(known.view().ultrapeers()).isGreaterThanOrEqualTo(4);
        assertThat(asked).isEmpty();
        assertThat(outside.resolved).isEmpty();
        assertThat(outside.fetched).isEmpty();
    }

    @Test // C-70
    void aWebCacheIsAskedOnlyWhenNoHostCacheAnsweredForTwentySeconds() {
        var there = ultrapeers(8);
        outside.redirect(WEB, "/moved").page("http://web.example.org/moved", there.stream().map(up -> "H|" + up.address() + "|60\r\n").reduce("", String::concat));
        var fresh = VirtualServent.asking(net, "6.1.1.1", settings(2, WEB), outside);
        net.run(Duration.ofSeconds(19));
        assertThat(outside.resolved).containsExactlyInAnyOrder("cache0.example.org", "cache1.example.org");
        assertThat(outside.fetched).isEmpty();
        net.run(Duration.ofSeconds(20));
        assertThat(outside.fetched.getFirst()).hasToString(WEB + "?get=1&net=gnutella&client=FILB&version=0.1.0");
        assertThat(fresh.view().ultrapeers()).isGreaterThanOrEqualTo(4);
    }

    @Test // C-71
    void whenNobodyAnswersEachIsAskedOnceAnHourAndThenOnceADay() {
        var fresh = VirtualServent.asking(net, "6.1.1.1", settings(7, WEB, "http://web2.example.org/"), outside);
        net.run(Duration.ofMinutes(55));
        assertThat(outside.resolved).hasSize(7).doesNotHaveDuplicates();
        assertThat(outside.fetched).hasSize(2);
        assertThat(fresh.overlay().bootstrap()).returns(Step.WAITING, view -> view.step()).returns(9, view -> view.asked()).returns(0, view -> view.answered());
        assertThat(fresh.overlay().bootstrap().nextAsk()).isAfter(net.instants().instant());
        assertThat(fresh.overlay().askForHosts()).as("a person may not hammer either").isZero();
        net.run(Duration.ofHours(10));
        assertThat(outside.resolved).hasSize(21);
        assertThat(outside.fetched).hasSize(6);
        net.run(Duration.ofHours(24));
        assertThat(outside.resolved).hasSize(28);
    }

    @Test // C-71
    void nobodyIsAskedWhereNobodyIsListed() {
        var fresh = VirtualServent.asking(net, "6.1.1.1", settings(0), outside);
        net.run(Duration.ofHours(2));
        assertThat(outside.resolved).isEmpty();
        assertThat(outside.fetched).isEmpty();
        assertThat(fresh.overlay().bootstrap().step()).isEqualTo(Step.NOBODY);
    }

    @Test
    void namesThatLeadIntoOurOwnNetworkAreNotAsked() {
        outside.name("cache0.example.org", "192.168.1.1");
        var asked = new ArrayList<HostAddress>();
        try {
            var _ = net.host("192.168.1.1").datagrams().bind(host("192.168.1.1:7000"), (from, bytes) -> {
                asked.add(from);
                bytes.release();
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        var _ = VirtualServent.asking(net, "6.1.1.1", settings(1), outside);
        net.run(Duration.ofMinutes(5));
        assertThat(outside.resolved).isNotEmpty();
        assertThat(asked).isEmpty();
    }

    @Test // C-74
    void aPoisonerFillsNoMoreThanAFifthAndKeepsNobodyFromTheNetwork() {
        var there = ultrapeers(20);
        cache(0, IntStream.range(0, 200).mapToObj(n -> host("11." + n + ".1.1:7000")).toList());
        cache(1, there.stream().limit(10).map(VirtualServent::address).toList());
        var fresh = VirtualServent.asking(net, "6.1.1.1", settings(2), outside);
        assertThat(net.runUntil(() -> fresh.view().ultrapeers() >= 4, Duration.ofSeconds(60))).isTrue();
        net.run(Duration.ofSeconds(30));
        assertThat(fresh.overlay().knownHosts(2_000)).filteredOn(known -> known.source().equals("cache 9.1.1.1")).hasSizeLessThanOrEqualTo(400);
    }

    @Test // C-65
    void hostsOfAnotherTableNeverFeedTheHostCache() {
        var askers = cache(0, at -> new Pong(at, 0, 0, Ggep.EMPTY.with("DHTIPP", new byte[] {5, 5, 5, 5, 0x70, 0x17})));
        var fresh = VirtualServent.asking(net, "6.1.1.1", settings(1), outside);
        net.run(Duration.ofSeconds(5));
        assertThat(askers).hasSize(1);
        assertThat(fresh.overlay().knownHosts(10)).extracting(KnownHost::address).isEmpty();
    }

    @Test // C-73
    void onlyAReachableUltrapeerUpForAnHourTellsWebCachesOfItselfAtMostHourly() {
        outside.page(WEB, "I|update|OK");
        var ask = new HostSources(List.of(), List.of(URI.create(WEB)));
        var settings = new TopologySettings(NetworkMode.PUBLIC, RoleChoice.ULTRAPEER, List.of(), 1, 10).asking(ask);
        var neighbour = VirtualServent.with(net, "5.1.1.1", new TopologySettings(NetworkMode.PUBLIC, RoleChoice.ULTRAPEER, List.of(), 20, 10));
        var us = VirtualServent.asking(net, "6.1.1.1", settings, outside, neighbour.address());
        us.host().closeToStrangers();
        net.run(Duration.ofMinutes(90));
        us.host().openToStrangers();
        assertThat(outside.fetched).as("nobody has called us").noneMatch(uri -> uri.getQuery().contains("update"));
        for (var i = 0; i < 12; i++) {
            var _ = VirtualServent.leaf(net, "8." + i + ".1.1", us.address());
            net.run(Duration.ofMinutes(15));
        }
        var updates = outside.fetched.stream().filter(uri -> uri.getQuery().contains("update")).toList();
        assertThat(updates).hasSizeBetween(2, 3);
        assertThat(updates.getFirst()).hasToString(WEB + "?update=1&net=gnutella&client=FILB&version=0.1.0&ip=6.1.1.1:20000");
    }
}
