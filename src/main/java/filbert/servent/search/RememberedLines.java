package filbert.servent.search;

import filbert.servent.spam.Asked;
import filbert.servent.spam.Experience;
import filbert.servent.spam.Knowledge;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines of past searches that were looked at lately. They change only when the household learns something, so each is read once for all who
 * look, as long as it is among the last {@value #MOST_LINES} lines, about {@value #USUAL_BYTES} bytes each; the last one looked at stays in any case. Any thread; reading
 * blocks only those who wait for the same search.
 */
final class RememberedLines {
    static final int MOST_LINES = 60_000;
    private static final int USUAL_BYTES = 400;
    private static final int MOST_SEARCHES = 200;

    private final SearchStore store;
    private final Experience experience;
    private final LinkedHashMap<String, Once> searches = new LinkedHashMap<>(16, 0.75f, true); // last looked at comes last
    private final Map<String, Integer> weights = new HashMap<>(); // of those that have been read

    RememberedLines(SearchStore store, Experience experience) {
        this.store = store;
        this.experience = experience;
    }

    /** Read by the first who asks; the others wait for that. */
    private static final class Once {
        private @Nullable List<FoundLine> found;
        private List<FoundLine> lines = List.of();
        private Knowledge after = Knowledge.NONE;
        private int weight;

        synchronized List<FoundLine> read(SearchStore store, SearchView search, Knowledge known) {
            if (found == null || after != known) {
                if (found == null) {
                    found = List.copyOf(store.lines(search.id()));
                    weight = (int) found.stream().mapToLong(line -> 1 + line.offers().length() / USUAL_BYTES).sum();
                }
                var asked = Asked.of(search.query());
                lines = found.stream().map(line -> line.after(known, asked)).toList();
                after = known;
            }
            return lines;
        }

        /** In usual lines. */
        synchronized int weight() {
            return weight;
        }
    }

    List<FoundLine> of(SearchView search) {
        var once = entry(search.id());
        var lines = once.read(store, search, experience.now());
        weigh(search.id(), once, once.weight());
        return lines;
    }

    private synchronized Once entry(String searchId) {
        return searches.computeIfAbsent(searchId, _ -> new Once());
    }

    private synchronized void weigh(String searchId, Once once, int lines) {
        if (searches.get(searchId) != once) {
            return; // left meanwhile
        }
        weights.put(searchId, lines);
        var total = weights.values().stream().mapToLong(Integer::longValue).sum();
        while (searches.size() > 1 && (total > MOST_LINES || searches.size() > MOST_SEARCHES)) {
            var eldest = searches.pollFirstEntry().getKey();
            var gone = weights.remove(eldest);
            total -= gone == null ? 0 : gone;
        }
    }
}
