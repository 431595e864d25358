package filbert.servent.search;

import filbert.net.Owner;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Writes down what searches find, in order and on a worker. Confined to the owner. */
final class SearchDiary {
    private static final Duration SAVE_EVERY = Duration.ofSeconds(2);

    private final Owner owner;
    private final SearchStore store;
    private final InOrder worker;
    private final Set<SearchRun> unsaved = new HashSet<>();

    SearchDiary(Owner owner, SearchStore store, Executor workers) {
        this.owner = owner;
        this.store = store;
        this.worker = new InOrder(workers);
    }

    void saveSoon(SearchRun run) {
        if (unsaved.isEmpty()) {
            owner.after(SAVE_EVERY, this::saveAll);
        }
        unsaved.add(run);
    }

    private void saveAll() {
        unsaved.forEach(this::save);
        unsaved.clear();
    }

    /** What changed since the last time, on the worker that writes. */
    void save(SearchRun run) {
        worker.execute(() -> {
            if (run.isDiscarded()) {
                return;
            }
            store.save(run.viewWithoutFiles(), run.canonical);
            var files = run.takeChanged();
            if (!files.isEmpty()) {
                store.saveFiles(run.id, files);
            }
        });
    }

    /** Nothing comes any more. */
    void settle(SearchRun run) {
        worker.execute(() -> store.settled(run.id));
    }

    /** Runs on the worker when all that came before is written. */
    void then(Runnable afterwards) {
        worker.execute(afterwards);
    }

    /** Writes down what is not yet; completes when the store has it. Any thread. */
    CompletionStage<Void> writeDown() {
        var done = new CompletableFuture<Void>();
        owner.execute(() -> {
            saveAll();
            then(() -> done.complete(null));
        });
        return done;
    }
}
