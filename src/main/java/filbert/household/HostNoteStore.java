package filbert.household;

import java.util.Map;

/** Keeps what people noted about hosts. Writes are durable when they return. */
public interface HostNoteStore {
    /** Of everybody, by person and host. */
    Map<Long, Map<String, String>> all();

    /** @param note replaces the one before; empty for none */
    void save(long person, String host, String note);
}
