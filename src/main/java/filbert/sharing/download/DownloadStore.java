package filbert.sharing.download;

import filbert.servent.search.Source;
import java.util.List;

/** Keeps the queue. Every method may block and is called on workers; writes are durable when they return. */
public interface DownloadStore {
    List<StoredDownload> load();

    /** @return the id given to it */
    long insert(StoredDownload download);

    void update(StoredDownload download);

    void delete(long id);

    /** A row of the queue; {@code download} carries no rates, ranges or source views. */
    record StoredDownload(DownloadView download, List<Source> sources) {}
}
