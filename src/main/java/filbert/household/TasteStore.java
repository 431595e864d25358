package filbert.household;

import java.util.Map;

/** Keeps how people like their pages. Writes are durable when they return. */
public interface TasteStore {
    /** Of everybody, by person and name. */
    Map<Long, Map<String, String>> all();

    void save(long person, String name, String content);
}
