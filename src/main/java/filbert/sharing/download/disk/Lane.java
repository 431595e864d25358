package filbert.sharing.download.disk;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks one after the other, in the order they came, on a pool of workers it shares fairly. Safe from any thread. */
public final class Lane implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int TURN = 32; // tasks in a row before other lanes get the worker

    private final Executor workers;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    public Lane(Executor workers) {
        this.workers = workers;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            takeTurn();
        }
    }

    /** Has all it was given been run? */
    public boolean idle() {
        return waiting.get() == 0;
    }

    /** Never lost: bytes and people wait for it. A pool too busy to take it is passed by. */
    private void takeTurn() {
        try {
            workers.execute(this::turn);
        } catch (RejectedExecutionException full) {
            Thread.ofVirtual().name("download-lane").start(this::turn);
        }
    }

    private void turn() {
        for (var done = 0; done < TURN; done++) {
            var task = tasks.poll();
            if (task == null) {
                throw new IllegalStateException("bug: a lane counted a task it does not have");
            }
            try {
                task.run();
            } catch (RuntimeException | StackOverflowError e) {
                LOG.error("a task of a lane failed", e);
            }
            if (waiting.decrementAndGet() == 0) {
                return;
            }
        }
        takeTurn();
    }
}
