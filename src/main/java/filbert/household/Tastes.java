package filbert.household;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How people like their pages, wherever they sign in: what the web side calls by these names, and nothing it means to anybody else. Thread-safe. */
public final class Tastes {
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_CONTENT = 400;

    private final TasteStore store;
    private final Map<Long, Map<String, String>> tastes = new ConcurrentHashMap<>();

    public Tastes(TasteStore store) {
        this.store = store;
        tastes.putAll(store.all());
    }

    /** What people chose on other machines of the house. Blocks. */
    public synchronized void lookAgain() {
        var kept = store.all();
        tastes.putAll(kept);
        tastes.keySet().retainAll(kept.keySet());
    }

    /** By name; empty for who never chose anything. Does not block. */
    public Map<String, String> of(long person) {
        return tastes.getOrDefault(person, Map.of());
    }

    /** Blocks. */
    public synchronized void choose(Person person, String name, String content) {
        if (name.length() > LONGEST_NAME || content.length() > LONGEST_CONTENT) {
            throw new IllegalArgumentException("bug: a taste as long as " + name);
        }
        store.save(person.id(), name, content);
        tastes.compute(person.id(), (_, old) -> {
            var changed = new HashMap<>(old == null ? Map.<String, String>of() : old);
            changed.put(name, content);
            return Map.copyOf(changed);
        });
    }
}
