package filbert.net;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The one thread that owns all engine state. {@link #execute} posts to it from anywhere; its {@link Timeline} runs timers on it. Nothing
 * on it may block.
 */
public interface Owner extends Executor, Timeline {
    /** Is this thread the owner? */
    boolean here();

    /** Runs {@code question} on the owner and waits for its answer: for people's threads, never for I/O loops. At once when already there. */
    default <T> T ask(Supplier<T> question) {
        if (here()) {
            return question.get();
        }
        try {
            return CompletableFuture.supplyAsync(question, this).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** As {@link #ask}, for a command without an answer. */
    default void tell(Runnable command) {
        ask(() -> {
            command.run();
            return true;
        });
    }
}
