package filbert.sharing.download;

import java.util.ArrayList;
import java.util.List;

/** Take-overs, as a database that never fails keeps them. */
final class MemoryAdoptions implements AdoptionStore {
    final List<StoredAdoption> rows = new ArrayList<>();

    @Override
    public List<StoredAdoption> load() {
        return new ArrayList<>(rows);
    }

    @Override
    public void keep(StoredAdoption adoption) {
        rows.remove(adoption);
        rows.add(adoption);
    }

    @Override
    public void forget(StoredAdoption adoption) {
        rows.remove(adoption);
    }
}
