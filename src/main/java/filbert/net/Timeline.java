package filbert.net;

import java.time.Duration;

/** The servent's only "now" and "later". Monotonic; unrelated to wall-clock time, for which engine parts take an {@link java.time.InstantSource}. */
public interface Timeline {
    /** Nanoseconds since an arbitrary moment; only differences mean anything. */
    long nanos();

    /** Runs {@code task} once, on the thread this timeline belongs to, no earlier than {@code delay} from now. */
    Timer after(Duration delay, Runnable task);

    /** Runs {@code task} again and again, the first time after one {@code period}, until cancelled. */
    default Timer every(Duration period, Runnable task) {
        var repeating = new RepeatingTimer(this, period, task);
        repeating.schedule();
        return repeating;
    }

    /** Something yet to happen. */
    interface Timer {
        /** Idempotent; a task already running is not interrupted. */
        void cancel();
    }
}
