package filbert.servent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.simulation.VirtualNetwork;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostCacheTest {
    private final VirtualNetwork net = new VirtualNetwork(1);
    private final HostCache hosts = new HostCache(net.instants(), AddressScope.PUBLIC);

    private static HostAddress host(int number) {
        return HostAddress.of(5 << 24 | number, 7_000);
    }

    private List<HostAddress> best(int count) {
        return hosts.best(count).stream().map(KnownHost::address).toList();
    }

    private boolean callable(HostAddress host) {
        return hosts.next(false, host::equals).isPresent();
    }

    @Test
    void whoNamesMoreThanItsShareAtOnceIsNoLongerListenedTo() {
        for (var i = 0; i < 1_000; i++) {
            hosts.heardOf(host(i), "pong 5.9.9.9", 0, false);
        }
        assertThat(best(1_000)).hasSize(400).contains(host(1)).doesNotContain(host(500), host(999));
        net.run(Duration.ofMinutes(11));
        hosts.heardOf(host(999), "pong 5.9.9.9", 0, false);
        assertThat(best(1_000)).hasSize(400).contains(host(999));
    }

    @Test
    void hostileHostsAreForgottenAndNotTakenIn() {
        hosts.list(host(1));
        hosts.heardOf(host(2), "pong 5.9.9.9", 0, false);
        hosts.heardOf(host(3), "pong 5.9.9.9", 0, false);
        hosts.leaveOut(ip -> !ip.equals(host(3).ip()));
        hosts.forget(ip -> ip.equals(host(2).ip()));
        assertThat(best(9)).containsExactlyInAnyOrder(host(1), host(3));
        hosts.heardOf(host(2), "try 5.9.9.9", 0, true);
        hosts.load(List.of(new KnownHost(host(4), "pong 5.9.9.9", net.instants().instant(), net.instants().instant(), true, false, 0, null, null, 0, null)));
        assertThat(best(9)).containsExactlyInAnyOrder(host(1), host(3));
    }

    @Test // C-74
    void atMostTwoThousandAreKeptAndAFifthOfThemFromOneTeller() {
        for (var i = 0; i < 1_000; i++) {
            hosts.heardOf(host(i), "pong 5.9.9.9", 0, false);
            net.run(Duration.ofSeconds(2));
        }
        assertThat(hosts.size()).isEqualTo(400);
        assertThat(best(1_000)).as("the latest of them").contains(host(999)).doesNotContain(host(0));
        for (var i = 1_000; i < 10_000; i++) {
            hosts.heardOf(host(i), "pong 6.1." + i / 50 + ".1", 0, false);
        }
        assertThat(hosts.size()).isEqualTo(2_000);
        assertThat(hosts.best(2_000).stream().collect(Collectors.groupingBy(KnownHost::source, Collectors.counting())).values()).allMatch(count -> count <= 400);
    }

    @Test // C-74
    void oneTellerIsOneWhateverWayItsNewsCome() {
        for (var i = 0; i < 3_000; i++) {
            hosts.heardOf(host(i), List.of("pong 6.1.1.1", "try 6.1.1.1", "udp 6.1.1.9").get(i % 3), 0, false);
        }
        assertThat(hosts.size()).isEqualTo(400);
        hosts.heardOf(host(9_000), "pong 6.1.2.1", 0, false);
        assertThat(hosts.size()).isEqualTo(401);
    }

    @Test
    void whoWasNamedByTwoFarApartComesBeforeWhoBoasts() {
        hosts.heardOf(host(1), "pong 6.1.1.1", 0, false);
        hosts.heardOf(host(2), "pong 6.1.1.1", 86_400, true);
        hosts.heardOf(host(1), "try 6.1.200.1", 0, false);
        assertThat(best(1)).as("the same provider proves nothing").containsExactly(host(2));
        hosts.heardOf(host(1), "try 7.1.1.1", 0, false);
        assertThat(best(1)).containsExactly(host(1));
        assertThat(hosts.best(1).getFirst().confirmed()).isTrue();
    }

    @Test
    void aTellerWhoseHostsDoNotAnswerIsBelievedLess() {
        for (var i = 0; i < 300; i++) {
            hosts.heardOf(host(i), "pong 6.1.1.1", 86_400, true);
        }
        hosts.heardOf(host(1_000), "pong 7.1.1.1", 0, false);
        var calls = 0;
        for (var next = hosts.next(false, any -> true).orElseThrow(); !next.equals(host(1_000)); next = hosts.next(false, any -> true).orElseThrow()) {
            hosts.failed(next);
            calls++;
        }
        assertThat(calls).isLessThanOrEqualTo(4);
        for (var i = 0; i < 4; i++) {
            hosts.failed(host(1_000));
        }
        hosts.connected(host(200));
        assertThat(hosts.next(false, any -> !any.equals(host(200)))).as("one that answered redeems it").isPresent();
    }

    @Test
    void notTheSameFewAreHandedOnToEverybodyNorTheStale() {
        for (var i = 0; i < 60; i++) {
            hosts.heardOf(host(i), "pong 6." + i + ".1.1", 0, false);
        }
        var handedOn = new HashSet<HostAddress>();
        for (var i = 0; i < 100; i++) {
            assertThat(hosts.suggestions(10, any -> true, net.random())).hasSize(10).doesNotHaveDuplicates().allSatisfy(handedOn::add);
        }
        assertThat(handedOn).hasSize(60);
        net.run(Duration.ofHours(25));
        assertThat(hosts.suggestions(10, any -> true, net.random())).isEmpty();
    }

    @Test // C-74
    void whatIsEvictedIsOldAndPoor() {
        for (var i = 0; i < 2_000; i++) {
            hosts.heardOf(host(i), "try 6.1." + i / 50 + ".1", 3_600, false);
            if (i == 0) {
                hosts.connected(host(i));
            }
            net.run(Duration.ofSeconds(1));
        }
        hosts.heardOf(host(5_000), "try 7.1.1.1", 0, false);
        assertThat(hosts.size()).isEqualTo(2_000);
        assertThat(best(2_000)).contains(host(0), host(5_000)).doesNotContain(host(1));
    }

    @Test // C-74
    void whatIsSavedIsLoadedAgainExceptTheStale() {
        hosts.heardOf(host(1), "try 6.1.1.1", 7_200, true);
        hosts.connected(host(1));
        hosts.failed(host(1));
        var saved = hosts.best(10);
        var next = new HostCache(net.instants(), AddressScope.PUBLIC);
        next.load(saved);
        assertThat(next.best(10)).isEqualTo(saved);
        net.run(Duration.ofDays(8));
        var later = new HostCache(net.instants(), AddressScope.PUBLIC);
        later.load(saved);
        assertThat(later.size()).isZero();
    }

    @ParameterizedTest // C-76
    @ValueSource(
            strings = {
                "0.1.1.1:7000", "10.1.1.1:7000", "100.64.0.1:7000", "127.0.0.1:7000", "169.254.1.1:7000", "172.16.0.1:7000", "172.31.255.255:7000",
                "192.0.0.1:7000", "192.0.2.7:7000", "192.168.1.1:7000", "198.18.0.1:7000", "198.19.255.1:7000", "198.51.100.1:7000",
                "203.0.113.1:7000", "224.0.0.1:7000", "239.1.1.1:7000", "240.0.0.1:7000", "255.255.255.255:7000", "[::]:7000", "[::1]:7000",
                "[fe80::1]:7000", "[fec0::1]:7000", "[fc00::1]:7000", "[fd00::1]:7000", "[ff02::1]:7000", "[2001:db8::1]:7000", "5.1.1.1:0",
                "5.1.1.1:22", "5.1.1.1:80", "5.1.1.1:443", "5.1.1.1:1023"
            })
    void reservedAddressesAndPortsAreNeitherKeptNorHandedOn(String text) {
        var host = HostAddress.parse(text).orElseThrow();
        hosts.heardOf(host, "try 6.1.1.1", 0, true);
        hosts.load(List.of(new KnownHost(host, "try", net.instants().instant(), net.instants().instant(), true, false, 0, null, null, 0, null)));
        hosts.list(host);
        assertThat(hosts.size()).isZero();
        assertThat(hosts.next(false, any -> true)).isEmpty();
        assertThat(hosts.suggestions(10, any -> true, net.random())).isEmpty();
    }

    @Test
    void whoAnsweredLatelyComesFirstThenRoomThenUptime() {
        hosts.heardOf(host(1), "a", 100, false);
        hosts.heardOf(host(2), "a", 0, true);
        hosts.heardOf(host(3), "a", 5_000, false);
        hosts.heardOf(host(4), "a", 0, false);
        hosts.connected(host(4));
        assertThat(best(10)).containsExactly(host(4), host(2), host(3), host(1));
        assertThat(hosts.next(false, host -> true)).contains(host(4));
        assertThat(hosts.next(false, host -> !host.equals(host(4)))).contains(host(2));
    }

    @Test // C-75
    void theWaitAfterAFailureDoublesAndTheFifthInARowIsTheLast() {
        hosts.heardOf(host(1), "a", 0, false);
        for (var minutes : new int[] {5, 10, 20, 40}) {
            hosts.failed(host(1));
            net.run(Duration.ofMinutes(minutes).minusSeconds(1));
            assertThat(callable(host(1))).as("just before %d min", minutes).isFalse();
            net.run(Duration.ofSeconds(1));
            assertThat(callable(host(1))).as("after %d min", minutes).isTrue();
        }
        hosts.failed(host(1));
        assertThat(hosts.size()).isZero();
    }

    @Test // C-75
    void aListedHostIsNeverForgottenAndWaitsAtMostAMinute() {
        hosts.list(host(1));
        hosts.failed(host(1));
        net.run(Duration.ofSeconds(5));
        assertThat(callable(host(1))).isTrue();
        for (var i = 0; i < 20; i++) {
            hosts.failed(host(1));
        }
        assertThat(callable(host(1))).isFalse();
        net.run(Duration.ofMinutes(1));
        assertThat(hosts.next(true, host -> true)).contains(host(1));
        for (var i = 100; i < 5_000; i++) {
            hosts.heardOf(host(i), "pong 6.1." + i / 50 + ".1", 0, true);
        }
        assertThat(hosts.best(1)).first().returns(host(1), KnownHost::address).returns(HostCache.LISTED, KnownHost::source);
        assertThat(hosts.suggestions(3_000, host -> true, net.random())).as("friends are not handed on").doesNotContain(host(1));
    }

    @ParameterizedTest // C-40
    @CsvSource({"204,30", "400,30", "401,30", "403,60", "404,30", "406,60", "409,10", "413,30", "429,60", "501,720", "505,720", "503,30", "550,720", "577,720", "299,30"})
    void eachRefusalHasItsCoolOff(int code, int minutes) {
        hosts.heardOf(host(1), "a", 0, false);
        hosts.coolOff(host(1), CoolOff.afterRefusal(code));
        net.run(Duration.ofMinutes(minutes).minusSeconds(1));
        assertThat(callable(host(1))).isFalse();
        net.run(Duration.ofSeconds(1));
        assertThat(callable(host(1))).isTrue();
    }

    @ParameterizedTest // C-56
    @CsvSource({"200,10", "202,30", "503,30", "401,720", "403,720", "412,720", "414,720", "415,720", "502,10", "0,10"})
    void eachByeHasItsCoolOff(int code, int minutes) {
        hosts.heardOf(host(1), "a", 0, false);
        hosts.coolOff(host(1), CoolOff.afterBye(code));
        net.run(Duration.ofMinutes(minutes).minusSeconds(1));
        assertThat(callable(host(1))).isFalse();
        net.run(Duration.ofSeconds(1));
        assertThat(callable(host(1))).isTrue();
    }

    @Test
    void aClockSetBackDoesNotLockHostsAway() {
        var now = net.instants().instant();
        hosts.load(List.of(new KnownHost(host(1), "a", now, now, true, false, 0, null, now, 1, now.plus(Duration.ofDays(300)))));
        assertThat(callable(host(1))).isTrue();
    }

    @Test
    void changesAreToldOnce() {
        assertThat(hosts.takeChanged()).isFalse();
        hosts.heardOf(host(1), "a", 0, false);
        assertThat(hosts.takeChanged()).isTrue();
        assertThat(hosts.takeChanged()).isFalse();
    }
}
