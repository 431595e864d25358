package filbert.servent.search;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How often each value was said, for a bounded number of values; later ones are ignored once that many are known. */
final class Tally<T> {
    private final int most;
    private final Map<T, Integer> counts = new LinkedHashMap<>();

    Tally(int most) {
        this.most = most;
    }

    void add(T value) {
        if (counts.containsKey(value) || counts.size() < most) {
            counts.merge(value, 1, Integer::sum);
        }
    }

    /** Most said first; of equals the one said earlier. */
    List<T> ranked() {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<T, Integer>comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
