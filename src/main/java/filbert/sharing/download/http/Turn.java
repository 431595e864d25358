package filbert.sharing.download.http;

import filbert.wire.header.Queued;
import java.time.Duration;
import java.util.Optional;

/**
 * When it is our turn to ask a server again that queues us, counted from its reply.
 *
 * @param id names the place, which then outlives the connection; empty for one that is lost with it
 * @param position 1 is next
 * @param length of the queue, when told
 * @param eta until the server expects a free slot, when told
 * @param earliest not before
 * @param due when we mean to
 * @param lost the place is given to others unless asked for within this time
 */
public record Turn(
        Optional<String> id, int position, Optional<Integer> length, Optional<Duration> eta, Duration earliest, Duration due, Duration lost) {
    private static final Duration LEAST = Duration.ofSeconds(10); // 3-transfer, 3.6.2: "never < 10 s"
    private static final Duration UNTOLD = Duration.ofMinutes(1); // 3-transfer, 3.2.7: what a busy server is left alone for
    private static final Duration GRACE = Duration.ofMinutes(1); // 3-transfer, 3.6.2: "lifetime absent → Retry-After + 60 s"
    private static final Duration SAFETY = Duration.ofSeconds(40); // "client must ask ≥ 40 s before"
    private static final int SECONDS_PER_PLACE = 30; // "client poll: 30 s·position, within [Retry-After, lifetime-40]"

    static Turn of(QueuePlace place) {
        return new Turn(Optional.empty(), place.position(), place.length(), Optional.empty(), place.pollMin(), place.poll(), place.pollMax());
    }

    /**
     * A lifetime that ends before {@code Retry-After} does not make us come sooner.
     *
     * @param retryAfter what the same reply says; senseless, or past, counts as absent
     */
    static Turn of(Queued queued, Optional<Duration> retryAfter) {
        var told = retryAfter.filter(Duration::isPositive);
        var lifetime = queued.lifetime();
        var earliest = atLeast(LEAST, told.orElseGet(() -> untold(lifetime)));
        var lost = atLeast(earliest, lifetime.orElse(earliest.plus(GRACE)));
        var latest = atLeast(earliest, lost.minus(SAFETY));
        var wish = Duration.ofSeconds((long) SECONDS_PER_PLACE * queued.position());
        var due = atLeast(earliest, wish.compareTo(latest) < 0 ? wish : latest);
        return new Turn(Optional.of(queued.id()), queued.position(), queued.length(), queued.eta(), earliest, due, lost);
    }

    private static Duration untold(Optional<Duration> lifetime) {
        return lifetime.map(all -> all.minus(SAFETY)).filter(latest -> latest.compareTo(LEAST) >= 0 && latest.compareTo(UNTOLD) < 0).orElse(UNTOLD);
    }

    private static Duration atLeast(Duration least, Duration duration) {
        return duration.compareTo(least) < 0 ? least : duration;
    }
}
