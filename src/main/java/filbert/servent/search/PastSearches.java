package filbert.servent.search;

import filbert.wire.message.SearchText;
import java.util.List;
import java.util.Optional;

/** The searches a store remembers, as they stand when none of them is running. Every method may block. */
public final class PastSearches {
    private final SearchStore store;

    public PastSearches(SearchStore store) {
        this.store = store;
    }

    public Optional<SearchView> view(String searchId) {
        return store.load(searchId).map(PastSearches::notLive);
    }

    /** The newest of this person for these words, however they are spelt. */
    public Optional<SearchView> latest(long person, String query) {
        return SearchText.of(query).flatMap(text -> latestCanonical(person, text.full()));
    }

    Optional<SearchView> latestCanonical(long person, String canonical) {
        return store.latest(person, canonical).map(PastSearches::notLive);
    }

    /** Newest first, without files. */
    public List<SearchView> recent(long person, int atMost) {
        return store.recent(person, atMost).stream().map(PastSearches::notLive).toList();
    }

    /** One that was under way when the process ended is no longer. */
    private static SearchView notLive(SearchView stored) {
        if (stored.state() == SearchView.State.DONE || stored.state() == SearchView.State.STOPPED) {
            return stored;
        }
        return new SearchView(
                stored.id(),
                stored.person(),
                stored.query(),
                SearchView.State.STOPPED,
                stored.started(),
                stored.asked(),
                stored.answered(),
                stored.asked() == 0 ? "not-connected" : stored.reason(),
                stored.dropped(),
                stored.files());
    }
}
