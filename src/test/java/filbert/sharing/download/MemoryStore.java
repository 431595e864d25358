package filbert.sharing.download;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A queue's rows, as a database that never fails keeps them. */
final class MemoryStore implements DownloadStore {
    final Map<Long, StoredDownload> rows = new LinkedHashMap<>();
    boolean broken;
    Consumer<StoredDownload> beforeUpdate = _ -> {};
    private long lastId;

    @Override
    public List<StoredDownload> load() {
        return new ArrayList<>(rows.values());
    }

    @Override
    public long insert(StoredDownload download) {
        check();
        rows.put(++lastId, withId(lastId, download));
        return lastId;
    }

    private static StoredDownload withId(long id, StoredDownload row) {
        var v = row.download();
        return new StoredDownload(
                new DownloadView(
                        id, v.person(), v.sha1(), v.tigerRoot(), v.name(), v.size(), v.state(), v.written(), v.verified(), 0, v.reason(),
                        v.detail(), v.nextTry(), v.path(), v.added(), List.of(), List.of(), v.looking()),
                row.sources(),
                row.places());
    }

    @Override
    public void update(StoredDownload download) {
        check();
        beforeUpdate.accept(download);
        rows.replace(download.download().id(), download);
    }

    @Override
    public void delete(long id) {
        check();
        rows.remove(id);
    }

    private void check() {
        if (broken) {
            throw new IllegalStateException("database gone");
        }
    }
}
