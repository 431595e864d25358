package filbert.household;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** When people were last here. Kept in memory and written by {@link #keep} now and then: nobody's request waits for it. Thread-safe. */
public final class Attendance {
    /** A quarter of a minute tells as much as the moment itself, and a page with many requests costs one. */
    private static final Duration STEP = Duration.ofSeconds(15);

    private final AccountStore store;
    private final InstantSource clock;
    private final Map<Long, Instant> seen = new ConcurrentHashMap<>();
    private final Map<Long, Instant> unwritten = new ConcurrentHashMap<>();

    public Attendance(AccountStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        seen.putAll(store.lastSeen());
    }

    /** Somebody signed in asked for something. Returns at once. */
    public void here(long person) {
        var now = clock.instant();
        var before = seen.get(person);
        if (before == null || !now.isBefore(before.plus(STEP))) {
            seen.put(person, now);
            unwritten.put(person, now);
        }
    }

    Optional<Instant> of(long person) {
        return Optional.ofNullable(seen.get(person));
    }

    /** Who was here on other machines of the house. Blocks. */
    public void lookAgain() {
        store.lastSeen().forEach((person, at) -> seen.merge(person, at, (ours, theirs) -> theirs.isAfter(ours) ? theirs : ours));
    }

    void forget(long person) {
        seen.remove(person);
        unwritten.remove(person);
    }

    /** Writes what is new since the last time; nothing when nobody was here. Blocks. */
    public void keep() {
        var fresh = unwritten.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        if (!fresh.isEmpty()) {
            store.seen(fresh);
            fresh.forEach(unwritten::remove);
        }
    }
}
