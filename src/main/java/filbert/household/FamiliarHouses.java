package filbert.household;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where each person has signed in from: the latest {@link #MOST} places. Outlives a restart. Thread-safe. */
final class FamiliarHouses {
    static final int MOST = 50; // as text far below what a keepsake holds

    private static final String KEEPSAKE = "signed-in-from";

    private final Keepsakes keepsakes;
    private final Map<Long, List<String>> known = new ConcurrentHashMap<>();

    FamiliarHouses(Keepsakes keepsakes) {
        this.keepsakes = keepsakes;
    }

    boolean knows(long person, Origin origin) {
        return of(person).contains(origin.text());
    }

    synchronized void remember(long person, Origin origin) {
        var houses = new ArrayList<>(of(person));
        if (houses.contains(origin.text())) {
            return;
        }
        houses.add(origin.text());
        var latest = List.copyOf(houses.subList(Math.max(0, houses.size() - MOST), houses.size()));
        keepsakes.of(person).keep(KEEPSAKE, String.join(" ", latest));
        known.put(person, latest);
    }

    private List<String> of(long person) {
        return known.computeIfAbsent(person, id -> keepsakes.of(id).recall(KEEPSAKE).map(text -> List.of(text.split(" "))).orElse(List.of()));
    }
}
