package filbert.household;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Keeps who is signed in where, of their secrets the digests alone. Writes are durable when they return. */
public interface SessionStore {
    List<Session> all();

    void insert(Session session);

    /** By digest; those that are gone are left out, and those seen later by another machine. */
    void seen(Map<String, Instant> lastSeen);

    void delete(Collection<String> digests);

    /**
     * Somebody signed in with one browser.
     *
     * @param address they came from when they signed in
     * @param device what their browser called itself then: text from outside
     */
    record Session(String digest, long person, Instant began, Instant lastSeen, String address, String device) {
        Session seen(Instant now) {
            return new Session(digest, person, began, now, address, device);
        }
    }
}
