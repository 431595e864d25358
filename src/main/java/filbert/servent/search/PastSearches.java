package filbert.servent.search;

import filbert.servent.spam.Experience;
import filbert.wire.message.SearchText;
import java.util.List;
import java.util.Optional;

/** The searches a store remembers, as they stand when none of them is running. Every method may block. */
public final class PastSearches {
    private final SearchStore store;
    private final RememberedLines lines;

    public PastSearches(SearchStore store, Experience experience) {
        this.store = store;
        this.lines = new RememberedLines(store, experience);
    }

    public Optional<SearchView> view(String searchId) {
        return store.load(searchId).map(PastSearches::notLive);
    }

    /** Without files. */
    public Optional<SearchView> head(String searchId) {
        return store.head(searchId).map(PastSearches::notLive);
    }

    public Optional<SearchSummary> summary(String searchId) {
        return head(searchId).map(search -> new SearchSummary(search, lines.of(search)));
    }

    public Optional<FoundFile> file(String searchId, String fileId) {
        return store.file(searchId, fileId);
    }

    /** The newest of this person for these words, however they are spelt; without files. */
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
                stored.files(),
                stored.reach());
    }
}
