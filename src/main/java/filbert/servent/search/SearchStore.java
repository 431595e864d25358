package filbert.servent.search;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Keeps searches and what they found. Every method may block and is called on workers, never on the owner. */
public interface SearchStore {
    /**
     * Inserts or updates the search itself, without its files.
     *
     * @param canonicalQuery its words in canonical form, by which {@link #latest} finds it
     */
    void save(SearchView search, String canonicalQuery);

    /** Inserts or replaces rows of a search, their sources included. */
    void saveFiles(String searchId, Collection<FoundFile> files);

    /** With all files. */
    Optional<SearchView> load(String searchId);

    /** The newest search of this person with the same canonical query. */
    Optional<SearchView> latest(long person, String canonicalQuery);

    /** Newest first, without files. */
    List<SearchView> recent(long person, int atMost);
}
