package filbert.servent.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps searches in memory. */
public final class RememberedSearches implements SearchStore {
    private final Map<String, SearchView> searches = new LinkedHashMap<>();
    private final Map<String, String> canonical = new LinkedHashMap<>();
    private final Map<String, Map<String, FoundFile>> files = new LinkedHashMap<>();
    final Map<String, Integer> settled = new LinkedHashMap<>(); // with how many files

    void forgetAll() {
        searches.clear();
        canonical.clear();
        files.clear();
    }

    @Override
    public void save(SearchView search, String canonicalQuery) {
        searches.put(search.id(), search);
        canonical.put(search.id(), canonicalQuery);
    }

    @Override
    public void saveFiles(String searchId, Collection<FoundFile> found) {
        found.forEach(file -> files.computeIfAbsent(searchId, _ -> new LinkedHashMap<>()).put(file.id(), file));
    }

    @Override
    public void settled(String searchId) {
        settled.put(searchId, files.getOrDefault(searchId, Map.of()).size());
    }

    @Override
    public Optional<SearchView> load(String searchId) {
        return Optional.ofNullable(searches.get(searchId)).map(this::whole);
    }

    private SearchView whole(SearchView view) {
        return new SearchView(
                view.id(),
                view.person(),
                view.query(),
                view.state(),
                view.started(),
                view.asked(),
                view.answered(),
                view.reason(),
                view.dropped(),
                List.copyOf(files.getOrDefault(view.id(), Map.of()).values()));
    }

    @Override
    public Optional<SearchView> latest(long person, String canonicalQuery) {
        return recent(person, Integer.MAX_VALUE).stream()
                .filter(view -> canonicalQuery.equals(canonical.get(view.id())))
                .findFirst()
                .map(this::whole);
    }

    @Override
    public List<SearchView> recent(long person, int atMost) {
        return new ArrayList<>(searches.values()).stream()
                .filter(view -> view.person() == person)
                .sorted(Comparator.comparing(SearchView::started).reversed())
                .limit(atMost)
                .toList();
    }
}
