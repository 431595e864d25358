package filbert.sharing.upload;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CallersTest {
    private final Callers callers = new Callers();

    private static InetAddress ip(int number) {
        return HostAddress.of(0x05000000 + number, 1).ip();
    }

    @Test
    void callersAreForgottenBeforeTheyBecomeTooMany() {
        for (var i = 0; i < 3 * Callers.REMEMBERED; i++) {
            assertThat(callers.arrived(ip(i), true, 0)).isEqualTo(Callers.Welcome.COME_IN);
            callers.left(ip(i), false);
        }
        assertThat(callers.remembered()).isEqualTo(Callers.REMEMBERED);
    }

    @Test
    void thoseInsideAreNotForgotten() {
        callers.arrived(ip(0), true, 0);
        for (var i = 1; i < 2 * Callers.REMEMBERED; i++) {
            callers.arrived(ip(i), true, 0);
            callers.left(ip(i), false);
        }
        callers.spoke(ip(0));
        callers.left(ip(0), true);
        assertThat(callers.remembered()).isEqualTo(Callers.REMEMBERED);
    }

    @Test
    void halfOpenConnectionsAreLimitedInAll() {
        for (var i = 0; i < Callers.MOST_HALF_OPEN; i++) {
            assertThat(callers.arrived(ip(i), true, 0)).isEqualTo(Callers.Welcome.COME_IN);
        }
        assertThat(callers.arrived(ip(9_999), true, 0)).isEqualTo(Callers.Welcome.NO_ROOM);
        callers.spoke(ip(3));
        assertThat(callers.arrived(ip(9_998), true, 0)).isEqualTo(Callers.Welcome.COME_IN);
    }

    @Test
    void openConnectionsAreLimitedInAllAndPerAddress() {
        for (var i = 0; i < Callers.MOST_OPEN; i++) {
            var peer = ip(i / Callers.MOST_OPEN_PER_PEER);
            assertThat(callers.arrived(peer, false, 0)).isEqualTo(Callers.Welcome.COME_IN);
            callers.spoke(peer);
        }
        assertThat(callers.arrived(ip(0), false, 0)).isEqualTo(Callers.Welcome.NO_ROOM);
        assertThat(callers.arrived(ip(9_999), false, 0)).isEqualTo(Callers.Welcome.NO_ROOM);
        callers.left(ip(0), true);
        assertThat(callers.arrived(ip(0), false, 0)).isEqualTo(Callers.Welcome.COME_IN);
    }

    @Test
    void peopleOfTheHouseMayCallAsOftenAsTheyLike() {
        for (var i = 0; i < 100; i++) {
            assertThat(callers.arrived(ip(1), false, Duration.ofMillis(i).toNanos())).isEqualTo(Callers.Welcome.COME_IN);
            callers.left(ip(1), false);
        }
    }
}
