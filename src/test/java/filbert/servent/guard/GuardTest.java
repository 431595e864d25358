package filbert.servent.guard;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.simulation.VirtualNetwork;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every memory of the guard: what it allows, and that nobody can make it grow. */
final class GuardTest {
    private static final InetAddress OFFENDER = InetAddress.ofLiteral("5.1.1.1");

    private final VirtualNetwork net = new VirtualNetwork(1);

    private static InetAddress address(int number) {
        return InetAddress.ofLiteral("6." + (number >> 16 & 0xFF) + "." + (number >> 8 & 0xFF) + "." + (number & 0xFF));
    }

    @Test
    void aBanLastsHalfAnHourAndDoublesUpToTwelve() {
        var bans = new Bans(net.time(), net.instants(), Watch.fresh());
        assertThat(bans.banned(OFFENDER)).isEmpty();
        for (var expected : new int[] {30, 60, 120, 240, 480, 720, 720}) {
            bans.ban(OFFENDER, Offence.MALFORMED);
            assertThat(bans.banned(OFFENDER)).contains(Duration.ofMinutes(expected));
            net.run(Duration.ofMinutes(expected).minusSeconds(1));
            assertThat(bans.banned(OFFENDER)).isPresent();
            net.run(Duration.ofSeconds(1));
            assertThat(bans.banned(OFFENDER)).isEmpty();
        }
        net.run(Duration.ofDays(2));
        bans.ban(OFFENDER, Offence.MALFORMED);
        assertThat(bans.banned(OFFENDER)).as("forgiven").contains(Duration.ofMinutes(30));
    }

    @Test
    void aCrowdHasPlacesForAllAndFewerForOneAddress() {
        var crowd = new Crowd(10, 2);
        var first = new Somebody(OFFENDER);
        assertThat(crowd.admit(first)).isTrue();
        assertThat(crowd.admit(new Somebody(OFFENDER))).isTrue();
        assertThat(crowd.admit(new Somebody(OFFENDER))).isFalse();
        assertThat(crowd.admit(new Somebody(InetAddress.ofLiteral("2001:db8::1")))).isTrue();
        assertThat(crowd.admit(new Somebody(InetAddress.ofLiteral("2001:db8::2")))).isTrue();
        assertThat(crowd.admit(new Somebody(InetAddress.ofLiteral("2001:db8::3")))).as("the same /64").isFalse();
        crowd.left(first);
        crowd.left(first);
        assertThat(crowd.size()).isEqualTo(3);
        assertThat(crowd.admit(new Somebody(OFFENDER))).isTrue();
    }

    @Test
    void aFullCrowdMakesRoomWhereItIsDensest() {
        var crowd = new Crowd(4, 2);
        var alone = new Somebody(InetAddress.ofLiteral("5.1.1.1"));
        var old = new Somebody(InetAddress.ofLiteral("5.2.2.1"));
        var young = new Somebody(InetAddress.ofLiteral("5.2.2.2"));
        var youngest = new Somebody(InetAddress.ofLiteral("5.2.2.3"));
        for (var guest : List.of(alone, old, young, youngest)) {
            assertThat(crowd.admit(guest)).isTrue();
        }
        assertThat(crowd.admit(new Somebody(InetAddress.ofLiteral("5.3.3.3")))).isTrue();
        assertThat(List.of(alone.asked, old.asked, young.asked, youngest.asked)).containsExactly(false, true, false, false);
        crowd.left(old);
        assertThat(crowd.size()).isEqualTo(4);
    }

    @Test
    void aCrowdIsBoundedAndRemembersNobodyWhoLeft() {
        var crowd = new Crowd(50, 2);
        var guests = IntStream.range(0, 1_000).mapToObj(i -> new Somebody(address(i * 256))).toList();
        guests.forEach(crowd::admit);
        assertThat(crowd.size()).isEqualTo(50);
        assertThat(guests.stream().filter(guest -> guest.asked)).hasSize(950);
        assertThat(crowd.remembered()).isEqualTo(100);
        guests.forEach(crowd::left);
        assertThat(crowd.remembered()).isZero();
    }

    private static final class Somebody implements Crowd.Guest {
        private final InetAddress from;
        private boolean asked;

        Somebody(InetAddress from) {
            this.from = from;
        }

        @Override
        public InetAddress from() {
            return from;
        }

        @Override
        public void makeRoom() {
            asked = true;
        }
    }

    @Test
    void bansAreBounded() {
        var bans = new Bans(net.time(), net.instants(), Watch.fresh());
        for (var i = 0; i < 3 * Bans.MOST; i++) {
            bans.ban(address(i), Offence.DUPLICATES);
        }
        assertThat(bans.remembered()).isEqualTo(Bans.MOST);
        assertThat(bans.banned(address(3 * Bans.MOST - 1))).isPresent();
    }

    @Test
    void whatTheOwnerBlocksStaysOutAndMakesWayForNobody() {
        var kept = Watch.fresh();
        var bans = new Bans(net.time(), net.instants(), kept);
        bans.ban(OFFENDER, Offence.BLOCKED);
        bans.ban(OFFENDER, Offence.MALFORMED);
        for (var i = 0; i < 2 * Bans.MOST; i++) {
            bans.ban(address(i), Offence.DUPLICATES);
        }
        assertThat(bans.remembered()).isEqualTo(Bans.MOST);
        net.run(Duration.ofDays(2));
        assertThat(bans.inForce()).extracting(Ban::why).containsExactly(Offence.BLOCKED);

        var afterRestart = new Bans(net.time(), net.instants(), kept);
        afterRestart.remember(bans.inForce());
        assertThat(afterRestart.banned(OFFENDER)).hasValueSatisfying(left -> assertThat(left).isGreaterThan(Duration.ofDays(300)));
        assertThat(afterRestart.lift(OFFENDER)).isTrue();
        assertThat(afterRestart.banned(OFFENDER)).isEmpty();
    }

    @Test
    void callersAreToldOffOnceAndCountedPerWindow() {
        var rate = new CallRate(net.time(), 2, Duration.ofSeconds(60));
        assertThat(rate.call(OFFENDER)).isEqualTo(CallRate.Answer.WELCOME);
        net.run(Duration.ofSeconds(30));
        assertThat(rate.call(OFFENDER)).isEqualTo(CallRate.Answer.WELCOME);
        assertThat(rate.call(OFFENDER)).isEqualTo(CallRate.Answer.TOLD_OFF);
        assertThat(rate.call(OFFENDER)).isEqualTo(CallRate.Answer.IGNORED);
        assertThat(rate.call(address(1))).isEqualTo(CallRate.Answer.WELCOME);
        net.run(Duration.ofSeconds(30));
        assertThat(rate.call(OFFENDER)).as("the first is a minute old").isEqualTo(CallRate.Answer.WELCOME);
        assertThat(rate.call(OFFENDER)).isEqualTo(CallRate.Answer.TOLD_OFF);
    }

    @Test
    void callersRememberedAreBounded() {
        var rate = new CallRate(net.time(), 2, Duration.ofSeconds(60));
        for (var i = 0; i < 3 * CallRate.MOST_ADDRESSES; i++) {
            rate.call(address(i));
        }
        assertThat(rate.remembered()).isEqualTo(CallRate.MOST_ADDRESSES);
    }

    @Test // C-91
    void twentyDatagramsASecondOfOneAddressAnd500OfAll() {
        var rate = new DatagramRate(net.time());
        var admitted = 0;
        for (var i = 0; i < 100; i++) {
            admitted += rate.admit(OFFENDER) ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(20);
        for (var i = 0; i < 5_000; i++) {
            admitted += rate.admit(address(i)) ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(500);
        net.run(Duration.ofSeconds(1));
        admitted = 0;
        for (var i = 0; i < 5_000; i++) {
            admitted += rate.admit(address(i)) ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(500);
        assertThat(rate.remembered()).isLessThanOrEqualTo(DatagramRate.MOST_ADDRESSES);
    }

    @Test
    void anAllowanceRefillsOverTime() {
        var allowance = new Allowance(net.time(), 2, Duration.ofSeconds(3));
        assertThat(allowance.take()).isTrue();
        assertThat(allowance.take()).isTrue();
        assertThat(allowance.take()).isFalse();
        net.run(Duration.ofSeconds(3));
        assertThat(allowance.take()).isTrue();
        assertThat(allowance.take()).isFalse();
        net.run(Duration.ofMinutes(10));
        assertThat(allowance.take()).isTrue();
        assertThat(allowance.take()).isTrue();
        assertThat(allowance.take()).as("no saving up").isFalse();
    }

    @Test
    void strikesCountWithinTheirWindowOnly() {
        var strikes = new Strikes(net.time(), 3, Duration.ofSeconds(60));
        assertThat(strikes.strike()).isFalse();
        net.run(Duration.ofSeconds(50));
        assertThat(strikes.strike()).isFalse();
        net.run(Duration.ofSeconds(50));
        assertThat(strikes.strike()).as("the first is too old").isFalse();
        assertThat(strikes.strike()).isTrue();
    }

    @Test
    void oncePerSpanAndBounded() {
        var crawls = new OncePer<Integer>(net.time(), Duration.ofMinutes(5), 100);
        assertThat(crawls.pass(1)).isTrue();
        assertThat(crawls.pass(1)).isFalse();
        assertThat(crawls.pass(2)).isTrue();
        net.run(Duration.ofMinutes(5));
        assertThat(crawls.pass(1)).isTrue();
        for (var i = 0; i < 1_000; i++) {
            crawls.pass(i);
        }
        assertThat(crawls.remembered()).isEqualTo(100);
    }

    @Test
    void prefixesTellNetworksApart() {
        assertThat(Prefix.neighbourhood(InetAddress.ofLiteral("5.1.1.1"))).isEqualTo(Prefix.neighbourhood(InetAddress.ofLiteral("5.1.1.255"))).isNotEqualTo(Prefix.neighbourhood(InetAddress.ofLiteral("5.1.2.1")));
        assertThat(Prefix.region(InetAddress.ofLiteral("5.1.1.1"))).isEqualTo(Prefix.region(InetAddress.ofLiteral("5.1.255.1"))).isNotEqualTo(Prefix.region(InetAddress.ofLiteral("5.2.1.1")));
        assertThat(Prefix.neighbourhood(InetAddress.ofLiteral("2a00:1:2:3::1"))).isEqualTo(Prefix.neighbourhood(InetAddress.ofLiteral("2a00:1:2:3:ffff::9"))).isNotEqualTo(Prefix.neighbourhood(InetAddress.ofLiteral("2a00:1:2:4::1")));
    }
}
