package filbert.household;

import filbert.event.Happening;
import filbert.event.Happenings;
import filbert.event.Signal;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What happened, kept over a restart: everybody sees what concerns all and themselves, the owner everything that is noted; searches are not. Written down in
 * batches, so that a crash loses at most what happened since the last. Thread-safe.
 */
public final class HouseholdActivity implements Diary {
    public static final int MOST_KEPT = 20_000; // rows: some years of an ordinary house, two megabytes

    private static final int MOST_WAITING = 1_000; // of what is not written yet; while the disk is away the oldest go
    private static final int LONGEST_SUBJECT = 1_000; // as long as the column

    private final HappeningStore store;
    private final Happenings latest;
    private final InstantSource clock;
    private final Signal changed = new Signal();
    private final Deque<Happening> waiting = new ArrayDeque<>(); // guarded by itself

    /** From now on writes down what is recorded there, too. */
    public HouseholdActivity(HappeningStore store, Happenings latest, InstantSource clock) {
        this.store = store;
        this.latest = latest;
        this.clock = clock;
        latest.recall(store.list(Optional.empty(), "", 0, Happenings.KEPT));
        latest.follow(this::wait);
    }

    private void wait(Happening happening) {
        synchronized (waiting) {
            waiting.addLast(happening);
            if (waiting.size() > MOST_WAITING) {
                waiting.removeFirst();
            }
        }
    }

    @Override
    public void note(Person person, String kind, String subject) {
        latest.record(new Happening(clock.instant(), kind, person.id(), subject));
    }

    /** @param total rows there are; {@code from} the first of these */
    public record Page(List<Happening> rows, long total) {}

    /** @param kind the beginning of the kinds wanted, such as {@code download.}; empty: all */
    public Page page(Person person, String kind, int from, int atMost) {
        person.require(Role.GUEST);
        keep();
        var concerning = person.role() == Role.OWNER ? Optional.<Long>empty() : Optional.of(person.id());
        return new Page(store.list(concerning, kind, from, atMost), store.count(concerning, kind));
    }

    /** Writes down what happened since the last time. Blocks. */
    public void keep() {
        List<Happening> fresh;
        synchronized (waiting) {
            fresh = waiting.stream().map(HouseholdActivity::fitting).toList();
            waiting.clear();
        }
        if (!fresh.isEmpty()) {
            try {
                store.add(fresh);
            } catch (RuntimeException e) {
                putBack(fresh);
                throw e;
            }
            changed.raise();
        }
    }

    private void putBack(List<Happening> unwritten) {
        synchronized (waiting) {
            var all = new ArrayList<>(unwritten);
            all.addAll(waiting);
            waiting.clear();
            waiting.addAll(all.subList(Math.max(0, all.size() - MOST_WAITING), all.size()));
        }
    }

    private static Happening fitting(Happening one) {
        return one.subject().length() <= LONGEST_SUBJECT ? one : new Happening(one.at(), one.kind(), one.person(), one.subject().substring(0, LONGEST_SUBJECT));
    }

    /** @return how many are forgotten */
    public int tidy() {
        return store.keepNewest(MOST_KEPT);
    }

    /** Something was written down. */
    public Signal changed() {
        return changed;
    }
}
