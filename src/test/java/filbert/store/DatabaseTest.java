package filbert.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.household.AccountStore.Account;
import filbert.household.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("database/house");
    }

    private static Account ann() {
        return new Account(0, "ann", Role.OWNER, "hash", Optional.of(Path.of("/media/ann")), NOW);
    }

    @Test
    void everyStepOfTheSchemaHasANumberOfItsOwn() throws IOException {
        try (var steps = Files.list(Path.of("src/main/resources/db/migration"))) {
            var numbers = steps.map(step -> step.getFileName().toString().replaceFirst("__.*", "")).toList();
            assertThat(numbers).isNotEmpty().doesNotHaveDuplicates();
        }
    }

    @Test
    void whatWasWrittenIsThereAfterReopening() {
        Account saved;
        try (var database = Database.open(file())) {
            saved = new H2AccountStore(database).insert(ann());
        }
        try (var database = Database.open(file())) {
            assertThat(new H2AccountStore(database).accounts()).containsExactly(saved);
        }
    }

    @Test
    void pagesLetGoOfAreReadAgain() {
        try (var database = Database.open(file())) {
            database.write(sql -> sql.client().sql("CREATE TABLE filler AS SELECT x, RPAD(CAST(x AS VARCHAR), 200) AS words FROM SYSTEM_RANGE(1, 20000)").update());
            readAll(database);
            assertThat(cachedMebibytes(database)).isGreaterThan(1);

            database.letGoOfPages();

            assertThat(cachedMebibytes(database)).isZero();
            assertThat(readAll(database)).isEqualTo(4_000_000);
            assertThat(cachedMebibytes(database)).as("it is a cache again").isGreaterThan(1);
        }
    }

    private static long readAll(Database database) {
        return database.read(sql -> sql.sql("SELECT SUM(LENGTH(words)) FROM filler").query(Long.class).single());
    }

    private static int cachedMebibytes(Database database) {
        return database.read(sql -> sql.sql("SELECT setting_value FROM information_schema.settings WHERE setting_name = 'info.CACHE_SIZE'")
                .query(Integer.class)
                .single());
    }

    /** Writes facts for ever, saying each once it was told that it is kept. */
    static final class Writer {
        public static void main(String[] arguments) {
            var keepsakes = new H2Keepsakes(Database.open(Path.of(arguments[0])));
            for (int i = 0; ; i++) {
                keepsakes.keep("fact " + i, "true");
                System.out.println(i);
            }
        }
    }

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws Exception {
        var process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        file().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var last = -1;
        try (var acknowledged = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = acknowledged.readLine(); line != null; line = acknowledged.readLine()) {
                last = Integer.parseInt(line);
                if (last == 50) {
                    process.toHandle().destroyForcibly();
                }
            }
        }
        process.waitFor();
        assertThat(last).isGreaterThanOrEqualTo(50);
        try (var database = Database.open(file())) {
            var keepsakes = new H2Keepsakes(database);
            for (int i = 0; i <= last; i++) {
                assertThat(keepsakes.recall("fact " + i)).as("fact %d of %d", i, last).contains("true");
            }
        }
    }

    @Test
    void aFailedChangeLeavesNothingBehind() {
        try (var database = Database.open(file())) {
            assertThatThrownBy(() -> database.write(sql -> {
                        sql.client().sql("insert into keepsake (servent_id, name, content) values (1, 'a', 'b')").update();
                        throw new IllegalStateException("changed my mind");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(new H2Keepsakes(database).recall("a")).isEmpty();
        }
    }

    @Test
    void aDamagedFileIsReportedAndLeftAsItIs() throws Exception {
        Database.open(file()).close();
        var stored = Database.mvStore(file());
        try (var channel = FileChannel.open(stored, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap("nonsense".repeat(4_096).getBytes(StandardCharsets.US_ASCII)), 0);
        }
        var bytes = Files.readAllBytes(stored);
        assertThatThrownBy(() -> Database.open(file()))
                .isInstanceOf(DamagedDatabaseException.class)
                .hasMessageContaining(stored.toString());
        assertThat(Files.readAllBytes(stored)).isEqualTo(bytes);
    }

    @Test
    void aFileOfWhichOnlyTheHeaderIsLeftIsNotTakenForANewOne() throws Exception {
        Database.open(file()).close();
        var stored = Database.mvStore(file());
        var bytes = Files.readAllBytes(stored);
        Arrays.fill(bytes, 4_096, bytes.length, (byte) 'Z');
        Files.write(stored, bytes);
        assertThatThrownBy(() -> Database.open(file()))
                .isInstanceOf(DamagedDatabaseException.class)
                .hasMessageContaining("nothing in it can be read");
        assertThat(Files.readAllBytes(stored)).isEqualTo(bytes);
    }

    @Test
    void aDatabaseOfANewerFilbertIsNotTouched() {
        try (var database = Database.open(file())) {
            database.write(sql -> sql.client()
                    .sql("insert into \"flyway_schema_history\" select 99, '99', 'later', \"type\", \"script\", 1, \"installed_by\","
                            + " \"installed_on\", 0, true from \"flyway_schema_history\" where \"version\" = '1'")
                    .update());
        }
        assertThatThrownBy(() -> Database.open(file()))
                .isInstanceOf(NewerDatabaseException.class)
                .hasMessageContaining("newer Filbert");
    }

    @Test
    void flywayIsAskedOnlyWhenTheStepsDiffer() {
        try (var database = Database.open(file())) {
            assertThat(database.<Boolean>read(Steps::areAllTaken)).isTrue();
            database.write(sql -> sql.client().sql("update \"flyway_schema_history\" set \"success\" = false where \"version\" = '1'").update());
            assertThat(database.<Boolean>read(Steps::areAllTaken)).as("a step that failed").isFalse();
            database.write(sql -> sql.client().sql("drop table \"flyway_schema_history\"").update());
            assertThat(database.<Boolean>read(Steps::areAllTaken)).as("never migrated").isFalse();
        }
    }

    @Test
    void aBackupIsMadeOnceADayAndTheNewestSevenAreKept() throws Exception {
        var folder = directory.resolve("backup");
        try (var database = Database.open(file())) {
            for (int day = 0; day < 9; day++) {
                var when = NOW.plus(Duration.ofDays(day));
                new Backups(folder, () -> when).makeDaily(database);
                new Backups(folder, () -> when).makeDaily(database);
            }
        }
        assertThat(new Backups(folder, () -> NOW).list())
                .extracting(file -> file.getFileName().toString())
                .hasSize(7)
                .startsWith("filbert-2026-11-29.sql.gz")
                .endsWith("filbert-2026-11-23.sql.gz");
        assertThat(folder.toFile().list()).hasSize(7);
    }

    @Test
    void aBackupBringsBackWhatADamagedFileHeld() throws Exception {
        var backups = new Backups(directory.resolve("it's backup"), () -> NOW);
        Account saved;
        try (var database = Database.open(file())) {
            saved = new H2AccountStore(database).insert(ann());
            backups.makeDaily(database);
        }
        Files.writeString(Database.mvStore(file()), "nonsense");
        backups.restore(file(), Optional.of(backups.list().getFirst()));
        try (var database = Database.open(file())) {
            var accounts = new H2AccountStore(database);
            assertThat(accounts.accounts()).containsExactly(saved);
            assertThat(accounts.insert(new Account(0, "bob", Role.MEMBER, "-", Optional.empty(), NOW)).id()).isGreaterThan(saved.id());
        }
        assertThat(directory.resolve("database").toFile().list()).anyMatch(name -> name.startsWith("damaged-2026"));
    }

    @Test
    void withoutABackupOneCanBeginAnew() throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(Database.mvStore(file()), "nonsense");
        new Backups(directory.resolve("backup"), () -> NOW).restore(file(), Optional.empty());
        try (var database = Database.open(file())) {
            assertThat(new H2AccountStore(database).accounts()).isEmpty();
        }
    }
}
