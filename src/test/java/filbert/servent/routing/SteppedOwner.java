package filbert.servent.routing;

import filbert.net.Owner;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;

/** An owner whose time stands still until told to go on. What is posted runs at once, or after what runs now. */
public final class SteppedOwner implements Owner {
    private record Task(long due, long number, Runnable work) {}

    private final PriorityQueue<Task> timers =
            new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::number));
    private final ArrayDeque<Runnable> posted = new ArrayDeque<>();
    private long now = 1_000_000_000L;
    private long number;
    private boolean running;

    @Override
    public boolean here() {
        return true;
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        var timer = new Task(now + delay.toNanos(), number++, task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    @Override
    public void execute(Runnable task) {
        posted.add(task);
        if (!running) {
            running = true;
            try {
                while (!posted.isEmpty()) {
                    posted.remove().run();
                }
            } finally {
                running = false;
            }
        }
    }

    /** Lets so much time pass, running what falls due. */
    public void pass(Duration time) {
        var until = now + time.toNanos();
        while (!timers.isEmpty() && timers.element().due() <= until) {
            var task = timers.remove();
            now = Math.max(now, task.due());
            execute(task.work());
        }
        now = until;
    }
}
