package filbert.store;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.AdoptionStore.StoredAdoption;
import filbert.sharing.download.DownloadStore.StoredDownload;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.adopt.Client;
import filbert.sharing.download.adopt.Leftovers.Origin;
import filbert.showroom.PretendDownloads;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class H2AdoptionStoreTest extends StoreTest {
    @Test
    void theyAreKeptUntilForgottenOrTheirDownloadIsGone() {
        try (var database = house()) {
            var downloads = new H2DownloadStore(database);
            var id = downloads.insert(new StoredDownload(PretendDownloads.view(0, "hazel", State.QUEUED, 10, 0, 0, ""), List.of()));
            var store = new H2AdoptionStore(database);
            var part = new StoredAdoption(id, new Origin(Client.GTK_GNUTELLA, Path.of("/old/hazel"), Optional.of(Path.of("/old/fileinfo"))));
            var other = new StoredAdoption(id, new Origin(Client.LIMEWIRE, Path.of("/old/T-10-hazel"), Optional.empty()));
            store.keep(part);
            store.keep(other);
            store.keep(part);
            assertThat(store.load()).containsExactlyInAnyOrder(part, other);
            store.forget(other);
            assertThat(store.load()).containsExactly(part);
            downloads.delete(id);
            assertThat(store.load()).isEmpty();
        }
    }
}
