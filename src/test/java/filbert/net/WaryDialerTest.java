package filbert.net;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WaryDialerTest {
    private final List<HostAddress> dialled = new ArrayList<>();
    private final List<IOException> refused = new ArrayList<>();

    private void dial(String host) {
        new WaryDialer((to, _, _, _) -> dialled.add(to), InetAddress.ofLiteral("5.1.1.1")::equals)
                .dial(HostAddress.parse(host).orElseThrow(), Duration.ofSeconds(5), Link::close, refused::add);
    }

    @Test
    void whoIsShunnedIsNotDialledWhateverThePort() {
        dial("5.1.1.1:6346");
        dial("5.1.1.1:7777");
        assertThat(dialled).isEmpty();
        assertThat(refused).hasSize(2).allSatisfy(cause -> assertThat(cause).hasMessageContaining("banned, or listed as hostile"));
    }

    @Test
    void everybodyElseIs() {
        dial("5.1.1.2:6346");
        assertThat(dialled).hasSize(1);
        assertThat(refused).isEmpty();
    }
}
