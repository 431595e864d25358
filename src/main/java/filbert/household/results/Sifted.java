package filbert.household.results;

import filbert.servent.search.FoundLine;
import filbert.sharing.library.FileType;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a selection leaves of a search.
 *
 * @param shown in its order
 * @param grouping what makes a row
 * @param groups of what is shown; none where each file is a row
 * @param kinds how many of each kind there would be without the filter by kind
 * @param lengths how many play at least so many seconds, and {@code bitRates} have at least so many kilobits a second, without the filter by it;
 *     only steps that some reach
 * @param marked how many of all are what; what is owned is counted only where it is hidden
 * @param honest how many are no junk
 * @param hidden how many it hides, without junk that is hidden as such
 * @param reasons when nothing is shown: how many each part of the selection would hide alone, by its name in an address
 */
public record Sifted(
        List<FoundLine> shown,
        Grouping grouping,
        List<Group> groups,
        Map<FileType, Long> kinds,
        SortedMap<Integer, Long> lengths,
        SortedMap<Integer, Long> bitRates,
        Map<Hiding, Integer> marked,
        int honest,
        int hidden,
        Map<String, Integer> reasons) {
    public static final Sifted NOTHING = new Sifted(List.of(), Grouping.FILE, List.of(), Map.of(), new TreeMap<>(), new TreeMap<>(), Map.of(), 0, 0, Map.of());

    public int marked(Hiding what) {
        return marked.getOrDefault(what, 0);
    }
}
