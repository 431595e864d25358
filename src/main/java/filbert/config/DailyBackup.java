package filbert.config;

import filbert.net.netty.OwnerThread;
import filbert.store.Backups;
import filbert.store.Database;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Sees to it that every day Filbert runs on has a backup of the database. One on a server is backed up there, or by nobody: not by us. */
@Component
final class DailyBackup {
    private static final Logger LOG = LoggerFactory.getLogger(DailyBackup.class);
    private static final Duration AFTER_START = Duration.ofMinutes(1); // when the first rush is over
    private static final Duration LOOK_AGAIN = Duration.ofHours(1);

    private final Database database;
    private final Backups backups;
    private final OwnerThread owner;
    private final ExecutorService workers;

    DailyBackup(Database database, Backups backups, OwnerThread owner, ExecutorService workers) {
        this.database = database;
        this.backups = backups;
        this.owner = owner;
        this.workers = workers;
    }

    void begin() {
        if (!database.isOurFile()) {
            return;
        }
        owner.after(AFTER_START, () -> workers.execute(this::make));
        owner.every(LOOK_AGAIN, () -> workers.execute(this::make));
    }

    private void make() {
        try {
            backups.makeDaily(database);
        } catch (IOException | DataAccessException e) {
            LOG.warn("Today's backup of the database could not be made: {}", e.getMessage());
        }
    }
}
