package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.Offer.Fit;
import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.adopt.Client;
import filbert.sharing.download.adopt.Finding;
import filbert.sharing.download.adopt.Leftovers.Origin;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which download a leftover belongs to. */
final class FitsTest {
    private static final TigerRoot ROOT = TigerRoot.of(new byte[24]);

    private static Sha1 sha1(int number) {
        var bytes = new byte[20];
        bytes[0] = (byte) number;
        return Sha1.of(bytes);
    }

    private static DownloadView download(long id, int content, String name, long size, State state) {
        return new DownloadView(
                id, 1, sha1(content), id == 4 ? Optional.of(ROOT) : Optional.empty(), name, size, state, 0, 0, 0, "", "", null, null,
                Instant.EPOCH, List.of(), List.of());
    }

    private final Fits fits = new Fits(List.of(
            download(1, 1, "hazel.ogg", 100, State.QUEUED),
            download(2, 2, "almond.ogg", 100, State.PAUSED),
            download(3, 3, "walnut.ogg", 300, State.DONE),
            download(4, 4, "chestnut.ogg", 400, State.FAILED),
            download(5, 5, "twice.ogg", 500, State.DONE),
            download(6, 5, "twice.ogg", 500, State.QUEUED),
            download(7, 7, "unchecked.ogg", 700, State.QUEUED).unchecked()));

    private Offer offer(Optional<Sha1> sha1, Optional<TigerRoot> root, String name, long size) {
        var origin = new Origin(Client.GTK_GNUTELLA, Path.of("/old/x"), Optional.empty());
        return fits.offer(new Finding(1, origin, "x", name, size, sha1, root, 10, false, false));
    }

    private Offer byHash(int content) {
        return offer(Optional.of(sha1(content)), Optional.empty(), "any", 7);
    }

    @Test
    void aHashSaysMost() {
        assertThat(byHash(1)).returns(Fit.BY_HASH, Offer::fit).returns(1L, offer -> offer.download().orElseThrow().id());
        assertThat(byHash(3).fit()).isEqualTo(Fit.DONE);
        assertThat(byHash(5)).as("wanted again").returns(Fit.BY_HASH, Offer::fit).returns(6L, offer -> offer.download().orElseThrow().id());
        assertThat(byHash(9)).returns(Fit.NEW, Offer::fit).returns(true, offer -> offer.download().isEmpty());
        assertThat(offer(Optional.empty(), Optional.of(ROOT), "any", 7).fit()).isEqualTo(Fit.BY_HASH);
    }

    @Test
    void noLeftoverIsAPartOfWhatNobodyVouchesFor() {
        assertThat(byHash(7)).as("what it is called by is no hash").returns(Fit.NEW, Offer::fit).returns(true, offer -> offer.download().isEmpty());
        assertThat(offer(Optional.empty(), Optional.empty(), "unchecked.ogg", 700).fit()).isEqualTo(Fit.NO_HASH);
    }

    @Test
    void withoutOneSizeAndNameDo() {
        assertThat(offer(Optional.empty(), Optional.empty(), "Almond.ogg", 100)).returns(Fit.BY_NAME, Offer::fit).returns(true, Offer::adoptable);
        assertThat(offer(Optional.empty(), Optional.empty(), "other.ogg", 400)).returns(Fit.BY_SIZE, Offer::fit).returns(true, Offer::adoptable);
        assertThat(offer(Optional.empty(), Optional.empty(), "other.ogg", 100)).returns(Fit.SEVERAL, Offer::fit).returns(false, Offer::adoptable);
        assertThat(offer(Optional.empty(), Optional.empty(), "walnut.ogg", 300)).returns(Fit.NO_HASH, Offer::fit).returns(false, Offer::adoptable);
    }
}
