package filbert.sharing.library.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A word of a query and how often it stands there (2-search, 2.2). */
record QueryWord(byte[] bytes, int times) {
    static List<QueryWord> of(List<String> words) {
        var sorted = new ArrayList<>(words);
        sorted.sort(Comparator.naturalOrder());
        var counted = new ArrayList<QueryWord>(sorted.size());
        for (var first = 0; first < sorted.size(); ) {
            var next = first + 1;
            while (next < sorted.size() && sorted.get(next).equals(sorted.get(first))) {
                next++;
            }
            counted.add(new QueryWord(Dictionary.bytes(sorted.get(first)), next - first));
            first = next;
        }
        return counted;
    }
}
