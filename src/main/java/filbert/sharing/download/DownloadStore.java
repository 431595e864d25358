package filbert.sharing.download;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.search.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the queue. Every method may block and is called on workers; writes are durable when they return. */
public interface DownloadStore {
    List<StoredDownload> load();

    /** @return the id given to it */
    long insert(StoredDownload download);

    void update(StoredDownload download);

    void delete(long id);

    /** Those of {@link #LOOKS_COUNT}, oldest first; others may be among them. */
    List<StoredLook> looks();

    /** Older ones are forgotten. */
    void looked(StoredLook look);

    /** How long it counts that sources were looked for. */
    Duration LOOKS_COUNT = Duration.ofHours(1);

    /** A row of the queue; {@code download} carries no rates, ranges or source views. */
    record StoredDownload(DownloadView download, List<Source> sources, List<StoredPlace> places, Memo memo) {
        public StoredDownload {
            sources = List.copyOf(sources);
            places = List.copyOf(places);
        }

        /** One that waits in nobody's queue. */
        public StoredDownload(DownloadView download, List<Source> sources) {
            this(download, sources, List.of());
        }

        /** One of which there is nothing to remember. */
        public StoredDownload(DownloadView download, List<Source> sources, List<StoredPlace> places) {
            this(download, sources, places, Memo.NOTHING);
        }
    }

    /**
     * What the queue remembers of a download, and nobody sees.
     *
     * @param sought does it wait for its turn to be looked for, having come without a source?
     * @param place which place the folder it is sent to was when that was chosen, all links followed; null where nobody looked
     */
    record Memo(boolean sought, @Nullable Path place) {
        public static final Memo NOTHING = new Memo(false, null);
    }

    /** Sources were looked for: because somebody wished it, or by itself. */
    record StoredLook(Instant at, boolean byItself) {}

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
