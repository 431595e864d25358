package filbert.servent.connection;

import filbert.net.Owner;
import filbert.net.Timeline;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * When to ask a neighbour for no queries at all, and when to let them come again (1-connect, 5.1 to 5.3). Never for more than six tenths of any ten
 * minutes: gtk-gnutella parts from neighbours who do so for more than seven (3.8). Confined to the owner.
 */
final class QueryBrake {
    static final int NONE = 0;
    static final int ALL = 255;

    /** At once; then as long as it was released before. Two of gtk-gnutella's periods of 300 s hold at most 120 + 480 / 2 s of it. */
    static final Duration LONGEST = Duration.ofSeconds(120);

    /** Worn out, it rests so long at least. */
    static final Duration REST = Duration.ofSeconds(30);

    /** Why. */
    enum Cause {
        /** What we have to say to this neighbour does not get through: its queries would only add to it. */
        CONGESTED,
        /** We have more to do than we can. */
        BUSY
    }

    private final Owner owner;
    private final IntConsumer tell;
    private final Set<Cause> causes = EnumSet.noneOf(Cause.class);
    private long left = LONGEST.toNanos();
    private long since;
    private boolean pulled;
    private Timeline.@Nullable Timer next;

    /** @param tell says to the neighbour how many hops its queries may have come: {@link #NONE} or {@link #ALL} */
    QueryBrake(Owner owner, IntConsumer tell) {
        this.owner = owner;
        this.tell = tell;
        this.since = owner.nanos();
    }

    void set(Cause cause, boolean applies) {
        if (applies ? causes.add(cause) : causes.remove(cause)) {
            decide();
        }
    }

    void end() {
        causes.clear();
        cancel();
    }

    private void decide() {
        account();
        if (pulled && (causes.isEmpty() || left == 0)) {
            turn(false);
        } else if (!pulled && !causes.isEmpty() && left >= REST.toNanos()) {
            turn(true);
        }
        cancel();
        if (pulled) {
            next = owner.after(Duration.ofNanos(left), this::decide);
        } else if (!causes.isEmpty()) {
            next = owner.after(Duration.ofNanos(REST.toNanos() - left), this::decide);
        }
    }

    private void turn(boolean on) {
        pulled = on;
        tell.accept(on ? NONE : ALL);
    }

    private void account() {
        var now = owner.nanos();
        left = Math.clamp(pulled ? left - (now - since) : left + (now - since), 0, LONGEST.toNanos());
        since = now;
    }

    private void cancel() {
        if (next != null) {
            next.cancel();
            next = null;
        }
    }
}
