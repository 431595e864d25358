package filbert.sharing.upload;

import filbert.net.Owner;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
    private CompletionStage<@Nullable Void> saved = CompletableFuture.completedStage(null);
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

    private CompletionStage<@Nullable Void> write() {
        due = false;
        if (!written) {
            written = true;
            var now = places.get();
            saved = saved.thenRunAsync(() -> store.save(now), workers).exceptionally(this::failed);
        }
        return saved;
    }

    private @Nullable Void failed(Throwable failure) {
        LOG.warn("Who waits for an upload could not be written down: {}", failure.getMessage());
        owner.execute(() -> written = false);
        return null;
    }

    /** Writes what is not written yet. */
    CompletionStage<@Nullable Void> last() {
        return write();
    }
}
