package filbert.store;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import filbert.servent.bootstrap.HostSource;
import filbert.servent.bootstrap.KnownHost;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class H2HostStoreTest extends StoreTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123456Z");

    private final List<Runnable> later = new ArrayList<>();

    private static KnownHost host(String address) {
        return new KnownHost(HostAddress.parse(address).orElseThrow(), "pong", NOW, NOW, true, false, 86_400, NOW, null, 2, NOW.plusSeconds(60));
    }

    private void catchUp() {
        var tasks = List.copyOf(later);
        later.clear();
        tasks.forEach(Runnable::run);
    }

    @Test // C-71
    void whoWasAskedForHostsIsRememberedFromOneRunToTheNext() {
        var asked = new HostSource(HostSource.Kind.UDP, "cache.example.org:3558", false, NOW, null, 0, 1);
        var never = new HostSource(HostSource.Kind.WEB, "http://web.example.org/", false, null, null, 0, 0);
        try (var database = house()) {
            var store = new H2HostStore(database, later::add);
            store.saveSources(List.of(never));
            store.saveSources(List.of(asked, never));
            catchUp();
        }
        try (var database = house()) {
            assertThat(new H2HostStore(database, later::add).loadSources()).containsExactlyInAnyOrder(asked, never);
        }
    }

    @Test
    void aLongTellerIsKept() {
        var teller = "neighbour 2001:db8:1111:2222:3333:4444:5555:6666";
        var told = new KnownHost(HostAddress.parse("192.0.2.1:1111").orElseThrow(), teller, NOW, NOW, true, true, 0, null, null, 0, null);
        try (var database = house()) {
            var store = new H2HostStore(database, later::add);
            store.save(List.of(told));
            catchUp();
            assertThat(store.load()).containsExactly(told);
        }
    }

    @Test
    void hostsAreRememberedFromOneRunToTheNext() {
        try (var database = house()) {
            var store = new H2HostStore(database, later::add);
            store.save(List.of(host("192.0.2.1:1111"), host("[2001:db8::1]:2222")));
            catchUp();
        }
        try (var database = house()) {
            assertThat(new H2HostStore(database, later::add).load())
                    .containsExactlyInAnyOrder(host("192.0.2.1:1111"), host("[2001:db8::1]:2222"));
        }
    }

    @Test
    void whenSavesComeFasterThanTheDiskOnlyTheNewestIsWritten() {
        try (var database = house()) {
            var store = new H2HostStore(database, later::add);
            for (int i = 1; i <= 50; i++) {
                store.save(List.of(host("192.0.2." + i + ":1111")));
            }
            assertThat(later).hasSize(1);
            assertThat(store.load()).isEmpty();
            catchUp();
            assertThat(store.load()).containsExactly(host("192.0.2.50:1111"));
            store.save(List.of());
            catchUp();
            assertThat(store.load()).isEmpty();
        }
    }
}
