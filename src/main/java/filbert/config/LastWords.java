package filbert.config;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when the machine beneath it is broken, as when memory runs out: half an engine behind pages that look well is worse than none. Closes
 * what can be closed, but not for long, so that whoever watches over the process starts it afresh. Other faults are logged.
 */
final class LastWords implements Thread.UncaughtExceptionHandler {
    static final int EXIT_CODE = 70; // sysexits.h, EX_SOFTWARE

    private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);
    private static final long PATIENCE_MILLIS = 10_000;

    private final IntConsumer exit;
    private final IntConsumer halt;
    private final AtomicBoolean ending = new AtomicBoolean();
    private final Thread inOrder; // made now: later there may be no memory for threads
    private final Thread atLast;

    /**
     * @param exit closes everything and ends the process; may hang
     * @param halt ends it whatever happens
     */
    LastWords(IntConsumer exit, IntConsumer halt) {
        this.exit = exit;
        this.halt = halt;
        this.inOrder = daemon("last-words", () -> this.exit.accept(EXIT_CODE));
        this.atLast = daemon("last-resort", this::waitAndHalt);
    }

    private static Thread daemon(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable fault) {
        if (!(fault instanceof VirtualMachineError) || fault instanceof StackOverflowError) {
            LOG.error("{} failed", thread.getName(), fault);
            return;
        }
        if (!ending.compareAndSet(false, true)) {
            return;
        }
        try {
            atLast.start();
            LOG.error("Filbert ends (exit code {}), for {} met {}. Start it again; if this happens often, give it more memory.", EXIT_CODE, thread.getName(), fault.toString());
            inOrder.start();
        } catch (VirtualMachineError again) {
            halt.accept(EXIT_CODE);
        }
    }

    private void waitAndHalt() {
        try {
            Thread.sleep(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        halt.accept(EXIT_CODE);
    }
}
