package filbert.servent.guess;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import filbert.simulation.VirtualNetwork;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class QueryKeysTest {
    private static final HostAddress ASKER = HostAddress.parse("5.2.2.2:7000").orElseThrow();

    private final VirtualNetwork net = new VirtualNetwork(8);
    private final QueryKeys keys = new QueryKeys(net.time(), net.random());

    @Test
    void aKeyHoldsForItsAddressAndPort() {
        var key = keys.of(ASKER);
        assertThat(key).hasSize(8);
        assertThat(keys.isValid(ASKER, key)).isTrue();
        assertThat(keys.isValid(HostAddress.parse("5.2.2.2:7001").orElseThrow(), key)).isFalse();
        assertThat(keys.isValid(HostAddress.parse("5.2.2.3:7000").orElseThrow(), key)).isFalse();
        assertThat(keys.isValid(ASKER, new byte[0])).isFalse();
        assertThat(new QueryKeys(net.time(), net.random()).isValid(ASKER, key)).as("of another servent").isFalse();
    }

    @Test
    void aKeyOutlivesOneChangeOfTheSecret() {
        var key = keys.of(ASKER);
        net.run(Duration.ofHours(30));
        assertThat(keys.isValid(ASKER, key)).isTrue();
        assertThat(keys.of(ASKER)).isNotEqualTo(key);
        net.run(Duration.ofHours(30));
        assertThat(keys.isValid(ASKER, key)).isFalse();
    }

    @Test
    void aLongSilenceEndsAllKeys() {
        var key = keys.of(ASKER);
        net.run(Duration.ofDays(3));
        assertThat(keys.isValid(ASKER, key)).isFalse();
    }
}
