package filbert.sharing.library.index;

import static filbert.sharing.library.index.IndexFixtures.file;
import static filbert.sharing.library.index.IndexFixtures.sha1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers on threads of their own while writers change the index. */
final class IndexUnderChangeTest {
    private final FileIndex index = new FileIndex();
    private final AtomicBoolean changing = new AtomicBoolean(true);

    @Test
    @Timeout(60)
    void readersAlwaysSeeAWholeIndex() throws Exception {
        index.put(IntStream.rangeClosed(1, 2000).mapToObj(i -> file(i, "steady song " + i + ".mp3")).toList());
        try (var threads = Executors.newCachedThreadPool()) {
            var readers = IntStream.range(0, 2).mapToObj(i -> threads.submit(reader(i))).toList();
            var writers = IntStream.range(0, 2).mapToObj(i -> threads.submit(() -> write(i))).toList();
            for (var writer : writers) {
                writer.get();
            }
            changing.set(false);
            for (var reader : readers) {
                assertThat(reader.get()).isPositive();
            }
        }
        assertThat(index.snapshot().files()).isEqualTo(2000);
    }

    private void write(int writer) {
        var first = 10_000 * (writer + 1);
        for (var round = 0; round < 40; round++) {
            index.put(IntStream.range(first, first + 50).mapToObj(i -> file(i, writer + 7, "passing tune " + i + ".ogg")).toList());
            if (round % 2 == 0) {
                index.removeFolder(writer + 7);
            } else {
                index.remove(IntStream.range(first, first + 50).boxed().toList());
            }
        }
    }

    private Callable<Integer> reader(int seed) {
        return () -> {
            var random = new Random(seed);
            var looks = 0;
            do {
                var snapshot = index.snapshot();
                assertThat(snapshot.matching(List.of("steady"), 0, 5000, random)).hasSize(2000);
                var passing = snapshot.matching(List.of("passing", "tune"), 0, 5000, random).size();
                assertThat(passing % 50).isZero();
                assertThat(snapshot.files()).isEqualTo(2000 + passing);
                assertThat(snapshot.bySha1(sha1(77))).isPresent();
                looks++;
            } while (changing.get());
            return looks;
        };
    }
}
