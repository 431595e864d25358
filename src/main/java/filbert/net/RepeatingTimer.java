package filbert.net;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Confined to its timeline's thread. */
final class RepeatingTimer implements Timeline.Timer {
    private final Timeline timeline;
    private final Duration period;
    private final Runnable task;
    private Timeline.@Nullable Timer next;
    private boolean cancelled;

    RepeatingTimer(Timeline timeline, Duration period, Runnable task) {
        this.timeline = timeline;
        this.period = period;
        this.task = task;
    }

    void schedule() {
        next = timeline.after(period, this::run);
    }

    private void run() {
        if (cancelled) {
            return;
        }
        schedule();
        task.run();
    }

    @Override
    public void cancel() {
        cancelled = true;
        if (next != null) {
            next.cancel();
        }
    }
}
