package filbert.config;

import filbert.operations.BackupDesk;
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
    BackupDesk backupDesk(Database database, Backups backups, InstantSource clock, Restart restart) {
        return new BackupDesk(new FolderBackupRoom(database, backups, clock), restart);
    }
}
