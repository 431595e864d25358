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

    /** Without files. */
    default Optional<SearchView> head(String searchId) {
        return load(searchId).map(SearchView::withoutFiles);
    }

    /** What a list shows of the files as they were found, in the order they were first seen; none for an unknown search. */
    default List<FoundLine> lines(String searchId) {
        return load(searchId).map(SearchView::files).orElse(List.of()).stream().map(FoundLine::of).toList();
    }

    /** Nothing is added to a search any more: what lists will want of it may be made ready. */
    default void settled(String searchId) {}

    default Optional<FoundFile> file(String searchId, String fileId) {
        return load(searchId).flatMap(search -> search.file(fileId));
    }

    /** The newest search of this person with the same canonical query, without files. */
    Optional<SearchView> latest(long person, String canonicalQuery);

    /** Newest first, without files. */
    List<SearchView> recent(long person, int atMost);
}
