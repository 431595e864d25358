package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.search.Source;
import filbert.sharing.download.disk.Span;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SuppliersTest {
    private final Suppliers<Candidate> suppliers = new Suppliers<>();
    private final Candidate anna = candidate(1);
    private final Candidate bert = candidate(2);

    private static Candidate candidate(int n) {
        var address = HostAddress.of(new byte[] {5, 1, 1, (byte) n}, 6346);
        return new Candidate(new Source(address, Guid.ZERO, 0, "", "", 0, false, false, List.of()), 0);
    }

    @Test
    void whoBroughtAllOfItIsAlone() {
        suppliers.add(new Span(0, 50), anna);
        suppliers.add(new Span(50, 100), anna);
        suppliers.add(new Span(100, 200), bert);
        assertThat(suppliers.of(new Span(0, 100))).containsExactly(anna);
        assertThat(suppliers.alone(new Span(0, 100))).isTrue();
        assertThat(suppliers.of(new Span(90, 110))).containsExactly(anna, bert);
        assertThat(suppliers.alone(new Span(90, 110))).isFalse();
        assertThat(suppliers.entries()).isEqualTo(2);
    }

    @Test
    void bytesFromBeforeARestartHaveNoSupplier() {
        suppliers.add(new Span(50, 100), anna);
        assertThat(suppliers.alone(new Span(0, 100))).isFalse();
        assertThat(suppliers.of(new Span(0, 50))).isEmpty();
    }

    @Test
    void isNeverLargerThanItsCeiling() {
        for (long i = 0; i < 3L * Suppliers.MAX_ENTRIES; i++) {
            suppliers.add(new Span(2 * i, 2 * i + 1), anna);
        }
        assertThat(suppliers.entries()).isEqualTo(Suppliers.MAX_ENTRIES);
    }

    @Test
    void behavesLikeAMapOfBytesWhateverIsDone() {
        var random = new Random(4);
        for (var round = 0; round < 100; round++) {
            var own = new Suppliers<Candidate>();
            Map<Long, Candidate> bytes = new HashMap<>();
            for (var step = 0; step < 30; step++) {
                var from = random.nextLong(100);
                var span = new Span(from, from + 1 + random.nextLong(40));
                var by = List.of(anna, bert).get(random.nextInt(2));
                var forget = random.nextInt(3) == 0;
                for (var at = span.from(); at < span.to(); at++) {
                    if (forget) {
                        bytes.remove(at);
                    } else {
                        bytes.put(at, by);
                    }
                }
                if (forget) {
                    own.forget(span);
                } else {
                    own.add(span, by);
                }
                var probeFrom = random.nextLong(120);
                var probe = new Span(probeFrom, probeFrom + 1 + random.nextLong(20));
                var expected = new HashSet<Candidate>();
                var holes = false;
                for (var at = probe.from(); at < probe.to(); at++) {
                    if (bytes.containsKey(at)) {
                        expected.add(bytes.get(at));
                    } else {
                        holes = true;
                    }
                }
                assertThat(own.of(probe)).containsExactlyInAnyOrderElementsOf(expected);
                assertThat(own.alone(probe)).isEqualTo(!holes && expected.size() == 1);
            }
        }
    }
}
