package filbert.config;

import filbert.household.Accounts;
import filbert.household.HouseholdSpam;
import filbert.net.netty.OwnerThread;
import filbert.store.Database;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
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

    /** Somebody sent away on one machine is signed out of the others this much later. */
    private static final Duration ACCOUNTS = Duration.ofSeconds(5);

    private static final Duration LESSONS = Duration.ofMinutes(1);

    private final Database database;
    private final Accounts accounts;
    private final HouseholdSpam spam;
    private final OwnerThread owner;
    private final ExecutorService workers;

    SharedHouse(Database database, Accounts accounts, HouseholdSpam spam, OwnerThread owner, ExecutorService workers) {
        this.database = database;
        this.accounts = accounts;
        this.spam = spam;
        this.owner = owner;
        this.workers = workers;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (!database.isOurFile()) {
            owner.every(ACCOUNTS, () -> workers.execute(() -> read(accounts::lookAgain)));
            owner.every(LESSONS, () -> workers.execute(() -> read(spam::learnAnew)));
        }
    }

    private static void read(Runnable again) {
        try {
            again.run();
        } catch (DataAccessException e) {
            LOG.debug("what others of the house changed is not known yet", e); // that the database is away is said elsewhere
        }
    }
}
