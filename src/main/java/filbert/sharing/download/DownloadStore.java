package filbert.sharing.download;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.search.Source;
import java.time.Instant;
import java.util.List;

/** Keeps the queue. Every method may block and is called on workers; writes are durable when they return. */
public interface DownloadStore {
    List<StoredDownload> load();

    /** @return the id given to it */
    long insert(StoredDownload download);

    void update(StoredDownload download);

    void delete(long id);

    /** A row of the queue; {@code download} carries no rates, ranges or source views. */
    record StoredDownload(DownloadView download, List<Source> sources, List<StoredPlace> places) {
        public StoredDownload {
            sources = List.copyOf(sources);
            places = List.copyOf(places);
        }

        /** One that waits in nobody's queue. */
        public StoredDownload(DownloadView download, List<Source> sources) {
            this(download, sources, List.of());
        }
    }

    /**
     * A place in a source's queue that outlives connection and restart (3-transfer, 3.6.2).
     *
     * @param address of the source, 0.0.0.0:0 for one that is pushed
     * @param servent of a source that is pushed, otherwise zero
     * @param id as the source wrote it, 32 hexadecimal digits
     * @param position 1 is next, 0 while we are served
     * @param earliest to ask not before
     * @param lost when it is given to others
     */
    record StoredPlace(HostAddress address, Guid servent, String id, int position, Instant earliest, Instant lost) {}
}
