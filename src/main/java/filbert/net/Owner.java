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
        var answer = new CompletableFuture<T>();
        execute(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException fault) {
                answer.completeExceptionally(fault);
            } catch (Error fault) { // the asker hears of it, and so does the owner
                answer.completeExceptionally(fault);
                throw fault;
            }
        });
        try {
            return answer.join();
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
