package filbert.servent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ServentIdentityTest {
    @Test // C-15
    void theFirstPortIsRandomAndNoneOfThoseOthersDistrust() {
        var random = new Random(4);
        var ports = Stream.generate(() -> ServentIdentity.random(random).port()).limit(10_000).toList();
        assertThat(ports).allMatch(port -> port >= 10_000 && port <= 60_000);
        assertThat(ports.stream().distinct().count()).isGreaterThan(8_000);
    }

    @Test
    void theGuidIsThatOfAModernServent() {
        var guid = ServentIdentity.random(new Random(4)).guid().bytes(); // C-6
        assertThat(guid[8]).isEqualTo((byte) 0xFF);
        assertThat(guid[15]).isZero();
    }
}
