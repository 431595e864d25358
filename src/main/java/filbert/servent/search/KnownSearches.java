package filbert.servent.search;

import filbert.wire.message.SearchText;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The searches there are, to be looked at: live ones from memory, older ones as stored. */
abstract class KnownSearches implements Searches {
    /** By id; read by everybody, changed by the owner. */
    final Map<String, SearchRun> live = new ConcurrentHashMap<>();

    private final PastSearches past;

    KnownSearches(PastSearches past) {
        this.past = past;
    }

    @Override
    public Optional<SearchView> view(String searchId) {
        var run = live.get(searchId);
        return run != null ? Optional.of(run.view()) : past.view(searchId);
    }

    @Override
    public Optional<SearchView> head(String searchId) {
        var run = live.get(searchId);
        return run != null ? Optional.of(run.viewWithoutFiles()) : past.head(searchId);
    }

    @Override
    public Optional<SearchSummary> summary(String searchId) {
        var run = live.get(searchId);
        return run != null ? Optional.of(run.summary()) : past.summary(searchId);
    }

    @Override
    public Optional<FoundFile> file(String searchId, String fileId) {
        var run = live.get(searchId);
        return run != null ? run.file(fileId) : past.file(searchId, fileId);
    }

    @Override
    public Optional<SearchView> latest(long person, String query) {
        var text = SearchText.of(query);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var canonical = text.get().full();
        return newest(person, canonical)
                .map(SearchRun::viewWithoutFiles)
                .or(() -> past.latestCanonical(person, canonical));
    }

    /** The live one that started last. */
    final Optional<SearchRun> newest(long person, String canonical) {
        return live.values().stream()
                .filter(run -> run.person == person && run.canonical.equals(canonical))
                .max(Comparator.comparing(run -> run.started));
    }

    @Override
    public List<SearchView> recent(long person, int atMost) {
        var views = new LinkedHashMap<String, SearchView>();
        past.recent(person, atMost).forEach(stored -> views.put(stored.id(), stored));
        live.values().stream().filter(run -> run.person == person).forEach(run -> views.put(run.id, run.viewWithoutFiles()));
        return views.values().stream()
                .sorted(Comparator.comparing(SearchView::started, Comparator.<Instant>reverseOrder()))
                .limit(atMost)
                .toList();
    }
}
