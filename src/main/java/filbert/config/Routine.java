package filbert.config;

import filbert.event.Happening;
import filbert.event.Happenings;
import filbert.household.FirstStart;
import filbert.household.HouseholdActivity;
import filbert.household.HouseholdDownloads;
import filbert.household.Keepsakes;
import filbert.household.statistics.HouseholdStatistics;
import filbert.net.netty.OwnerThread;
import filbert.operations.TaskBoard;
import filbert.operations.TaskBoard.Task;
import filbert.sharing.library.FolderLibrary;
import filbert.store.Backups;
import filbert.store.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done again and again. A database on a server is backed up and tended there, or by nobody: not by us. */
@Configuration(proxyBeanMethods = false)
class Routine {
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration AFTER_THE_RUSH = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1); // a backup of the day that has one already costs nothing
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration AT_LEISURE = Duration.ofHours(2); // after the start: nobody restarts to wait for it

    @Bean
    TaskBoard taskBoard(
            Database database,
            Backups backups,
            FolderLibrary library,
            HouseholdActivity activity,
            Happenings happenings,
            HouseholdStatistics statistics,
            HouseholdDownloads downloads,
            Keepsakes keepsakes,
            InstantSource clock,
            FirstStart firstStart,
            ExecutorService workers) {
        var tasks = new ArrayList<Task>();
        if (database.isOurFile()) {
            tasks.add(new Task("backup", HOUR, AFTER_THE_RUSH, () -> {
                // one of an empty house would be the backup of that day, and keep what is set up next from being in any
                if (firstStart.state() == FirstStart.State.DONE) {
                    backups.makeDaily(database).ifPresent(made -> happenings.record(
                            new Happening(clock.instant(), "backup.daily", Happening.OWNERS, made.getFileName().toString())));
                }
            }));
            tasks.add(new Task("compact", WEEK, AT_LEISURE, database::compact));
        }
        tasks.add(new Task("rescan", Duration.ZERO, Duration.ZERO, () -> library.view().folders().forEach(folder -> library.rescan(folder.id()))));
        tasks.add(new Task("tidy", DAY, AT_LEISURE, () -> {
            activity.tidy();
            statistics.tidy();
            downloads.tidyKept(clock.instant())
                    .forEach(part -> happenings.record(new Happening(clock.instant(), "download.part-deleted", part.person(), part.name())));
        }));
        return new TaskBoard(tasks, keepsakes, clock, workers);
    }

    static void begin(TaskBoard board, OwnerThread owner) {
        owner.execute(() -> owner.every(LOOK, board::look));
    }
}
