package filbert.household.telling;

import filbert.household.Keepsakes;
import filbert.household.Secrets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells owners what trouble there is: each once, until it has been gone for an hour, also over a restart. What passes within a minute is nobody's business;
 * what comes together is one notice with a count, and of one cause there is no more than one an hour. {@link #look} is to be called every minute. Not
 * thread-safe.
 */
public final class TroubleWatch {
    static final int LASTING = 2; // looks
    static final int HOUR = 60; // looks

    private static final String KEEPSAKE = "trouble.told";
    private static final int MOST_REMEMBERED = 100; // over a restart: as many as a keepsake holds
    private static final int MARK = 16; // letters of a digest: a path may be longer than a keepsake

    private final Telling telling;
    private final Keepsakes keepsakes;
    private final Map<String, Integer> lasting = new HashMap<>(); // by mark: looks in a row
    private final Map<String, Integer> told = new LinkedHashMap<>(); // by mark: looks for which it has been gone
    private final Map<String, Integer> quiet = new HashMap<>(); // by cause: looks for which nothing more is told of it

    public TroubleWatch(Telling telling, Keepsakes keepsakes) {
        this.telling = telling;
        this.keepsakes = keepsakes;
        Arrays.stream(keepsakes.recall(KEEPSAKE).orElse("").split(" ")).filter(mark -> !mark.isEmpty()).forEach(mark -> told.put(mark, 0));
    }

    /** @param now all there is. Blocks when there is something to tell */
    public void look(Collection<Trouble> now) {
        var present = now.stream().collect(Collectors.toMap(TroubleWatch::mark, one -> one, (first, _) -> first, LinkedHashMap::new));
        lasting.keySet().retainAll(present.keySet());
        present.keySet().forEach(mark -> lasting.merge(mark, 1, Integer::sum));
        quiet.replaceAll((_, looks) -> looks - 1);
        quiet.values().removeIf(looks -> looks <= 0);
        var before = Set.copyOf(told.keySet());
        told.replaceAll((mark, gone) -> present.containsKey(mark) ? 0 : gone + 1);
        told.values().removeIf(gone -> gone >= HOUR);
        fresh(present).forEach(this::tell);
        if (!told.keySet().equals(before)) {
            var newest = List.copyOf(told.keySet()).subList(Math.max(0, told.size() - MOST_REMEMBERED), told.size());
            keepsakes.keep(KEEPSAKE, String.join(" ", newest));
        }
    }

    /** What has not been told yet, by cause. */
    private Map<String, List<Trouble>> fresh(Map<String, Trouble> present) {
        return present.entrySet().stream()
                .filter(one -> lasting.getOrDefault(one.getKey(), 0) >= LASTING && !told.containsKey(one.getKey()) && !quiet.containsKey(one.getValue().cause()))
                .map(Map.Entry::getValue)
                .collect(Collectors.groupingBy(Trouble::cause, LinkedHashMap::new, Collectors.toList()));
    }

    private void tell(String cause, List<Trouble> some) {
        telling.tellOwners(some.getFirst().notice(some.stream().mapToInt(Trouble::count).sum()));
        quiet.put(cause, HOUR);
        some.forEach(one -> told.put(mark(one), 0));
    }

    private static String mark(Trouble one) {
        return Secrets.digest(one.cause() + " " + one.which()).substring(0, MARK);
    }
}
