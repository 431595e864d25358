package filbert.household;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Has so many tries for everybody who knocks, then none for a while. A try is taken before it is known to fail, so that many at once gain
 * nothing. Remembers at most {@link #CAPACITY} of them: a flood of new ones makes it forget those with tries left, never those without; when
 * all are without, newcomers wait. Thread-safe.
 */
final class Patience {
    static final int CAPACITY = 10_000;

    private static final int RESERVED = 1_000; // for those known, whose tries count however many others are without

    private final int tries;
    private final Duration pause;
    private final InstantSource clock;
    private final Map<String, Knocks> open = new LinkedHashMap<>(); // both in the order of the last knock
    private final Map<String, Knocks> closed = new LinkedHashMap<>();

    private record Knocks(int taken, Instant last) {}

    Patience(int tries, Duration pause, InstantSource clock) {
        this.tries = tries;
        this.pause = pause;
        this.clock = clock;
    }

    /** @return false when there are no tries left for now */
    synchronized boolean take(String who) {
        return closedUntil(who).isEmpty() && count(who);
    }

    /** As {@link #take}, of somebody who was right before: those are few, and no flood of others closes the door to them. */
    synchronized boolean takeKnown(String who) {
        return pauseOf(who).isEmpty() && count(who);
    }

    private boolean count(String who) {
        var known = open.remove(who);
        var now = clock.instant();
        var taken = known == null || isOver(known, now) ? 0 : known.taken();
        var knocks = new Knocks(taken + 1, now);
        (knocks.taken() < tries ? open : closed).put(who, knocks);
        if (open.size() + closed.size() > CAPACITY && open.size() > RESERVED) {
            open.remove(open.keySet().iterator().next());
        }
        return true;
    }

    /** The last try was a good one: it is back, those before it are not. */
    synchronized void giveBack(String who) {
        var knocks = closed.containsKey(who) ? closed.remove(who) : open.remove(who);
        if (knocks != null && knocks.taken() > 1) {
            open.put(who, new Knocks(knocks.taken() - 1, knocks.last()));
        }
    }

    /** It was a good one: all tries are back. */
    synchronized void restore(String who) {
        open.remove(who);
        closed.remove(who);
    }

    /** When the next try is possible, if none is left now. */
    synchronized Optional<Instant> closedUntil(String who) {
        var own = pauseOf(who);
        return own.isPresent() || closed.size() < CAPACITY
                ? own
                : Optional.of(closed.values().iterator().next().last().plus(pause));
    }

    /** When this one may try again, whatever others did, if not now. */
    synchronized Optional<Instant> pauseOf(String who) {
        forgive(open);
        forgive(closed);
        return Optional.ofNullable(closed.get(who)).map(last -> last.last().plus(pause));
    }

    private void forgive(Map<String, Knocks> known) {
        var now = clock.instant();
        var eldest = known.values().iterator();
        while (eldest.hasNext() && isOver(eldest.next(), now)) {
            eldest.remove();
        }
    }

    private boolean isOver(Knocks knocks, Instant now) {
        return !now.isBefore(knocks.last().plus(pause));
    }
}
