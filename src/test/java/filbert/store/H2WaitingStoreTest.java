package filbert.store;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.sharing.upload.WaitingStore.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class H2WaitingStoreTest extends StoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private static Place place(String id, String host, Optional<HostAddress> node, String file) {
        return new Place(
                id,
                HostAddress.parse(host).orElseThrow(),
                node,
                Sha1.parse("PLSTHIPQGSSZTS5FJUPAKUZWUGYQYPFB"),
                file,
                "gtk-gnutella/1.2.2",
                3,
                NOW.minusSeconds(100),
                NOW.plusSeconds(20),
                NOW.plusSeconds(140));
    }

    @Test
    @DisplayName("T-65 places are read back as written, in their order, over a restart")
    void placesAreKeptInTheirOrder() {
        var called = place("B".repeat(32), "5.1.1.1:6346", HostAddress.parse("5.1.1.1:7000"), "hazel.ogg");
        var other = place("A".repeat(32), "[2a00:1:2:3::1]:6346", Optional.empty(), "wal\u0000nut");
        try (var database = house()) {
            var store = new H2WaitingStore(database);
            assertThat(store.load()).isEmpty();
            store.save(List.of(other));
            store.save(List.of(called, other));
        }
        try (var database = house()) {
            var store = new H2WaitingStore(database);
            assertThat(store.load()).first().isEqualTo(called);
            assertThat(store.load()).extracting(Place::id, Place::file).last().isEqualTo(org.assertj.core.groups.Tuple.tuple("A".repeat(32), "wal nut"));
            store.save(List.of());
            assertThat(store.load()).isEmpty();
        }
    }
}
