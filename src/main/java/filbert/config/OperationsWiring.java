package filbert.config;

import filbert.event.Happening;
import filbert.event.Happenings;
import filbert.household.HouseholdActivity;
import filbert.household.Keepsakes;
import filbert.household.LayeredSettings;
import filbert.household.SetUp;
import filbert.net.netty.OwnerThread;
import filbert.operations.About;
import filbert.operations.AboutDesk;
import filbert.operations.BackupDesk;
import filbert.operations.DiagnosticsDesk;
import filbert.operations.DiskReport;
import filbert.operations.LogDesk;
import filbert.operations.Restored;
import filbert.store.Backups;
import filbert.store.Database;
import filbert.store.FolderBackupRoom;
import filbert.store.H2HappeningStore;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.h2.engine.Constants;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What keeps the house in order. */
@Configuration(proxyBeanMethods = false)
class OperationsWiring {
    private static final Duration ACTIVITY_KEPT = Duration.ofSeconds(5);
    private static final String RESTORE_NOTED = "restore.noted";

    @Bean
    Backups backups(DataDirectory data, InstantSource clock) {
        return new Backups(data.backups(), clock);
    }

    /** Written every few seconds, and when we end. */
    @Bean(destroyMethod = "keep")
    HouseholdActivity householdActivity(
            Database database, Happenings happenings, InstantSource clock, LayeredSettings settings, OwnerThread owner, ExecutorService workers) {
        var activity = new HouseholdActivity(new H2HappeningStore(database), happenings, clock);
        settings.noteIn(activity);
        new Bookkeeping("What happened", activity::keep).every(ACTIVITY_KEPT, owner, workers);
        return activity;
    }

    @Bean
    Leisure leisure(Database database, OwnerThread owner, ExecutorService workers) {
        var leisure = Leisure.ofThisProcess(database::letGoOfPages);
        leisure.begin(owner, workers);
        return leisure;
    }

    @Bean
    LogDesk logDesk(LogMemory log) {
        return new LogDesk(log);
    }

    @Bean
    DiagnosticsDesk diagnosticsDesk(Inspection inspection, LayeredSettings settings, SetUp setUp, DiskReport disk) {
        return new DiagnosticsDesk(
                inspection.sections(),
                () -> Groundwork.redaction(settings).and(setUp.code().stream().toList()),
                disk);
    }

    @Bean
    AboutDesk aboutDesk(Database database, DataDirectory data) {
        var runtime = ManagementFactory.getRuntimeMXBean();
        return new AboutDesk(() -> new About(
                Version.OF_THIS_BUILD,
                Version.built(),
                Instant.ofEpochMilli(runtime.getStartTime()),
                System.getProperty("java.vendor") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch"),
                database.isOurFile() ? "H2 " + Constants.VERSION : "PostgreSQL",
                data.root(),
                Ingredients.ALL));
    }

    @Bean
    BackupDesk backupDesk(
            Database database,
            Backups backups,
            InstantSource clock,
            Restart restart,
            HouseholdActivity activity,
            Happenings happenings,
            Keepsakes keepsakes) {
        var room = new FolderBackupRoom(database, backups, clock);
        room.lastRestored().ifPresent(restored -> note(restored, happenings, keepsakes));
        return new BackupDesk(room, restart, activity);
    }

    /** Once, by the start after it: what was noted before went with the database that was replaced. */
    private static void note(Restored restored, Happenings happenings, Keepsakes keepsakes) {
        var when = restored.at().toString();
        if (!keepsakes.recall(RESTORE_NOTED).equals(Optional.of(when))) {
            var kind = restored.problem().isEmpty() ? "backup.restored" : "backup.not-restored";
            happenings.record(new Happening(restored.at(), kind, Happening.OWNERS, restored.name()));
            keepsakes.keep(RESTORE_NOTED, when);
        }
    }
}
