package filbert.household.results;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Sha1;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.DownloadView.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MarksTest {
    private static final Sha1 SHA1 = new Sha1(1, 2, 3);

    private static Marks marks(DownloadView download) {
        return new Marks(List.of(download), _ -> Set.of());
    }

    private static DownloadView download(State state) {
        return new DownloadView(1, 1, SHA1, Optional.empty(), "x", 5, state, 0, 0, 0, "", "", null, null, Instant.EPOCH, List.of(), List.of());
    }

    @Test
    void aHashTellsWhatIsUnderWayOrDone() {
        assertThat(marks(download(State.QUEUED)).of(Optional.of(SHA1))).isEqualTo("queued");
        assertThat(marks(download(State.DONE)).of(Optional.of(SHA1))).isEqualTo("done");
    }

    @Test
    void whatNobodyVouchesForHasNoneBeforeItIsDone() {
        assertThat(marks(download(State.QUEUED).unchecked()).of(Optional.of(SHA1))).isEmpty();
        assertThat(marks(download(State.QUEUED).unchecked()).queued()).isEmpty();
        assertThat(marks(download(State.DONE).unchecked()).of(Optional.of(SHA1))).isEqualTo("done");
    }
}
