package filbert.store;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.servent.guard.Ban;
import filbert.servent.guard.Bans;
import filbert.servent.guard.Hostiles;
import filbert.servent.guard.Offence;
import filbert.servent.guard.Watch;
import filbert.simulation.VirtualNetwork;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class H2BanStoreTest extends StoreTest {
    private static final InetAddress OFFENDER = InetAddress.ofLiteral("5.1.1.1");

    private final VirtualNetwork net = new VirtualNetwork(1);

    private Bans bans(Database database) {
        var store = new H2BanStore(database, Runnable::run);
        var bans = new Bans(net.time(), net.instants(), new Watch(store, () -> Hostiles.NONE));
        bans.remember(store.load());
        return bans;
    }

    @Test
    @DisplayName("C-93: bans survive a restart, and so does how often there were some")
    void bansSurviveARestart() {
        try (var database = house()) {
            bans(database).ban(OFFENDER, Offence.DUPLICATES);
        }
        net.run(Duration.ofMinutes(10));
        try (var database = house()) {
            var again = bans(database);
            assertThat(again.banned(OFFENDER)).contains(Duration.ofMinutes(20));
            net.run(Duration.ofMinutes(20));
            assertThat(again.banned(OFFENDER)).isEmpty();
            again.ban(OFFENDER, Offence.MALFORMED);
            assertThat(again.inForce()).extracting(Ban::times, Ban::why).containsExactly(org.assertj.core.groups.Tuple.tuple(2, Offence.MALFORMED));
        }
        try (var database = house()) {
            var third = bans(database);
            assertThat(third.banned(OFFENDER)).contains(Duration.ofMinutes(60));
            assertThat(third.lift(OFFENDER)).isTrue();
        }
        try (var database = house()) {
            assertThat(bans(database).inForce()).isEmpty();
        }
    }

    @Test
    void oldBansAreForgotten() {
        try (var database = house()) {
            bans(database).ban(OFFENDER, Offence.MALFORMED);
            net.run(Duration.ofDays(2));
            bans(database);
            assertThat(new H2BanStore(database, Runnable::run).load()).isEmpty();
        }
    }
}
