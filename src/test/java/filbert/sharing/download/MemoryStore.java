package filbert.sharing.download;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A queue's rows, as a database that never fails keeps them. */
final class MemoryStore implements DownloadStore {
    final Map<Long, StoredDownload> rows = new LinkedHashMap<>();
    final List<StoredLook> looks = new ArrayList<>();
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
        rows.put(++lastId, StoredRows.withId(lastId, download));
        return lastId;
    }

    @Override
    public void update(StoredDownload download) {
        check();
        beforeUpdate.accept(download);
        rows.replace(download.download().id(), download);
    }

    @Override
    public List<StoredLook> looks() {
        return List.copyOf(looks);
    }

    @Override
    public void looked(StoredLook look) {
        check();
        looks.add(look);
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
