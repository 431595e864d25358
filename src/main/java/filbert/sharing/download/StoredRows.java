package filbert.sharing.download;

import filbert.identity.Sha1;
import filbert.sharing.download.DownloadStore.StoredDownload;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.PartialFolder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as they enter the queue. */
final class StoredRows {
    /** The SHA-1 of no bytes (3-transfer, 3.3.2): its size is known without asking anybody. */
    static final Sha1 EMPTY_FILE = Sha1.parse("3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ");

    private StoredRows() {}

    static StoredDownload of(DownloadRequest request, Instant added) {
        return row(request, added, 0);
    }

    /** A download that only its journal remembers; its sources are forgotten. */
    static StoredDownload of(PartialFolder.Found journal) {
        var wanted = journal.wanted();
        var request = new DownloadRequest(wanted.person(), wanted.sha1(), wanted.tigerRoot(), wanted.name(), wanted.size(), List.of(), wanted.unvouched());
        return row(request, wanted.added(), journal.written());
    }

    private static StoredDownload row(DownloadRequest request, Instant added, long written) {
        var view = new DownloadView(
                0,
                request.person(),
                request.sha1(),
                request.tigerRoot(),
                request.name(),
                request.size(),
                State.QUEUED,
                written,
                0,
                0,
                "",
                "",
                null,
                null,
                added,
                List.of(),
                List.of());
        return new StoredDownload(request.unvouched() ? view.unchecked() : view, request.sources().stream().limit(Candidates.MAX_SOURCES).toList());
    }

    /** The journal is written before the store: a complete file needs nobody to be asked, whatever the store says. */
    static StoredDownload knowing(StoredDownload row, PartialFolder.@Nullable Found journal) {
        var v = row.download();
        if (journal == null || v.state() == State.DONE || v.written() >= journal.written()) {
            return row;
        }
        return new StoredDownload(v.written(journal.written()), row.sources(), row.places(), row.memo());
    }

    static StoredDownload withId(long id, StoredDownload row) {
        return new StoredDownload(row.download().withId(id), row.sources(), row.places(), row.memo());
    }
}
