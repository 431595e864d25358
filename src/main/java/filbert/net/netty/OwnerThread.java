package filbert.net.netty;

import filbert.net.Owner;
import java.time.Duration;
import java.util.Comparator;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's thread: takes tasks from any thread in the order they came, in batches, and runs its timers between the batches so that
 * neither starves the other. A task that throws is logged and costs only itself, whatever it throws; but when the machine beneath is broken, as when
 * memory runs out, nobody knows what state the engine is in: the thread ends and hands the error to its handler of uncaught ones.
 */
public final class OwnerThread implements Owner, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerThread.class);

    /** Tasks run before the timers are looked at again. */
    private static final int BATCH = 256;

    /** Timers run before the tasks are looked at again. */
    private static final int TIMER_BATCH = 256;

    /** Tasks run when closing: those queued and what they post in turn, but no endless chain. */
    private static final int LAST_TASKS = 1_000_000;

    private static final Comparator<PendingTimer> SOONEST_FIRST = (a, b) -> {
        var byTime = Long.signum(a.due - b.due); // a difference: nanoTime may wrap
        return byTime != 0 ? byTime : Long.compare(a.sequence, b.sequence);
    };

    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final TreeSet<PendingTimer> timers = new TreeSet<>(SOONEST_FIRST); // owner only; a tree, so that cancelled ones leave cheaply
    private final Thread thread;
    private long sequence; // owner only
    private volatile boolean asleep;
    private volatile boolean closing;
    private volatile boolean stopped;

    private OwnerThread(String name) {
        thread = new Thread(this::live, name);
        thread.setDaemon(true);
    }

    public static OwnerThread start(String name) {
        var owner = new OwnerThread(name);
        owner.thread.start();
        return owner;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a thread is itself only
    public boolean here() {
        return Thread.currentThread() == thread;
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    /** @throws RejectedExecutionException once closed */
    @Override
    public void execute(Runnable task) {
        if (closing && !here()) {
            throw new RejectedExecutionException(thread.getName() + " is closed");
        }
        inbox.add(task);
        if (stopped && inbox.remove(task)) {
            throw new RejectedExecutionException(thread.getName() + " is closed");
        }
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        var timer = new PendingTimer(System.nanoTime() + Math.max(0, delay.toNanos()), task);
        if (here()) {
            schedule(timer);
        } else {
            execute(() -> schedule(timer));
        }
        return timer;
    }

    private void schedule(PendingTimer timer) {
        if (!timer.cancelled) {
            timer.sequence = sequence++;
            timers.add(timer);
        }
    }

    /** Runs what is queued, drops the timers, stops the thread and waits for it. Harmless when closed already or called on the owner. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        if (here()) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void live() {
        try {
            while (!closing) {
                runTasks(BATCH);
                runTimers();
                sleepUntilNeeded();
            }
            runTasks(LAST_TASKS);
        } finally {
            closing = true;
            stopped = true;
        }
        runTasks(LAST_TASKS); // those that slipped in before anybody could see that we stopped
    }

    private void runTasks(int atMost) {
        for (var i = 0; i < atMost; i++) {
            var task = inbox.poll();
            if (task == null) {
                return;
            }
            run(task);
        }
    }

    private void runTimers() {
        for (var i = 0; i < TIMER_BATCH; i++) {
            var next = timers.isEmpty() ? null : timers.first();
            if (next == null || next.due - System.nanoTime() > 0) {
                return;
            }
            timers.pollFirst();
            if (!next.cancelled) {
                run(next.task);
            }
        }
    }

    private void sleepUntilNeeded() {
        asleep = true;
        try {
            if (!inbox.isEmpty() || closing) {
                return;
            }
            var next = timers.isEmpty() ? null : timers.first();
            if (next == null) {
                LockSupport.park(this);
                return;
            }
            var wait = next.due - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(this, wait);
            }
        } finally {
            asleep = false;
        }
    }

    @SuppressWarnings("CatchingUnchecked") // one task's fault must not stop the engine
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable fault) {
            if (BrokenMachine.shows(fault)) {
                throw fault;
            }
            LOG.error("a task of the engine failed", fault);
        }
    }

    /** Due at one moment; no two share a sequence. */
    private final class PendingTimer implements Timer {
        final long due;
        final Runnable task;
        long sequence = -1;
        volatile boolean cancelled;

        PendingTimer(long due, Runnable task) {
            this.due = due;
            this.task = task;
        }

        @Override
        public void cancel() {
            cancelled = true;
            if (here()) {
                timers.remove(this);
            }
        }
    }
}
