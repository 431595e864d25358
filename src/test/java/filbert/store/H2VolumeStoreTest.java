package filbert.store;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.Volume;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class H2VolumeStoreTest extends StoreTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    @Test
    void volumesAddUpByDayAndOverall() {
        try (var database = house()) {
            var store = new H2VolumeStore(database);
            assertThat(store.ever()).isEqualTo(Volume.NOTHING);
            store.add(MONDAY, new Volume(1, 2, 3, 4));
            store.add(MONDAY, new Volume(10, 20, 30, 40));
            store.add(MONDAY.plusDays(1), new Volume(5L << 50, 0, 0, 0));
        }
        try (var database = house()) {
            var store = new H2VolumeStore(database);
            assertThat(store.of(MONDAY)).isEqualTo(new Volume(11, 22, 33, 44));
            assertThat(store.of(MONDAY.minusDays(1))).isEqualTo(Volume.NOTHING);
            assertThat(store.ever()).isEqualTo(new Volume((5L << 50) + 11, 22, 33, 44));
        }
    }
}
