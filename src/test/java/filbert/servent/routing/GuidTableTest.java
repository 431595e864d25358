package filbert.servent.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class GuidTableTest {
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int CHUNKS = 4;

    private final SteppedOwner owner = new SteppedOwner();
    private final GuidTable table = new GuidTable(owner, LIFETIME, CHUNKS, 7);

    @Test
    void findsWhatWasAddedAndNothingElse() {
        table.add(1, 2, Ourselves.US);
        assertThat(table.find(1, 2)).isNotEqualTo(GuidTable.NONE);
        assertThat(table.find(2, 1)).isEqualTo(GuidTable.NONE);
        assertThat(table.find(1, 3)).isEqualTo(GuidTable.NONE);
    }

    @Test
    @DisplayName("C-13: when full it forgets the oldest chunk and never grows beyond its bound")
    void staysBoundedUnderAFlood() {
        for (var i = 0; i < 20 * GuidTable.CHUNK; i++) {
            table.add(i, ~i, Ourselves.US);
            assertThat(table.size()).isLessThanOrEqualTo(CHUNKS * GuidTable.CHUNK);
        }
        assertThat(table.find(0, ~0)).isEqualTo(GuidTable.NONE);
        for (var i = 17 * GuidTable.CHUNK; i < 20 * GuidTable.CHUNK; i++) {
            assertThat(table.find(i, ~i)).isNotEqualTo(GuidTable.NONE);
        }
    }

    @Test
    @DisplayName("C-13: entries stay at least ten minutes and go, by chunk, afterwards")
    void keepsEntriesForTheirLifetime() {
        table.add(-1, -1, Ourselves.US);
        fill(0, GuidTable.CHUNK);
        owner.pass(LIFETIME);
        fill(1, GuidTable.CHUNK);
        assertThat(table.find(-1, -1)).isNotEqualTo(GuidTable.NONE);
        owner.pass(Duration.ofSeconds(1));
        fill(2, GuidTable.CHUNK);
        assertThat(table.find(-1, -1)).isEqualTo(GuidTable.NONE);
    }

    @Test
    void usingAnEntryRenewsItWithItsNotes() {
        table.notes(table.add(-1, -1, Ourselves.US), 42);
        for (var round = 0; round < 10; round++) {
            fill(round, GuidTable.CHUNK);
            table.renew(table.find(-1, -1));
        }
        assertThat(table.notes(table.find(-1, -1))).isEqualTo(42);
        for (var round = 10; round < 15; round++) {
            fill(round, GuidTable.CHUNK);
        }
        assertThat(table.find(-1, -1)).isEqualTo(GuidTable.NONE);
    }

    @Test
    void comparesOnlyTheMaskedBits() {
        var masked = new GuidTable(owner, LIFETIME, CHUNKS, 7, 0x0000_0000_FFFF_FFFFL, -1);
        var entry = masked.add(0x1111_1111_2222_2222L, 5, Ourselves.US);
        assertThat(masked.find(0x3333_3333_2222_2222L, 5)).isEqualTo(entry);
        assertThat(masked.isExactly(entry, 0x3333_3333_2222_2222L, 5)).isFalse();
        assertThat(masked.isExactly(entry, 0x1111_1111_2222_2222L, 5)).isTrue();
        assertThat(masked.find(0x1111_1111_2222_2223L, 5)).isEqualTo(GuidTable.NONE);
    }

    @Test
    void agreesWithAPlainListWhateverHappens() {
        var random = new Random(11);
        var kept = new ArrayList<long[]>();
        for (var i = 0; i < 3 * GuidTable.CHUNK; i++) {
            if (i % 3 == 0 && !kept.isEmpty()) {
                var guid = kept.get(random.nextInt(kept.size()));
                var entry = table.renew(table.find(guid[0], guid[1]));
                assertThat(table.notes(entry)).isEqualTo(guid[0]);
            } else {
                var guid = new long[] {random.nextLong(), random.nextLong()};
                table.notes(table.add(guid[0], guid[1], Ourselves.US), guid[0]);
                kept.add(guid);
            }
        }
        assertThat(table.size()).isEqualTo(kept.size());
        for (var guid : kept) {
            assertThat(table.notes(table.find(guid[0], guid[1]))).isEqualTo(guid[0]);
        }
    }

    private void fill(int round, int count) {
        for (var i = 0; i < count; i++) {
            table.add(round + 1000L, i, Ourselves.US);
        }
    }
}
