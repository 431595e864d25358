package filbert.operations;

import filbert.event.Signal;
import filbert.household.Keepsakes;
import filbert.household.Person;
import filbert.household.Role;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be done again and again, and what the owner may do at any time. When each was last done outlives a restart. Thread-safe. */
public final class TaskBoard {
    private static final Logger LOG = LoggerFactory.getLogger(TaskBoard.class);
    private static final String KEEPSAKE = "task.";
    private static final String WELL = "done";
    private static final String BADLY = "failed";

    private final Map<String, State> tasks = new LinkedHashMap<>();
    private final Keepsakes keepsakes;
    private final InstantSource clock;
    private final Executor workers;
    private final Signal changed = new Signal();
    private final Instant start;

    /** May block, and throw whatever goes wrong. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    /**
     * Something to do.
     *
     * @param name a word, message key below {@code task.}
     * @param every how often; zero for only when somebody wants it
     * @param first how long after the start it is done for the first time, when it is due
     */
    public record Task(String name, Duration every, Duration first, Work work) {}

    /**
     * How a task stands.
     *
     * @param last when it was last begun; null when never
     * @param took how long it then took; null while it runs for the first time
     * @param outcome {@code done}, {@code failed}, or empty when it never ended
     * @param next when it is due; null when only somebody's wish makes it run
     */
    public record TaskView(String name, Duration every, boolean running, @Nullable Instant last, @Nullable Duration took, String outcome, @Nullable Instant next) {}

    private static final class State {
        private final Task task;
        private boolean running;
        private @Nullable Instant last;
        private @Nullable Duration took;
        private String outcome = "";

        private State(Task task) {
            this.task = task;
        }
    }

    public TaskBoard(List<Task> all, Keepsakes keepsakes, InstantSource clock, Executor workers) {
        this.keepsakes = keepsakes;
        this.clock = clock;
        this.workers = workers;
        this.start = clock.instant();
        for (var task : all) {
            var state = new State(task);
            keepsakes.recall(KEEPSAKE + task.name()).ifPresent(text -> recall(state, text));
            tasks.put(task.name(), state);
        }
    }

    private static void recall(State state, String text) {
        var parts = text.split(" ");
        try {
            if (parts.length == 3) {
                state.last = Instant.parse(parts[0]);
                state.took = Duration.parse(parts[1]);
                state.outcome = parts[2].equals(WELL) ? WELL : BADLY;
            }
        } catch (DateTimeException _) {
            // as if it had never been done
        }
    }

    public synchronized List<TaskView> view(Person person) {
        person.require(Role.OWNER);
        return tasks.values().stream()
                .map(one -> new TaskView(one.task.name(), one.task.every(), one.running, one.last, one.took, one.outcome, next(one)))
                .toList();
    }

    private @Nullable Instant next(State state) {
        if (state.task.every().isZero()) {
            return null;
        }
        var earliest = start.plus(state.task.first());
        var due = state.last == null ? earliest : state.last.plus(state.task.every());
        return due.isBefore(earliest) ? earliest : due;
    }

    /** Begins what is due. To be called about every minute; returns at once. */
    public void look() {
        List<State> due;
        synchronized (this) {
            var now = clock.instant();
            due = tasks.values().stream().filter(one -> !one.running).filter(one -> {
                var next = next(one);
                return next != null && !now.isBefore(next);
            }).toList();
        }
        due.forEach(this::begin);
    }

    /**
     * Begins it now, unless it runs already.
     *
     * @return false when it does
     * @throws NoSuchElementException when there is none of that name
     */
    public boolean run(Person person, String name) {
        person.require(Role.OWNER);
        State state;
        synchronized (this) {
            state = tasks.get(name);
        }
        if (state == null) {
            throw new NoSuchElementException("task " + name);
        }
        return begin(state);
    }

    private boolean begin(State state) {
        synchronized (this) {
            if (state.running) {
                return false;
            }
            state.running = true;
            state.last = clock.instant();
        }
        changed.raise();
        workers.execute(() -> work(state));
        return true;
    }

    private void work(State state) {
        var outcome = BADLY;
        try {
            state.task.work().run();
            outcome = WELL;
        } catch (Exception e) {
            LOG.warn("The task {} failed: {}", state.task.name(), e.toString());
        } finally {
            ended(state, outcome);
        }
    }

    private void ended(State state, String outcome) {
        String text;
        synchronized (this) {
            var last = state.last == null ? clock.instant() : state.last;
            var took = Duration.between(last, clock.instant());
            state.running = false;
            state.took = took;
            state.outcome = outcome;
            text = last + " " + took + " " + outcome;
        }
        changed.raise();
        try {
            keepsakes.keep(KEEPSAKE + state.task.name(), text);
        } catch (RuntimeException e) {
            LOG.warn("That the task {} ran could not be noted: {}", state.task.name(), e.toString());
        }
    }

    /** The names of those that failed when they were last done. */
    public synchronized List<String> failed() {
        return tasks.values().stream().filter(one -> one.outcome.equals(BADLY)).map(one -> one.task.name()).toList();
    }

    public Signal changed() {
        return changed;
    }
}
