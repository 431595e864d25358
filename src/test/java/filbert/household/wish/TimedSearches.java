package filbert.household.wish;

import filbert.event.Signal;
import filbert.servent.search.FoundFile;
import filbert.servent.search.SearchView;
import filbert.servent.search.Searches;
import filbert.servent.search.UnsearchableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Searches that live as long as real ones: over after 200 s, forgotten three minutes later. They find what a test says, all that run. */
final class TimedSearches implements Searches {
    private static final Duration LIFETIME = Duration.ofSeconds(200);
    private static final Duration REMEMBERED = LIFETIME.plusMinutes(3);

    final List<String> started = new ArrayList<>();
    final Map<String, SearchView> live = new LinkedHashMap<>();
    private final Map<String, Long> bornAt = new HashMap<>();
    private final Map<Long, SearchView> before = new HashMap<>();
    private final Signal changed = new Signal();
    @Nullable UnsearchableException refusal;
    int refusals;
    int mostRunning;
    private long nanos;

    /** This person searched for that by hand. */
    void searched(SearchView run) {
        before.put(run.person(), run);
        live.put(run.id(), run);
        bornAt.put(run.id(), nanos);
    }

    void passTo(long now) {
        nanos = now;
        live.replaceAll((id, run) -> age(id) < LIFETIME.toNanos() ? run : with(run, SearchView.State.DONE, run.files()));
        live.keySet().removeIf(id -> age(id) >= REMEMBERED.toNanos());
    }

    private long age(String id) {
        return nanos - bornAt.getOrDefault(id, 0L);
    }

    void answer(List<FoundFile> files) {
        live.replaceAll((_, run) -> run.state() == SearchView.State.RUNNING ? with(run, run.state(), files) : run);
    }

    private static SearchView with(SearchView run, SearchView.State state, List<FoundFile> files) {
        return new SearchView(run.id(), run.person(), run.query(), state, run.started(), 4, files.size(), "", 0, files);
    }

    long running() {
        return live.values().stream().filter(run -> run.state() == SearchView.State.RUNNING).count();
    }

    @Override
    public String startUnlisted(long number, String query) {
        if (refusal != null) {
            refusals++;
            throw refusal;
        }
        started.add(query);
        var id = "run " + started.size();
        live.put(id, new SearchView(id, -number, query, SearchView.State.RUNNING, Instant.EPOCH, 4, 0, "", 0, List.of()));
        bornAt.put(id, nanos);
        mostRunning = Math.max(mostRunning, (int) running());
        return id;
    }

    @Override
    public void discard(String searchId) {
        live.remove(searchId);
    }

    @Override
    public void stop(String searchId) {
        live.computeIfPresent(searchId, (_, run) -> with(run, SearchView.State.STOPPED, run.files()));
    }

    @Override
    public Optional<SearchView> view(String searchId) {
        return Optional.ofNullable(live.get(searchId));
    }

    @Override
    public Optional<SearchView> latest(long person, String query) {
        return Optional.ofNullable(before.get(person)).filter(run -> run.query().equals(query));
    }

    @Override
    public String start(long person, String query) {
        throw new AssertionError("a wish asks in nobody's name");
    }

    @Override
    public String deepen(String searchId) {
        throw new AssertionError("a wish goes no deeper");
    }

    @Override
    public List<SearchView> recent(long person, int atMost) {
        return List.of();
    }

    @Override
    public Signal changed() {
        return changed;
    }
}
