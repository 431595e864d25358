package filbert.config;

import filbert.household.Accounts;
import filbert.household.Attendance;
import filbert.household.DigestedTokens;
import filbert.household.HostNotes;
import filbert.household.HouseholdLimits;
import filbert.household.HouseholdPeople;
import filbert.household.HouseholdSpam;
import filbert.household.Sessions;
import filbert.household.Tastes;
import filbert.household.telling.HouseholdInbox;
import filbert.net.netty.OwnerThread;
import filbert.store.Database;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Where several machines of a household share a database: what is held in memory of what belongs to all is read again. */
@Component
final class SharedHouse {
    private static final Logger LOG = LoggerFactory.getLogger(SharedHouse.class);

    /** Somebody sent away, signed out or limited on one machine is so on the others this much later. */
    private static final Duration PEOPLE = Duration.ofSeconds(5);

    /** How people like their pages, and what is new for them. */
    private static final Duration HABITS = Duration.ofSeconds(15);

    private static final Duration LESSONS = Duration.ofMinutes(1);

    private final Database database;
    private final Accounts accounts;
    private final HouseholdPeople people;
    private final OwnerThread owner;
    private final ExecutorService workers;
    private final List<Runnable> whoIsIn;
    private final List<Runnable> habits;
    private final List<Runnable> lessons;

    SharedHouse(
            Database database,
            Accounts accounts,
            HouseholdPeople people,
            Sessions sessions,
            DigestedTokens tokens,
            HouseholdLimits limits,
            Tastes tastes,
            HostNotes notes,
            HouseholdInbox inbox,
            Attendance attendance,
            HouseholdSpam spam,
            OwnerThread owner,
            ExecutorService workers) {
        this.database = database;
        this.accounts = accounts;
        this.people = people;
        this.owner = owner;
        this.workers = workers;
        this.whoIsIn = List.of(accounts::lookAgain, sessions::lookAgain, tokens::lookAgain, limits::lookAgain);
        this.habits = List.of(tastes::lookAgain, notes::lookAgain, inbox::lookAgain, attendance::lookAgain);
        this.lessons = List.of(spam::learnAnew, people::letGo);
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (!database.isOurFile()) {
            every(PEOPLE, whoIsIn);
            every(HABITS, habits);
            every(LESSONS, lessons);
            var letGo = once(List.of(people::letGo));
            accounts.changed().watch(() -> workers.execute(letGo));
        }
    }

    private void every(Duration period, List<Runnable> looks) {
        var look = once(looks);
        owner.execute(() -> owner.every(period, () -> workers.execute(look)));
    }

    /** Not while it is still being done: a database that is slow to answer is not asked more and more often. */
    private static Runnable once(List<Runnable> looks) {
        var busy = new AtomicBoolean();
        return () -> {
            if (busy.compareAndSet(false, true)) {
                try {
                    looks.forEach(Runnable::run);
                } catch (DataAccessException e) {
                    LOG.debug("what others of the house changed is not known yet", e); // that the database is away is said elsewhere
                } finally {
                    busy.set(false);
                }
            }
        };
    }
}
