package filbert.sharing.download;

import filbert.net.Timeline;
import filbert.net.TokenBucket;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps each person's downloads within what that person may fetch. Owner only, but for the buckets. */
final class Rations {
    private final Allowances allowances;
    private final Timeline timeline;
    private final Map<Long, TokenBucket> buckets = new HashMap<>(); // of people who fetched something: those of one house
    private Map<Long, Integer> atWork = Map.of();

    Rations(Allowances allowances, Timeline timeline) {
        this.allowances = allowances;
        this.timeline = timeline;
    }

    /** Downloads this person may have at work. */
    int most(long person) {
        var active = allowances.of(person).active();
        return active == 0 ? Integer.MAX_VALUE : active;
    }

    /** So many downloads of each person take a place now. */
    void working(Map<Long, Integer> downloads) {
        atWork = Map.copyOf(downloads);
    }

    /** Has this person as many at work as may be? */
    boolean full(long person) {
        return atWork.getOrDefault(person, 0) >= most(person);
    }

    /** When this person may fetch again, if everything allowed has been fetched. */
    Optional<Instant> exhaustedUntil(long person) {
        return allowances.of(person).exhaustedUntil();
    }

    boolean exhausted(long person) {
        return exhaustedUntil(person).isPresent();
    }

    void took(long person, long bytes) {
        allowances.took(person, bytes);
    }

    /** What this person's links pass. */
    TokenBucket bucket(long person) {
        var bucket = buckets.computeIfAbsent(person, _ -> new TokenBucket(timeline));
        setRate(person, bucket);
        return bucket;
    }

    /** Somebody may have been given another rate. */
    void look() {
        buckets.forEach(this::setRate);
    }

    private void setRate(long person, TokenBucket bucket) {
        var rate = allowances.of(person).bytesPerSecond();
        if (bucket.rate() != rate) {
            bucket.rate(rate);
        }
    }
}
