package filbert.simulation;

import filbert.net.Link;
import filbert.net.Owner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * One thread's tasks and timers in virtual time: owner and loop of every host at once, so that a run is one sequence. What a task throws
 * ends the run. Used by the test's thread alone.
 */
public final class VirtualTime implements Owner, Link.Loop, InstantSource {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private final ArrayDeque<Due> atOnce = new ArrayDeque<>(); // due now, and behind whatever else is due now: most tasks are
    private long now;
    private long sequence;

    private static final class Due implements Timer, Comparable<Due> {
        private final long at;
        private final long sequence;
        private @Nullable Runnable task;

        Due(long at, long sequence, Runnable task) {
            this.at = at;
            this.sequence = sequence;
            this.task = task;
        }

        @Override
        public void cancel() {
            task = null; // and what it holds
        }

        @Override
        public int compareTo(Due other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
        }
    }

    @Override
    public boolean here() {
        return true;
    }

    @Override
    public void execute(Runnable task) {
        at(now, task);
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Instant instant() {
        return START.plusNanos(now);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        return at(now + Math.max(0, delay.toNanos()), task);
    }

    Timer at(long nanos, Runnable task) {
        var due = new Due(Math.max(now, nanos), sequence++, task);
        if (due.at == now) {
            atOnce.add(due);
        } else {
            queue.add(due);
        }
        return due;
    }

    /** Runs everything due within {@code span}. */
    void run(Duration span) {
        var end = now + span.toNanos();
        while (runNext(end)) {}
        now = end;
    }

    /** @return false when nothing is due by {@code end} */
    boolean runNext(long end) {
        var next = queue.peek();
        if (!atOnce.isEmpty() && (next == null || next.at > now)) {
            next = atOnce.remove();
        } else if (next == null || next.at > end) {
            return false;
        } else {
            queue.poll();
        }
        now = next.at;
        if (next.task != null) {
            next.task.run();
        }
        return true;
    }
}
