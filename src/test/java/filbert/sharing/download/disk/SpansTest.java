package filbert.sharing.download.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SpansTest {
    private static final int SIZE = 200;

    @Test
    void spansThatTouchBecomeOne() {
        var spans = Spans.of(List.of(new Span(0, 10), new Span(20, 30), new Span(10, 20)));
        assertThat(spans.list()).containsExactly(new Span(0, 30));
        assertThat(spans.total()).isEqualTo(30);
    }

    @Test
    void removingFromTheMiddleLeavesTwo() {
        var spans = Spans.of(List.of(new Span(0, 30)));
        spans.remove(new Span(10, 20));
        assertThat(spans.list()).containsExactly(new Span(0, 10), new Span(20, 30));
        assertThat(spans.missingFrom(new Span(5, 40))).containsExactly(new Span(10, 20), new Span(30, 40));
    }

    @Test
    void behavesLikeASetOfBytesWhateverIsDone() {
        var random = new Random(1);
        for (var round = 0; round < 200; round++) {
            var spans = new Spans();
            var bits = new BitSet();
            for (var step = 0; step < 40; step++) {
                var span = anySpan(random);
                if (random.nextInt(3) > 0) {
                    spans.add(span);
                    bits.set((int) span.from(), (int) span.to());
                } else {
                    spans.remove(span);
                    bits.clear((int) span.from(), (int) span.to());
                }
                var probe = anySpan(random);
                assertThat(spans.list()).isEqualTo(runs(bits, new Span(0, SIZE + 1), true));
                assertThat(spans.total()).isEqualTo(bits.cardinality());
                assertThat(spans.within(probe)).isEqualTo(runs(bits, probe, true));
                assertThat(spans.missingFrom(probe)).isEqualTo(runs(bits, probe, false));
                assertThat(spans.contains(probe)).isEqualTo(spans.missingFrom(probe).isEmpty());
                assertThat(spans.copy().list()).isEqualTo(spans.list());
            }
        }
    }

    private static Span anySpan(Random random) {
        var from = random.nextInt(SIZE - 1);
        return new Span(from, from + 1 + random.nextInt(SIZE - from));
    }

    private static List<Span> runs(BitSet bits, Span window, boolean set) {
        var runs = new ArrayList<Span>();
        var start = -1;
        for (var i = (int) window.from(); i <= window.to(); i++) {
            var in = i < window.to() && bits.get(i) == set;
            if (in && start < 0) {
                start = i;
            } else if (!in && start >= 0) {
                runs.add(new Span(start, i));
                start = -1;
            }
        }
        return runs;
    }

    @Test
    void anEmptySpanDoesNotExist() {
        assertThatThrownBy(() -> new Span(5, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Span(-1, 5)).isInstanceOf(IllegalArgumentException.class);
    }
}
