package filbert.sharing.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.mesh.Dealings.Dealing;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

final class DealingsTest {
    private final Dealings dealings = new Dealings();

    private static InetAddress ip(String literal) {
        return InetAddress.ofLiteral(literal);
    }

    @Test
    void whatPassedIsAddedUpByHost() {
        dealings.gave(ip("192.0.2.7"), 100);
        dealings.gave(ip("192.0.2.7"), 50);
        dealings.took(ip("192.0.2.7"), 7);
        dealings.took(ip("192.0.2.8"), 1_000);
        dealings.took(ip("192.0.2.9"), 0);
        assertThat(dealings.view()).containsExactly(new Dealing(ip("192.0.2.8"), 0, 1_000), new Dealing(ip("192.0.2.7"), 150, 7));
        assertThat(dealings.given()).isEqualTo(150);
        assertThat(dealings.taken()).isEqualTo(1_007);
    }

    @Test
    void whoGaveAMebibyteGives() {
        dealings.took(ip("192.0.2.7"), Dealings.SOMETHING - 1);
        assertThat(dealings.gives(ip("192.0.2.7"))).isFalse();
        dealings.took(ip("192.0.2.7"), 1);
        dealings.gave(ip("192.0.2.8"), 1L << 30);
        assertThat(dealings.gives(ip("192.0.2.7"))).isTrue();
        assertThat(dealings.gives(ip("192.0.2.8"))).as("took only").isFalse();
        assertThat(dealings.gives(ip("192.0.2.9"))).isFalse();
    }

    @Test
    void addressesOfOneIpv6HouseAreOne() {
        dealings.took(ip("2001:db8:0:7::1"), Dealings.SOMETHING);
        assertThat(dealings.gives(ip("2001:db8:0:7:ffff::2"))).isTrue();
        assertThat(dealings.gives(ip("2001:db8:0:8::1"))).isFalse();
    }

    @Test
    void onlySoManyHostsAreRememberedAndThoseOfLate() {
        dealings.took(ip("192.0.2.1"), 5);
        for (var i = 0; i < Dealings.MOST; i++) {
            dealings.took(ip("10.0." + (i >> 8) + "." + (i & 255)), 1);
            dealings.gave(ip("10.0.0.0"), 1);
        }
        assertThat(dealings.view()).hasSize(Dealings.MOST).extracting(Dealing::host).contains(ip("10.0.0.0")).doesNotContain(ip("192.0.2.1"));
        assertThat(dealings.taken()).as("forgotten ones count").isEqualTo(Dealings.MOST + 5);
    }
}
