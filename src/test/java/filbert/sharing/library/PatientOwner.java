package filbert.sharing.library;

import filbert.net.Owner;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** An owner on the test's own thread, whose time passes when the test says so. */
final class PatientOwner implements Owner {
    private record Due(long at, Runnable task) {}

    private final PriorityQueue<Due> timers = new PriorityQueue<>(Comparator.comparingLong(Due::at));
    private long now;

    @Override
    public boolean here() {
        return true;
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized Timer after(Duration delay, Runnable task) {
        var due = new Due(now + delay.toNanos(), task);
        timers.add(due);
        return () -> cancel(due);
    }

    private synchronized void cancel(Due due) {
        timers.remove(due);
    }

    void pass(Duration time) {
        var end = nanos() + time.toNanos();
        for (var next = nextUntil(end); next != null; next = nextUntil(end)) {
            next.run();
        }
        synchronized (this) {
            now = end;
        }
    }

    private synchronized @Nullable Runnable nextUntil(long end) {
        var next = timers.peek();
        if (next == null || next.at > end) {
            return null;
        }
        now = Math.max(now, next.at);
        return timers.remove().task;
    }
}
