package filbert.sharing.download.adopt;

import filbert.event.Signal;
import filbert.identity.Sha1;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The household's one search for leftovers: begun anew, followed and cancelled from any thread. Memory is bounded whatever lies in the folder. */
public final class Search {
    private final Executor workers;
    private final Set<Path> keepOut;
    private final Signal changed = new Signal();
    private @Nullable SearchRun run; // guarded by this

    /**
     * @param workers one of them is used while a search lasts
     * @param keepOut real paths of our own folders
     */
    public Search(Executor workers, Collection<Path> keepOut) {
        this.workers = workers;
        this.keepOut = Set.copyOf(keepOut);
    }

    /** A whole file that would complete a download. */
    public record Waiting(Sha1 sha1, long size) {}

    /** @return false while another one goes on, or when no worker is to be had */
    public boolean begin(Path folder, Collection<Waiting> waiting) {
        SearchRun next;
        synchronized (this) {
            if (run != null && run.going()) {
                return false;
            }
            next = new SearchRun(folder, keepOut, bySize(waiting), changed::raise);
            run = next;
        }
        try {
            workers.execute(next);
        } catch (RejectedExecutionException full) {
            next.cancel();
            return false;
        }
        changed.raise();
        return true;
    }

    private static Map<Long, Set<Sha1>> bySize(Collection<Waiting> waiting) {
        return waiting.stream().collect(Collectors.groupingBy(Waiting::size, Collectors.mapping(Waiting::sha1, Collectors.toSet())));
    }

    /** What was found so far stays. A disk that does not answer is left behind. */
    public void cancel() {
        var now = current();
        if (now != null) {
            now.cancel();
            changed.raise();
        }
    }

    private synchronized @Nullable SearchRun current() {
        return run;
    }

    public SearchView view() {
        var now = current();
        return now == null ? SearchView.NONE : now.view();
    }

    public Signal changed() {
        return changed;
    }
}
