package filbert.household.wish;

import filbert.event.Signal;
import filbert.household.HouseholdDownloads;
import filbert.household.HouseholdSpam;
import filbert.household.Person;
import filbert.household.Role;
import filbert.household.telling.Notice;
import filbert.household.telling.Telling;
import filbert.identity.Sha1;
import filbert.servent.search.FoundFile;
import filbert.servent.search.FoundLine;
import filbert.servent.search.SearchView;
import filbert.servent.search.Searches;
import filbert.servent.search.UnsearchableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks again for what people wish: whose time has come, person by person in turns, of each the longest due first, one a minute and few at once, each at its
 * own odd time. Every run is a new
 * query with a GUID of its own, its words in another order (2-search, section 10), and passes the household's limit on searches. What was due while there was
 * nobody to ask waits, and everybody has their turn afterwards, still one a minute. The wall clock decides whose turn it is, because it outlives a restart;
 * what the rules for repeats demand is measured by a clock nobody can set.
 *
 * <p>Any thread that may block; {@link #look} is to be called every few seconds.
 */
public final class WishRounds {
    /** As gtk-gnutella; ultrapeers of that kind drop the same words from the same leaf for 1,700 s (2-search, section 10). */
    static final Duration BETWEEN_REPEATS = Duration.ofMinutes(30);

    /** Ours: of twelve searches a minute eleven are left to people. */
    static final Duration BETWEEN_STARTS = Duration.ofMinutes(1);

    /** Ours: of fifty live searches the others are left to people. */
    static final int AT_ONCE = 5;

    private static final Duration LATER = Duration.ofHours(24); // whose person may not wish any more, or whose words nobody answers
    private static final int LOOKED_AT = 50; // most of whose turn may have to wait, for the same words
    private static final double ODDNESS = 0.1; // of the time between runs, earlier or later
    private static final Logger LOG = LoggerFactory.getLogger(WishRounds.class);

    /**
     * What a wish needs of the house around it.
     *
     * @param people by id, those there are
     * @param owned is a file with this content in the library?
     * @param online is there a neighbour to ask?
     * @param allowed may wishes run by themselves?
     * @param nanos monotonic
     */
    public record House(
            WishStore store,
            Searches searches,
            HouseholdSpam spam,
            LongFunction<Optional<Person>> people,
            HouseholdDownloads downloads,
            Predicate<Sha1> owned,
            BooleanSupplier online,
            BooleanSupplier allowed,
            Telling telling,
            InstantSource clock,
            LongSupplier nanos,
            RandomGenerator random) {}

    /** A run under way. @param answered hosts so far; {@code found} what was new in it */
    record Running(long wish, long person, String run, int answered, int files, int found, boolean over) {}

    private final House house;
    private final Signal changed = new Signal();
    private final Map<Long, Running> running = new ConcurrentHashMap<>();
    private final Map<String, Long> askedAt = new HashMap<>(); // words, nanoseconds: of the last half hour
    private final Map<Long, Long> turns = new HashMap<>(); // person, when they last had one: counted, for the order alone
    private long lastTurn;
    private final ReentrantLock looking = new ReentrantLock();
    private long startedAt;
    private boolean everStarted;

    public WishRounds(House house) {
        this.house = house;
    }

    public Signal changed() {
        return changed;
    }

    boolean offline() {
        return !house.online().getAsBoolean();
    }

    boolean allowed() {
        return house.allowed().getAsBoolean();
    }

    /** Do we ask again by ourselves? Our handshake has to say so (1-connect, 3.3, {@code X-Requeries}). */
    public boolean asksAgain() {
        return allowed() && house.store().active() > 0;
    }

    Optional<Running> running(long wish) {
        return Optional.ofNullable(running.get(wish)).filter(run -> !run.over());
    }

    /** Takes in what came, and begins at most one run. Does nothing while another thread is at it. */
    public void look() {
        if (looking.tryLock()) {
            try {
                lookNow();
            } finally {
                looking.unlock();
            }
        }
    }

    private void lookNow() {
        running.values().forEach(this::follow);
        if (house.online().getAsBoolean() && isTime()) {
            begin();
        }
    }

    private boolean isTime() {
        return running.values().stream().filter(run -> !run.over()).count() < AT_ONCE
                && (!everStarted || house.nanos().getAsLong() - startedAt >= BETWEEN_STARTS.toNanos());
    }

    private void begin() {
        var now = house.clock().instant();
        var before = house.nanos().getAsLong() - BETWEEN_REPEATS.toNanos();
        askedAt.values().removeIf(asked -> asked <= before);
        for (var wish : inTurns(house.store().due(now, LOOKED_AT))) {
            if (mayRun(wish) && begin(wish, now)) {
                return;
            }
        }
    }

    /** However many one person has, and however often they want them at once: whose turn is the longest ago comes first. */
    private List<Wish> inTurns(List<Wish> due) {
        return due.stream().sorted(Comparator.comparingLong(wish -> turns.getOrDefault(wish.person(), 0L))).toList();
    }

    private boolean mayRun(Wish wish) {
        return (wish.progress().atOnce() || house.allowed().getAsBoolean()) && running(wish.id()).isEmpty();
    }

    /** @return false when another may have its turn instead */
    private boolean begin(Wish wish, Instant now) {
        if (person(wish).isEmpty()) {
            house.store().progress(wish.id(), one -> one.next(now.plus(LATER)));
            return false;
        }
        try {
            var words = Searches.canonical(wish.plan().query());
            if (askedAt.containsKey(words)) {
                if (!wish.progress().atOnce()) { // which stays so until the words may be asked again
                    house.store().progress(wish.id(), one -> one.next(now.plus(BETWEEN_REPEATS)));
                }
                return false;
            }
            if (!isOurTurn(wish, now)) {
                return false;
            }
            var run = house.searches().startUnlisted(wish.id(), wish.plan().query());
            askedAt.put(words, house.nanos().getAsLong());
            turns.put(wish.person(), ++lastTurn);
            running.put(wish.id(), new Running(wish.id(), wish.person(), run, 0, 0, 0, false));
        } catch (UnsearchableException refused) {
            house.store().progress(wish.id(), _ -> wish.progress());
            return refused(wish, refused.key(), now);
        }
        startedAt = house.nanos().getAsLong();
        everStarted = true;
        changed.raise();
        return true;
    }

    /** Another machine of the house may have begun since we looked: of all that see it due, the first to note that it asks has the run. */
    private boolean isOurTurn(Wish wish, Instant now) {
        var then = then(wish, now);
        var ours = new AtomicBoolean();
        house.store().progress(wish.id(), one -> {
            ours.set(one.next().equals(wish.progress().next()));
            return ours.get() ? one.asked(now, then) : one;
        });
        return ours.get();
    }

    /** Too many searches for now: all wait. Words nobody would answer: this one does. */
    private boolean refused(Wish wish, String why, Instant now) {
        if (why.startsWith("too-many") || why.equals("outside")) {
            return true;
        }
        house.store().progress(wish.id(), one -> one.troubled("unsearchable", now.plus(LATER)));
        changed.raise();
        return false;
    }

    private Instant then(Wish wish, Instant now) {
        var every = wish.plan().every();
        var odd = (long) (every.toMillis() * ODDNESS * (2 * house.random().nextDouble() - 1));
        var then = every.plusMillis(odd);
        return now.plus(then.compareTo(Plan.SHORTEST) < 0 ? Plan.SHORTEST : then);
    }

    private Optional<Person> person(Wish wish) {
        return house.people().apply(wish.person()).filter(person -> person.role().includes(Role.MEMBER));
    }

    private void follow(Running run) {
        var view = house.searches().view(run.run());
        var wish = house.store().wish(run.wish());
        if (view.isEmpty() || wish.isEmpty()) {
            end(run, wish);
            return;
        }
        var found = view.get();
        var over = found.state() == SearchView.State.DONE || found.state() == SearchView.State.STOPPED;
        var before = run;
        if (found.answered() != run.answered() || found.files().size() != run.files() || over && !run.over()) {
            run = met(wish.get(), run, found);
        }
        if (over && !before.over()) {
            take(wish.get(), found);
            tell(wish.get(), run.found());
            run = new Running(run.wish(), run.person(), run.run(), run.answered(), run.files(), 0, true);
        }
        running.put(run.wish(), run);
        if (!run.equals(before)) {
            changed.raise();
        }
    }

    /** The run is forgotten, or its wish is gone. Late hits are told of now. */
    private void end(Running run, Optional<Wish> wish) {
        running.remove(run.wish());
        if (wish.isEmpty()) {
            house.searches().stop(run.run());
        }
        wish.ifPresent(one -> tell(one, run.found()));
        changed.raise();
    }

    private Running met(Wish wish, Running run, SearchView found) {
        var met = house.store().meet(wish.id(), counting(wish, found), house.clock().instant());
        return new Running(wish.id(), wish.person(), run.run(), found.answered(), found.files().size(), run.found() + met.fresh().size(), run.over());
    }

    /** What of it counts: no spam, what the filter leaves, and for a child what is for children. */
    List<FoundFile> counting(Wish wish, SearchView found) {
        var test = wish.plan().narrowing().test();
        var person = house.people().apply(wish.person());
        return house.spam().judged(found).files().stream()
                .filter(file -> !file.isSpam() && test.test(FoundLine.of(file)))
                .filter(file -> person.filter(one -> !house.downloads().mayHave(one, file)).isEmpty())
                .toList();
    }

    private void take(Wish wish, SearchView found) {
        var taking = wish.plan().taking();
        var today = LocalDate.ofInstant(house.clock().instant(), ZoneId.systemDefault());
        var room = wish.active() ? wish.progress().room(taking, today) : 0;
        var person = person(wish);
        if (room == 0 || person.isEmpty()) {
            return;
        }
        var candidates = new Candidates(taking, content -> house.downloads().knows(content) || house.owned().test(content));
        for (var file : candidates.of(counting(wish, found)).stream().limit(room).toList()) {
            if (!take(wish.id(), person.get(), file, today)) {
                return;
            }
        }
    }

    /** @return false when no more may be taken now */
    private boolean take(long id, Person person, FoundFile file, LocalDate today) {
        var now = house.store().wish(id); // stopped, changed or gone meanwhile?
        if (now.isEmpty() || !now.get().active()) {
            return false;
        }
        var wish = now.get();
        try {
            house.downloads().add(person, file);
        } catch (IllegalArgumentException refused) {
            LOG.debug("a wish may not download: {}", refused.getMessage());
            house.store().progress(id, one -> one.troubled("not-taken", one.next()));
            return false;
        }
        house.store().taken(id, file.id());
        var satisfied = wish.progress().taken() + 1 >= wish.plan().taking().most();
        house.store().progress(id, one -> satisfied ? one.tookOne(today).is(Wish.State.SATISFIED) : one.tookOne(today));
        house.telling().tell(wish.person(), Notice.of(Notice.Kind.WISH_TAKEN, file.name(), "/wishes/" + id));
        return !satisfied;
    }

    private void tell(Wish wish, int found) {
        if (found > 0 && wish.plan().told()) {
            house.telling().tell(wish.person(), new Notice(Notice.Kind.WISH_FOUND, wish.plan().name(), found, "/wishes/" + wish.id()));
        }
    }

    /** The wish rests or is gone. */
    void stop(long wish) {
        Optional.ofNullable(running.get(wish)).ifPresent(run -> house.searches().stop(run.run()));
    }
}
