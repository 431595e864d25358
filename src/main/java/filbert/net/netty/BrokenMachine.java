package filbert.net.netty;

import io.netty.util.internal.OutOfDirectMemoryError;

/** Errors after which nothing can be relied on. */
final class BrokenMachine {
    private BrokenMachine() {}

    /** Too deep a recursion is over once it is thrown, and too few buffers cost one connection: those are survived. */
    static boolean shows(Throwable fault) {
        return fault instanceof VirtualMachineError && !(fault instanceof StackOverflowError) && !(fault instanceof OutOfDirectMemoryError);
    }

    /** For threads that are not ours to end. */
    static void report(Throwable fault) {
        if (shows(fault)) {
            var thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, fault);
        }
    }
}
