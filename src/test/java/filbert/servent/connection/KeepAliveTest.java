package filbert.servent.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

final class KeepAliveTest {
    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    @Test // C-58
    void silenceIsPingedAtThirtySecondsAndEndedAt120() {
        var keepAlive = new KeepAlive(0, Duration.ofSeconds(60));
        var said = new ArrayList<String>();
        for (var now = 0; now <= 125; now++) {
            var due = keepAlive.check(seconds(now));
            if (due != KeepAlive.Due.NOTHING) {
                said.add(due + " " + now);
            }
        }
        assertThat(said).startsWith("PING 30", "PING 60", "PING 90", "CLOSE 120");
    }

    @Test // C-58
    void anythingHeardProvesLife() {
        var keepAlive = new KeepAlive(0, Duration.ofMinutes(10));
        for (var now = 0; now <= 500; now++) {
            if (now % 29 == 0) {
                keepAlive.heard(seconds(now));
            }
            keepAlive.sent(seconds(now));
            assertThat(keepAlive.check(seconds(now))).as("%d s", now).isEqualTo(KeepAlive.Due.NOTHING);
        }
    }

    @Test // C-58
    void nobodyIsClosedBeforeThreePingsWentUnanswered() {
        var keepAlive = new KeepAlive(0, Duration.ofMinutes(10));
        assertThat(keepAlive.check(seconds(1_000))).as("the owner was away").isEqualTo(KeepAlive.Due.PING);
        assertThat(keepAlive.check(seconds(1_030))).isEqualTo(KeepAlive.Due.PING);
        assertThat(keepAlive.check(seconds(1_060))).isEqualTo(KeepAlive.Due.PING);
        assertThat(keepAlive.check(seconds(1_061))).isEqualTo(KeepAlive.Due.CLOSE);
    }

    @Test
    void whoSendsNothingForAWhileSaysThatItLives() {
        var keepAlive = new KeepAlive(0, Duration.ofSeconds(20));
        var pings = 0;
        for (var now = 0; now <= 200; now++) {
            keepAlive.heard(seconds(now));
            pings += keepAlive.check(seconds(now)) == KeepAlive.Due.PING ? 1 : 0;
        }
        assertThat(pings).isEqualTo(10);
    }

    @Test
    void theNextLookIsNeverTooLate() {
        var keepAlive = new KeepAlive(0, Duration.ofSeconds(60));
        var now = 0L;
        var said = new ArrayList<KeepAlive.Due>();
        while (now < seconds(130)) {
            now += keepAlive.next(now).toNanos();
            var due = keepAlive.check(now);
            if (due == KeepAlive.Due.CLOSE) {
                break;
            }
            said.add(due);
        }
        assertThat(now).isEqualTo(seconds(120));
        assertThat(said).containsExactly(KeepAlive.Due.PING, KeepAlive.Due.PING, KeepAlive.Due.PING);
    }
}
