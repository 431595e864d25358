package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeisureTest {
    private static final long MEBIBYTE = 1L << 20;

    private long cpu;
    private long garbage;
    private int collections;
    private int lettingGo;
    private final Leisure leisure = new Leisure(() -> cpu, () -> garbage, () -> lettingGo++, () -> {
        collections++;
        cpu += Duration.ofSeconds(2).toNanos(); // what the collection itself takes
        garbage = 0;
    });

    @Test
    void muchGarbageIsCollectedWhenNothingHappens() {
        look(Duration.ofMillis(200), 40);

        assertThat(collections).isEqualTo(1);
    }

    @Test
    void notWhileThereIsWork() {
        look(Duration.ofSeconds(10), 40);

        assertThat(collections).isZero();

        look(Duration.ofMillis(200), 0);

        assertThat(collections).as("but soon afterwards").isEqualTo(1);
    }

    @Test
    void notForLittle() {
        look(Duration.ofMillis(200), 0);
        look(Duration.ofMillis(200), 8);

        assertThat(collections).isZero();
    }

    @Test
    void lessIsCollectedWhenWorkHasEnded() {
        look(Duration.ofSeconds(10), 4);
        look(Duration.ofMillis(200), 4);

        assertThat(collections).isEqualTo(1);
    }

    @Test
    void whatCanBeReadAgainIsLetGoOfOnceWhenWorkHasEnded() {
        look(Duration.ofSeconds(10), 0);
        assertThat(lettingGo).isZero();

        look(Duration.ofMillis(200), 0);
        look(Duration.ofMillis(200), 40);
        assertThat(lettingGo).isEqualTo(1);

        look(Duration.ofSeconds(10), 0);
        look(Duration.ofMillis(200), 0);
        assertThat(lettingGo).isEqualTo(2);
    }

    @Test
    void whatACollectionTakesIsNoWork() {
        look(Duration.ofMillis(200), 40);
        look(Duration.ofMillis(200), 40);

        assertThat(collections).isEqualTo(2);
    }

    private void look(Duration worked, long more) {
        cpu += worked.toNanos();
        garbage += more * MEBIBYTE;
        leisure.look();
    }
}
