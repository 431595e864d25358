package filbert.store;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.servent.search.Source;
import filbert.sharing.download.DownloadStore.Memo;
import filbert.sharing.download.DownloadStore.StoredDownload;
import filbert.sharing.download.DownloadStore.StoredLook;
import filbert.sharing.download.DownloadStore.StoredPlace;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.Priority;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class H2DownloadStoreTest extends StoreTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123456Z");
    private static final Source SOURCE = new Source(
            HostAddress.parse("192.0.2.7:23456").orElseThrow(), new Guid(1, 2), 7, "a.ogg", "LIME", 1, false, true, List.of());

    private static final StoredPlace PLACE = new StoredPlace(
            SOURCE.address(), Guid.ZERO, "6A07AA40BC3DDAA9AAB0B3C3D3E34A53", 14, NOW.plusSeconds(290), NOW.plusSeconds(400));

    private static final StoredPlace PUSHED = new StoredPlace(
            HostAddress.of(0, 0), new Guid(1, 2), "6a07aa40bc3ddaa9aab0b3c3d3e34a54", 0, NOW, NOW);

    private static StoredDownload download(long id, State state, @Nullable Path path, @Nullable Instant nextTry) {
        var view = new DownloadView(
                id, 1, new Sha1(1, 2, 3), Optional.of(new TigerRoot(4, 5, 6)), "blue hazel.ogg", -1, state, 10, 5, 0, "waiting",
                "192.0.2.7 says: \"later\"", nextTry, path, NOW, List.of(), List.of(), new DownloadView.Looking(NOW, 3, 0, null),
                state == State.DONE ? Priority.HIGH : Priority.LOW, null, state == State.DONE);
        return new StoredDownload(state == State.DONE ? view : view.goingTo(Path.of("/srv/films")), List.of(SOURCE), List.of(PLACE, PUSHED));
    }

    @Test
    void theQueueIsThereAfterReopeningAsItWasLeft() {
        long first;
        long second;
        try (var database = house()) {
            var store = new H2DownloadStore(database);
            first = store.insert(download(0, State.QUEUED, null, NOW));
            second = store.insert(download(0, State.QUEUED, null, null));
            var gone = store.insert(download(0, State.QUEUED, null, null));
            store.update(download(second, State.DONE, Path.of("/media/blue hazel.ogg"), null));
            store.delete(gone);
        }
        try (var database = house()) {
            assertThat(new H2DownloadStore(database).load())
                    .containsExactly(
                            download(first, State.QUEUED, null, NOW),
                            download(second, State.DONE, Path.of("/media/blue hazel.ogg"), null));
        }
    }

    @Test
    void whatTheQueueRemembersOfADownloadIsThereAfterReopening() {
        var memo = new Memo(true, Path.of("/volumes/2/films"));
        var row = download(0, State.QUEUED, null, null);
        try (var database = house()) {
            new H2DownloadStore(database).insert(new StoredDownload(row.download(), row.sources(), row.places(), memo));
        }
        try (var database = house()) {
            assertThat(new H2DownloadStore(database).load()).extracting(StoredDownload::memo).containsExactly(memo);
        }
    }

    @Test
    void looksOfTheLastHourAreRemembered() {
        var old = new StoredLook(NOW, false);
        var wish = new StoredLook(NOW.plusSeconds(1_000), false);
        var itself = new StoredLook(NOW.plusSeconds(4_000), true);
        try (var database = house()) {
            var store = new H2DownloadStore(database);
            store.looked(old);
            store.looked(wish);
            assertThat(store.looks()).containsExactly(old, wish);
            store.looked(itself);
        }
        try (var database = house()) {
            assertThat(new H2DownloadStore(database).looks()).containsExactly(wish, itself);
        }
    }
}
