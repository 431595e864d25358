package filbert.servent.search;

import filbert.event.Signal;
import java.util.List;
import java.util.Optional;

/** The household's own searches, running and finished. Every method is safe from any thread that may block. */
public interface Searches {
    /**
     * Starts a run, or re-uses one of the same person and words younger than a minute.
     *
     * @return the run's id
     * @throws UnsearchableException when the words cannot be searched for (2-search, 1.3)
     */
    String start(long person, String query);

    void stop(String searchId);

    /** Running ones from memory, older ones as stored. */
    Optional<SearchView> view(String searchId);

    /** The newest run of this person for these words, if there ever was one. Asks nobody. */
    Optional<SearchView> latest(long person, String query);

    List<SearchView> recent(long person, int atMost);

    /** Raised whenever any search changed. */
    Signal changed();
}
