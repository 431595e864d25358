package filbert.household;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Has so many tries for everybody who knocks, then none for a while. A try is taken before it is known to fail, so that many at once gain
 * nothing. Remembers at most {@link #CAPACITY} names, whoever invents them. Thread-safe.
 */
final class Patience {
    static final int CAPACITY = 1_000;

    private final int tries;
    private final Duration pause;
    private final InstantSource clock;
    private final Map<String, Knocks> known = new LinkedHashMap<>();

    private record Knocks(int taken, Instant last) {}

    Patience(int tries, Duration pause, InstantSource clock) {
        this.tries = tries;
        this.pause = pause;
        this.clock = clock;
    }

    /** @return false when there are no tries left for now */
    synchronized boolean take(String who) {
        var taken = taken(who);
        if (taken >= tries) {
            return false;
        }
        known.remove(who);
        known.put(who, new Knocks(taken + 1, clock.instant()));
        if (known.size() > CAPACITY) {
            known.remove(known.keySet().iterator().next());
        }
        return true;
    }

    /** It was a good one: all tries are back. */
    synchronized void restore(String who) {
        known.remove(who);
    }

    /** When the next try is possible, if none is left now. */
    synchronized Optional<Instant> closedUntil(String who) {
        return current(who).filter(knocks -> knocks.taken() >= tries).map(knocks -> knocks.last().plus(pause));
    }

    private int taken(String who) {
        return current(who).map(Knocks::taken).orElse(0);
    }

    private Optional<Knocks> current(String who) {
        var now = clock.instant();
        return Optional.ofNullable(known.get(who)).filter(knocks -> now.isBefore(knocks.last().plus(pause)));
    }
}
