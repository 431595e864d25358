package filbert.store;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.Volume;
import filbert.servent.bootstrap.KnownHost;
import filbert.servent.guard.Ban;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of a Filbert that knew nothing of other machines of the house is opened by this one. */
final class UpgradeTest {
    private static final String BEFORE_SERVENTS = "14";
    private static final List<String> ROWS = List.of(
            "insert into person (name, role, password, created) values ('ann', 'OWNER', '-', timestamp with time zone '2026-11-01 12:00:00Z')",
            "insert into setting (name, content, person_id) values ('filbert.web.port', '8347', 1)",
            "insert into keepsake (name, content) values ('guid', 'one')",
            "insert into keepsake (name, content) values ('banners.dismissed.1', 'disk=1')",
            "insert into keepsake (name, content) values ('banners.dismissed.77', 'disk=1')",
            "insert into ban values ('192.0.2.9', 'MALFORMED', 2, timestamp with time zone '2026-11-01 12:00:00Z', timestamp with time zone '2026-11-09 12:00:00Z')",
            "insert into traffic_day values (date '2026-11-02', 1, 2, 3, 4)",
            "insert into known_host (address, source, first_seen, last_seen, ultrapeer, daily_uptime, failures, confirmed) values ('192.0.2.7:2000', 'x',"
                    + " timestamp with time zone '2026-11-01 12:00:00Z', timestamp with time zone '2026-11-02 12:00:00Z', true, 60, 1, true)",
            "insert into host_source values ('UDP', 'cache.example.org:2000', null, null, 3, 0)",
            "insert into waiting_peer values ('0123456789abcdef', 0, '192.0.2.7:2000', null, '" + "B".repeat(32) + "', 'a.ogg', 'X', 1,"
                    + " timestamp with time zone '2026-11-01 12:00:00Z', timestamp with time zone '2026-11-01 12:00:00Z',"
                    + " timestamp with time zone '2026-11-01 12:00:00Z')",
            "insert into shared_folder (person_id, path, alias, visibility, excludes, files, bytes, state) values (1, '/music', 'Music', 'NETWORK', '[]', 1,"
                    + " 1, 'ready')",
            "insert into shared_file (folder_id, relative, name_key, words, media, size, modified_second, modified_nano, file_key, added) values (1, 'a.ogg',"
                    + " 'a.ogg', 'a ogg', 'audio', 1, 1, 1, '1', timestamp with time zone '2026-11-01 12:00:00Z')",
            "insert into download (person_id, sha1, name, size, state, written, verified, reason, detail, added, sources) values (1, '" + "B".repeat(32)
                    + "', 'b.ogg', 10, 'QUEUED', 0, 0, '', '', timestamp with time zone '2026-11-01 12:00:00Z', '[]')");

    @TempDir
    Path directory;

    @Test
    void nothingIsLost() throws SQLException {
        var file = directory.resolve("house");
        var url = "jdbc:h2:file:" + file;
        Flyway.configure()
                .dataSource(url, "sa", "")
                .locations("classpath:db/migration")
                .placeholders(Dialect.H2.placeholders())
                .target(BEFORE_SERVENTS)
                .load()
                .migrate();
        try (var connection = DriverManager.getConnection(url, "sa", "");
                var sql = connection.createStatement()) {
            for (var row : ROWS) {
                sql.execute(row);
            }
        }
        try (var database = Database.open(file)) {
            assertThat(new H2AccountStore(database).accounts()).hasSize(1);
            assertThat(new H2SettingStore(database).load()).isEqualTo(Map.of("filbert.web.port", "8347"));
            var keepsakes = new H2Keepsakes(database);
            assertThat(keepsakes.recall("guid")).contains("one");
            assertThat(keepsakes.of(1).recall("banners.dismissed")).contains("disk=1");
            assertThat(keepsakes.of(77).recall("banners.dismissed")).as("somebody who had left").isEmpty();
            assertThat(keepsakes.recall("banners.dismissed.1").or(() -> keepsakes.recall("banners.dismissed.77"))).isEmpty();
            assertThat(new H2BanStore(database, Runnable::run).load()).singleElement().extracting(Ban::times).isEqualTo(2);
            assertThat(new H2VolumeStore(database).of(LocalDate.of(2026, 11, 2))).isEqualTo(new Volume(1, 2, 3, 4));
            var hosts = new H2HostStore(database, Runnable::run);
            assertThat(hosts.load()).singleElement().extracting(KnownHost::confirmed).isEqualTo(true);
            assertThat(hosts.loadSources()).hasSize(1);
            assertThat(new H2WaitingStore(database).load()).hasSize(1);
            assertThat(new H2DownloadStore(database).load()).hasSize(1);
            var library = new H2LibraryStore(database, text -> text);
            assertThat(library.folders()).hasSize(1);
            assertThat(library.filesAfter(library.folders().getFirst().id(), "", 10)).hasSize(1);
        }
    }
}
