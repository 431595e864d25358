package filbert.config.engine;

import filbert.sharing.download.AdoptionView;
import filbert.sharing.download.Adoptions;
import filbert.sharing.download.adopt.Leftovers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Take-overs; there are none before a network is chosen. */
final class LateAdoptions implements Adoptions {
    private volatile @Nullable Adoptions opened;

    void opened(Adoptions queue) {
        opened = queue;
    }

    @Override
    public boolean adopt(long download, Leftovers.Origin origin) {
        var now = opened;
        return now != null && now.adopt(download, origin);
    }

    @Override
    public boolean leave(long download) {
        var now = opened;
        return now != null && now.leave(download);
    }

    @Override
    public List<AdoptionView> adoptions() {
        var now = opened;
        return now == null ? List.of() : now.adoptions();
    }
}
