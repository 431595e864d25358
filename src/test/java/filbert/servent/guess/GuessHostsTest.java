package filbert.servent.guess;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import filbert.servent.routing.SteppedOwner;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class GuessHostsTest {
    private final SteppedOwner owner = new SteppedOwner();
    private final GuessHosts hosts = new GuessHosts(owner);

    private static HostAddress host(int number) {
        return HostAddress.of(0x0502_0000 + number, 6_346);
    }

    @Test
    void aKeyLastsTwentyThreeHours() {
        hosts.gave(host(1), new byte[] {1, 2, 3, 4});
        owner.pass(Duration.ofHours(22));
        assertThat(hosts.withKey(_ -> true)).contains(host(1));
        owner.pass(Duration.ofHours(2));
        assertThat(hosts.withKey(_ -> true)).isEmpty();
        assertThat(hosts.greet(_ -> true)).as("it is asked for another").contains(host(1));
    }

    @Test
    void nobodyIsGreetedTwiceAMinuteNorForEver() {
        hosts.named(host(1));
        for (var i = 0; i < GuessHosts.MOST_SILENCES; i++) {
            assertThat(hosts.greet(_ -> true)).contains(host(1));
            assertThat(hosts.isAwaited(host(1))).isTrue();
            assertThat(hosts.greet(_ -> true)).isEmpty();
            owner.pass(Duration.ofSeconds(66));
            assertThat(hosts.isAwaited(host(1))).isFalse();
        }
        assertThat(hosts.greet(_ -> true)).isEmpty();
        assertThat(hosts.isEmpty()).isTrue();
    }

    @Test
    void whoSaysThatItAnswersIsAskedFirst() {
        hosts.named(host(1));
        hosts.named(host(2));
        hosts.introduced(host(3));
        hosts.introduced(host(2));
        assertThat(hosts.greet(_ -> true)).contains(host(2));
        assertThat(hosts.greet(_ -> true)).contains(host(3));
        assertThat(hosts.greet(_ -> true)).contains(host(1));
    }

    @Test
    void theTableIsBoundedAndKeepsThoseWithKeys() {
        hosts.gave(host(1), new byte[] {1, 2, 3, 4});
        hosts.introduced(host(0));
        for (var i = 2; i < 2 * GuessHosts.MOST; i++) {
            hosts.named(host(i));
        }
        assertThat(hosts.size()).isEqualTo(GuessHosts.MOST);
        assertThat(hosts.key(host(1))).isPresent();
        assertThat(hosts.greet(_ -> true)).as("and who speaks for himself").contains(host(0));
        assertThat(hosts.some(10, List.of(), _ -> true, new Random(1))).containsExactly(host(1));
    }
}
