package filbert.sharing.upload;

import filbert.net.Owner;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who waits: some time after it changed, and at the end. What is lost with a crash is made up for by the peers, who show their IDs. Owner
 * only.
 */
final class LineMemory {
    private static final Logger LOG = LoggerFactory.getLogger(LineMemory.class);

    static final Duration WRITTEN_WITHIN = Duration.ofMinutes(1); // 3-transfer, 3.6.2: as gtk-gnutella does

    private final Owner owner;
    private final Executor workers;
    private final WaitingStore store;
    private final Supplier<List<WaitingStore.Place>> places;
    private boolean due;
    private boolean written = true;

    /** @param places asked when they are written */
    LineMemory(Owner owner, Executor workers, WaitingStore store, Supplier<List<WaitingStore.Place>> places) {
        this.owner = owner;
        this.workers = workers;
        this.store = store;
        this.places = places;
    }

    void changed() {
        written = false;
        if (!due) {
            due = true;
            owner.after(WRITTEN_WITHIN, this::write);
        }
    }

    private CompletionStage<Void> write() {
        due = false;
        if (written) {
            return CompletableFuture.completedStage(null);
        }
        written = true;
        var now = places.get();
        try {
            return CompletableFuture.runAsync(() -> store.save(now), workers).exceptionally(failure -> {
                LOG.warn("Who waits for an upload could not be written down: {}", failure.getMessage());
                return null;
            });
        } catch (RejectedExecutionException overloadedOrClosing) {
            LOG.debug("who waits is not written down: {}", overloadedOrClosing.getMessage());
            return CompletableFuture.completedStage(null);
        }
    }

    /** Writes what is not written yet. */
    CompletionStage<Void> last() {
        return write();
    }
}
