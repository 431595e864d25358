package filbert.household.telling;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps inboxes, each with the newest {@value #KEPT}. Writes are durable when they return; methods may block. With a person goes their inbox. */
public interface InboxStore {
    int KEPT = 200;

    /** @return empty when there is no such person (any more) */
    Optional<Told> add(long person, Notice notice, Instant at);

    /** Was this person told just this since then, and does it lie in the inbox still? */
    boolean has(long person, Notice notice, Instant since);

    /** Newest first. */
    List<Told> of(long person, int from, int atMost);

    Optional<Told> one(long person, long id);

    int count(long person);

    int unread(long person);

    /** @return false when there is no such notice, or it has been read */
    boolean read(long person, long id);

    void readAll(long person);

    boolean remove(long person, long id);

    /** Those that have been read. */
    void clear(long person);
}
