package filbert.sharing.download;

import filbert.identity.Sha1;
import filbert.sharing.download.DownloadStore.StoredDownload;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.Disk;
import filbert.sharing.download.disk.PartialFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the last run left behind: the store's rows, and downloads that only their journals remember. Blocks. */
final class Recollection {
    private static final Logger LOG = LoggerFactory.getLogger(Recollection.class);

    private final Ledger ledger;
    private final Disk disk;
    private final Path folder;
    private final Map<Sha1, Long> begun = new HashMap<>(); // for whom

    /** @param folder of partial files; made when only it is missing */
    Recollection(Ledger ledger, Disk disk, Path folder) {
        this.ledger = ledger;
        this.disk = disk;
        this.folder = folder;
    }

    /** Rows in the store, those it did not know of included. */
    List<StoredDownload> rows() {
        makeFolder();
        var rows = new ArrayList<>(ledger.load());
        var known = states(rows);
        var unfinished = new HashMap<Sha1, PartialFolder.Found>();
        var found = 0;
        for (var journal : journals()) {
            begun.put(journal.wanted().sha1(), journal.wanted().person());
            var done = known.get(journal.wanted().sha1());
            if (done == null && rows.stream().anyMatch(row -> isDone(row.download(), journal))) {
                forget(journal.wanted().sha1());
            } else if (done == null) {
                var row = StoredRows.of(journal);
                rows.add(StoredRows.withId(ledger.insert(row), row));
                found++;
            } else if (done) {
                forget(journal.wanted().sha1());
            } else {
                unfinished.put(journal.wanted().sha1(), journal);
            }
        }
        rows.replaceAll(row -> StoredRows.knowing(row, unfinished.get(row.download().sha1())));
        if (found > 0) {
            LOG.info("{} unfinished downloads were found by their journals", found);
        }
        return rows;
    }

    /** Is there a partial file of it, as far as {@link #rows} could see? */
    boolean begun(Sha1 content) {
        return begun.containsKey(content);
    }

    /** Was this person's download the last to work at it? It may have got as far as its final name. */
    boolean begunFor(long person, Sha1 content) {
        return Objects.equals(begun.get(content), person);
    }

    /** A file without a hash is called by its own once it is done: its journal, if it was left behind, still calls it as before. */
    private static boolean isDone(DownloadView row, PartialFolder.Found journal) {
        var wanted = journal.wanted();
        return wanted.unvouched()
                && row.unvouched()
                && row.state() == State.DONE
                && row.person() == wanted.person()
                && row.size() == wanted.size()
                && row.added().toEpochMilli() == wanted.added().toEpochMilli()
                && journal.content().equals(Optional.of(row.sha1()));
    }

    /** Content the store knows, and whether every row of it is done. */
    private static Map<Sha1, Boolean> states(List<StoredDownload> rows) {
        return rows.stream()
                .map(StoredDownload::download)
                .collect(Collectors.toMap(DownloadView::sha1, view -> view.state() == State.DONE, Boolean::logicalAnd));
    }

    private void makeFolder() {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder);
            }
        } catch (IOException e) {
            LOG.warn("the folder for unfinished downloads cannot be made: {}", e.toString());
        }
    }

    private List<PartialFolder.Found> journals() {
        try {
            return PartialFolder.in(folder);
        } catch (IOException e) {
            LOG.warn("unfinished downloads cannot be looked for: {}", e.toString());
            return List.of();
        }
    }

    /** Finished, and killed before it could tidy up. */
    private void forget(Sha1 sha1) {
        try {
            PartialFolder.delete(disk, folder, sha1);
        } catch (IOException e) {
            LOG.debug("the journal of finished {} stays", sha1, e);
        }
    }
}
