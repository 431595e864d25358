package filbert.servent.search;

import filbert.event.Signal;
import filbert.wire.message.SearchText;
import java.util.List;
import java.util.Optional;

/** The household's own searches, running and finished. Every method is safe from any thread that may block. */
public interface Searches {
    /**
     * Starts a run, or re-uses one of the same person and words younger than a minute. The text {@code WhatIsNewXOXO} asks for the newest files, once in
     * five minutes.
     *
     * @return the run's id
     * @throws UnsearchableException when the words cannot be searched for (2-search, 1.3)
     */
    String start(long person, String query);

    /**
     * Starts a run that is in nobody's list and is not kept: {@link #view} knows it while it lives, some minutes beyond its end.
     *
     * @param number tells runs for the same words apart: above 0
     * @return the run's id
     * @throws UnsearchableException as {@link #start}
     */
    String startUnlisted(long number, String query);

    /**
     * The words in the form in which they are asked: two texts that are the same question are equal in it.
     *
     * @throws UnsearchableException for words nobody would answer
     */
    static String canonical(String query) {
        return SearchText.of(query).map(SearchText::full).orElseThrow(() -> new UnsearchableException("too-short"));
    }

    /**
     * Asks ultrapeers beyond our neighbours too, one by one; a search that is long over starts anew for it.
     *
     * @return the run's id
     * @throws UnsearchableException when that is not possible now
     */
    String deepen(String searchId);

    void stop(String searchId);

    /** Ends it and writes nothing of it down any more; what is written already stays. */
    void discard(String searchId);

    /** Running ones from memory, older ones as stored; with every source of every file, so not for lists. */
    Optional<SearchView> view(String searchId);

    /** Without files. */
    default Optional<SearchView> head(String searchId) {
        return view(searchId).map(SearchView::withoutFiles);
    }

    /** For lists. */
    default Optional<SearchSummary> summary(String searchId) {
        return view(searchId)
                .map(search -> new SearchSummary(
                        search.withoutFiles(), search.files().stream().map(FoundLine::of).toList()));
    }

    default Optional<FoundFile> file(String searchId, String fileId) {
        return view(searchId).flatMap(search -> search.file(fileId));
    }

    /** The newest run of this person for these words, if there ever was one, without files. Asks nobody. */
    Optional<SearchView> latest(long person, String query);

    List<SearchView> recent(long person, int atMost);

    /** Raised whenever any search changed. */
    Signal changed();
}
