package filbert.store;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.statistics.SampleStore.Asked;
import filbert.household.statistics.SampleStore.AskedFile;
import filbert.household.statistics.SampleStore.Key;
import filbert.household.statistics.SampleStore.Sample;
import filbert.household.statistics.SampleStore.Sum;
import filbert.household.statistics.Span;
import filbert.identity.Sha1;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class H2SampleStoreTest extends StoreTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final Sha1 FILE = Sha1.of(java.nio.ByteBuffer.allocate(20).putInt(4_711_000).array());
    private static final Key SENT = new Key("sent", "");

    @Test
    void samplesAddUpByFiveMinutesHoursAndDays() {
        try (var database = house()) {
            var store = new H2SampleStore(database);
            store.add(NOON.plusSeconds(10), Map.of(SENT, new Sum(100, 1), new Key("folder", "ä'; drop"), new Sum(1, 1)));
            store.add(NOON.plusSeconds(290), Map.of(SENT, new Sum(200, 2)));
            store.add(NOON.plusSeconds(310), Map.of(SENT, new Sum(5L << 40, 1)));
            assertThat(store.list("sent", Span.Width.FIVE_MINUTES, NOON))
                    .containsExactly(new Sample(NOON, "", new Sum(300, 3)), new Sample(NOON.plusSeconds(300), "", new Sum(5L << 40, 1)));
            assertThat(store.list("sent", Span.Width.HOUR, NOON)).containsExactly(new Sample(NOON, "", new Sum(300 + (5L << 40), 4)));
            assertThat(store.list("sent", Span.Width.DAY, NOON)).as("the day began before noon").isEmpty();
            assertThat(store.list("sent", Span.Width.DAY, Span.Width.DAY.began(NOON))).hasSize(1);
            assertThat(store.list("folder", Span.Width.HOUR, NOON)).extracting(Sample::label).containsExactly("ä'; drop");
        }
    }

    @Test
    void whatIsOldIsForgotten() {
        try (var database = house()) {
            var store = new H2SampleStore(database);
            store.add(NOON, Map.of(SENT, new Sum(1, 1)));
            store.addAsked(Map.of(FILE, new Asked(TODAY.minusDays(500), 1, 1)));
            assertThat(store.tidy(NOON.plus(Duration.ofDays(1)), TODAY.minusDays(400))).isEqualTo(1);
            assertThat(store.tidy(NOON.plus(Duration.ofDays(3)), TODAY)).isEqualTo(1);
            assertThat(store.list("sent", Span.Width.FIVE_MINUTES, Instant.EPOCH)).isEmpty();
            assertThat(store.list("sent", Span.Width.HOUR, Instant.EPOCH)).hasSize(1);
        }
    }

    @Test
    void requestsAddUpByFileAndDay() {
        try (var database = house()) {
            var store = new H2SampleStore(database);
            var other = Sha1.of(java.nio.ByteBuffer.allocate(20).putInt(1).array());
            store.addAsked(Map.of(FILE, new Asked(TODAY, 2, 10), other, new Asked(TODAY, 1, 7)));
            store.addAsked(Map.of(FILE, new Asked(TODAY, 1, 5)));
            store.addAsked(Map.of(FILE, new Asked(TODAY.minusDays(1), 4, 1)));
            assertThat(store.asked(FILE, TODAY.minusDays(9))).containsExactly(new Asked(TODAY.minusDays(1), 4, 1), new Asked(TODAY, 3, 15));
            var never = Sha1.of(java.nio.ByteBuffer.allocate(20).putInt(2).array());
            assertThat(store.lastAsked(List.of(FILE, other, never))).isEqualTo(Map.of(FILE, TODAY, other, TODAY));
            assertThat(store.lastAsked(List.of())).isEmpty();
            assertThat(store.mostAsked(TODAY, 1)).containsExactly(new AskedFile(FILE.base32(), 3, 15));
            assertThat(store.mostAsked(TODAY, 5)).hasSize(2);
        }
    }
}
