package filbert.config;

import filbert.household.LayeredSettings;
import filbert.household.SetUp;
import filbert.operations.BackupDesk;
import filbert.operations.DiagnosticsDesk;
import filbert.operations.DiskReport;
import filbert.operations.LogDesk;
import filbert.store.Backups;
import filbert.store.Database;
import filbert.store.FolderBackupRoom;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What keeps the house in order. */
@Configuration(proxyBeanMethods = false)
class OperationsWiring {
    @Bean
    Backups backups(DataDirectory data, InstantSource clock) {
        return new Backups(data.backups(), clock);
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
    BackupDesk backupDesk(Database database, Backups backups, InstantSource clock, Restart restart) {
        return new BackupDesk(new FolderBackupRoom(database, backups, clock), restart);
    }
}
