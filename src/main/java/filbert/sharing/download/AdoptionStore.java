package filbert.sharing.download;

import filbert.sharing.download.adopt.Leftovers;
import java.util.List;

/** Keeps take-overs until they end. Every method may block and is called on workers and people's threads; writes are durable when they return. */
public interface AdoptionStore {
    /** Remembers nothing. */
    AdoptionStore NONE = new AdoptionStore() {
        @Override
        public List<StoredAdoption> load() {
            return List.of();
        }

        @Override
        public void keep(StoredAdoption adoption) {}

        @Override
        public void forget(StoredAdoption adoption) {}
    };

    List<StoredAdoption> load();

    /** In place of another of the same download and file. */
    void keep(StoredAdoption adoption);

    /** Those of a deleted download are forgotten with it. */
    void forget(StoredAdoption adoption);

    /** What a download takes over, and from where. */
    record StoredAdoption(long download, Leftovers.Origin origin) {}
}
