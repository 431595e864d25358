package filbert.sharing.library;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that runs on one worker at a time and once more whenever it was woken meanwhile. A worker that hangs in it can be left behind. Safe from any
 * thread.
 */
final class Task {
    private static final Logger log = LoggerFactory.getLogger(Task.class);
    private static final long PATIENCE_SECONDS = 10; // for work that was told to stop

    private final String name;
    private final Executor workers;
    private final Runnable work;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private boolean running;
    private int turn; // of the worker that goes on; others were left behind
    private boolean again;
    private volatile boolean stopped;

    Task(String name, Executor workers, Runnable work) {
        this.name = name;
        this.workers = workers;
        this.work = work;
    }

    void wake() {
        int mine;
        lock.lock();
        try {
            again = true;
            if (running || stopped) {
                return;
            }
            running = true;
            mine = turn;
        } finally {
            lock.unlock();
        }
        workers.execute(() -> run(mine));
    }

    /** Another worker begins the work anew; the present one ends when it comes back. */
    void leaveBehind() {
        int mine;
        lock.lock();
        try {
            if (!running || stopped) {
                return;
            }
            mine = ++turn;
            again = true;
        } finally {
            lock.unlock();
        }
        workers.execute(() -> run(mine));
    }

    private void run(int mine) {
        while (goOn(mine)) {
            try {
                work.run();
            } catch (RuntimeException e) {
                log.error("{} failed", name, e);
            }
        }
    }

    private boolean goOn(int mine) {
        lock.lock();
        try {
            if (mine != turn) {
                return false;
            }
            running = again && !stopped;
            again = false;
            if (!running) {
                idle.signalAll();
            }
            return running;
        } finally {
            lock.unlock();
        }
    }

    boolean busy() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    /** The work asks this between steps. */
    boolean stopped() {
        return stopped;
    }

    /** For good. Waits a while for the work to end. */
    void stop() {
        stopped = true;
        lock.lock();
        try {
            var patience = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (running && patience > 0) {
                patience = idle.awaitNanos(patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
