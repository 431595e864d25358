package filbert.sharing.download;

import filbert.sharing.download.DownloadStore.StoredDownload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store, written from people's threads and workers alike without an older row ever replacing a newer one. Safe from any thread; blocks. */
final class Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private final DownloadStore store;
    private final Map<Long, Long> revisions = new HashMap<>();

    Ledger(DownloadStore store) {
        this.store = store;
    }

    synchronized List<StoredDownload> load() {
        return store.load();
    }

    synchronized long insert(StoredDownload download) {
        return store.insert(download);
    }

    synchronized void save(Download.Row row) {
        var id = row.content().download().id();
        if (revisions.getOrDefault(id, 0L) < row.revision()) {
            store.update(row.content());
            revisions.put(id, row.revision());
        }
    }

    /** For the engine, which has nobody to tell. @return whether it is durable */
    boolean trySave(Download.Row row) {
        try {
            save(row);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("the queue could not keep download {}: {}; its journal still has it", row.content().download().id(), e.toString());
            return false;
        }
    }

    List<DownloadStore.StoredLook> looks() {
        return store.looks();
    }

    /** That one is forgotten by a restart is no harm. */
    void tryLooked(DownloadStore.StoredLook look) {
        try {
            store.looked(look);
        } catch (RuntimeException e) {
            LOG.debug("a look for sources could not be kept", e);
        }
    }

    synchronized void delete(long id) {
        store.delete(id);
        revisions.put(id, Long.MAX_VALUE);
    }
}
