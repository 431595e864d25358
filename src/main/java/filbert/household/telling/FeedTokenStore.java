package filbert.household.telling;

import java.time.Instant;
import java.util.Optional;

/** Keeps the digests of the words in the addresses of feeds, one a person at most. Writes are durable when they return; methods may block. */
public interface FeedTokenStore {
    boolean has(long person);

    void keep(long person, String digest, Instant made);

    void forget(long person);

    Optional<Long> person(String digest);
}
