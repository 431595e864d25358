package filbert.showroom;

import filbert.household.history.HistoryStore;
import filbert.household.history.PastSearch;
import filbert.servent.search.SearchView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.Set;

/** The history of {@link PretendSearches}. */
public final class PretendHistory implements HistoryStore {
    public final List<String> taken = new ArrayList<>();
    public final Map<Long, Set<String>> live = new ConcurrentHashMap<>();
    private final PretendSearches searches;

    private final Map<String, String> looks = new ConcurrentHashMap<>();

    PretendHistory(PretendSearches searches) {
        this.searches = searches;
    }

    private List<SearchView> all(long person) {
        return searches.recent(person, Integer.MAX_VALUE);
    }

    @Override
    public List<PastSearch> of(long person, int from, int atMost) {
        return all(person).stream()
                .skip(from)
                .limit(atMost)
                .map(run -> new PastSearch(run.id(), run.query(), run.started(), run.files().size(), (int) taken.stream().filter(run.id()::equals).count(), looks.getOrDefault(run.query(), "")))
                .toList();
    }

    @Override
    public void look(long person, String words, String look) {
        looks.put(words, look);
    }

    @Override
    public void forgetLooks() {
        looks.keySet().removeIf(words -> searches.runs.values().stream().noneMatch(run -> run.query().equals(words)));
    }

    @Override
    public int count(long person) {
        return all(person).size();
    }

    @Override
    public List<String> ids(long person) {
        return all(person).stream().map(SearchView::id).toList();
    }

    /** The searches themselves are the store here: a search that was discarded is removed already. */
    @Override
    public boolean remove(long person, String search) {
        return searches.discarded.remove(person + " " + search) || searches.runs.values().removeIf(run -> run.person() == person && run.id().equals(search));
    }

    @Override
    public void taken(String search) {
        taken.add(search);
    }

    @Override
    public int forgetBefore(Instant when) {
        return 0;
    }

    @Override
    public List<String> live(long person) {
        return List.copyOf(live.getOrDefault(person, Set.of()));
    }

    @Override
    public void makeLive(long person, String words) {
        live.computeIfAbsent(person, _ -> new TreeSet<>()).add(words);
    }

    @Override
    public void makeStill(long person, String words) {
        live.getOrDefault(person, new TreeSet<>()).remove(words);
    }
}
