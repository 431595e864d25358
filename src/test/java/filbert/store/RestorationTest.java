package filbert.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.operations.BackupContent.Place;
import filbert.operations.BackupView;
import filbert.operations.Relocation;
import filbert.operations.UnusableBackupException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups put back, on this machine or another, and what comes along that is none. */
final class RestorationTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String ODD = "it's ä 🌰 \\u0041 \\ \n;--\u0001";

    @TempDir
    Path directory;

    private Path file;
    private Backups backups;

    @BeforeEach
    void choosePlaces() {
        file = directory.resolve("database/house");
        backups = new Backups(directory.resolve("backup"), () -> NOW);
    }

    /** A household as the program left it whose tables had this many steps. */
    private void houseOf(int step) throws SQLException, IOException {
        Files.createDirectories(file.getParent());
        var url = "jdbc:h2:file:" + file + ";TRACE_LEVEL_FILE=0";
        Flyway.configure().dataSource(url, "sa", "").locations("classpath:db/migration").placeholders(Dialect.H2.placeholders()).target(String.valueOf(step)).load().migrate();
        try (var connection = DriverManager.getConnection(url, "sa", "");
                var statement = connection.createStatement()) {
            statement.execute("insert into person (name, role, password, download_folder, created) values"
                    + " ('mara', 'OWNER', 'hash', '/srv/downloads/mara', timestamp with time zone '2026-01-02 03:04:05.123456+01:00'),"
                    + " ('jonas', 'MEMBER', 'hash', null, current_timestamp)");
            statement.execute("insert into shared_folder (person_id, path, alias, visibility, excludes, files, bytes, state) values"
                    + " (1, '/srv/music', 'music', 'NETWORK', '', 1, 5, 'idle'), (2, '/srvs/other', 'other', 'PRIVATE', '', 0, 0, 'idle')");
            statement.execute("insert into setting (name, content, person_id) values ('filbert.downloads.folder', '/srv/downloads/{name}', 1),"
                    + " ('filbert.network.hosts', '/srv/is-no-path-here', 1)");
            statement.execute("insert into download (person_id, sha1, name, size, state, written, verified, reason, detail, path, added, sources)"
                    + " values (2, 'AAAA', 'a.ogg', 5, 'DONE', 5, 5, '', '', '/srv/downloads/jonas/a.ogg', current_timestamp, '[]')");
            statement.execute("delete from download where id = 1");
            statement.execute("insert into download (person_id, sha1, name, size, state, written, verified, reason, detail, path, added, sources)"
                    + " values (2, 'AAAA', 'a.ogg', 5, 'DONE', 5, 5, '', '', '/srv/downloads/jonas/a.ogg', current_timestamp, '[]')");
            statement.execute("insert into tree_row (tiger, nodes) values ('T', X'00ff10')");
            try (var keep = connection.prepareStatement("insert into keepsake (name, content) values (?, ?)")) {
                keep.setString(1, "odd");
                keep.setString(2, ODD);
                keep.execute();
                keep.setString(1, "downloads.incomplete-folder");
                keep.setString(2, "/srv/incomplete");
                keep.execute();
            }
        }
    }

    private static List<String> texts(Database database, String sql) {
        return database.read(client -> client.sql(sql).query(String.class).list());
    }

    private void isWholeAgain(Database database) {
        assertThat(texts(database, "select name from person order by id")).containsExactly("mara", "jonas");
        assertThat(texts(database, "select content from keepsake where name = 'odd'")).containsExactly(ODD);
        assertThat(texts(database, "select cast(created as varchar) from person where id = 1").getFirst()).startsWith("2026-01-02 03:04:05.123456+01");
        assertThat(database.<byte[]>read(client -> client.sql("select nodes from tree_row").query(byte[].class).single())).isEqualTo(new byte[] {0, (byte) 0xff, 0x10});
        assertThat(database.<Long>read(client -> client.sql("select id from download").query(Long.class).single())).isEqualTo(2);
    }

    @Test
    void aDatabaseOfTheEighthStepIsUpgradedWithABackupBesideItAndNothingIsLost() throws Exception {
        houseOf(8);
        try (var database = Database.open(file, backups)) {
            isWholeAgain(database);
            assertThat(database.<Boolean>read(Steps::areAllTaken)).isTrue();
        }
        var kept = backups.list();
        assertThat(kept).hasSize(1);
        assertThat(Backups.view(kept.getFirst()).orElseThrow().kind()).isEqualTo(BackupView.Kind.UPGRADE);
        assertThat(new Restoration(kept.getFirst()).content().step()).isEqualTo(8);
        Database.open(file, backups).close();
        assertThat(backups.list()).as("once upgraded").isEqualTo(kept);

        Files.delete(Database.mvStore(file));
        backups.replace(file, kept.getFirst(), Relocation.NONE);
        try (var database = Database.open(file, backups)) {
            isWholeAgain(database);
        }
    }

    @Test
    void aFreshDatabaseNeedsNoBackup() {
        Database.open(file, backups).close();
        assertThat(backups.list()).isEmpty();
    }

    @Test
    void aBackupThatCannotBeWrittenStopsTheUpgrade() throws Exception {
        houseOf(8);
        Files.writeString(directory.resolve("backup"), "a file where the folder should be");
        assertThatThrownBy(() -> Database.open(file, backups)).isInstanceOf(UncheckedIOException.class).hasMessageContaining("backup");
        var url = "jdbc:h2:file:" + file;
        try (var connection = DriverManager.getConnection(url, "sa", "");
                var found = connection.createStatement().executeQuery("select max(cast(\"version\" as int)) from \"flyway_schema_history\"")) {
            found.next();
            assertThat(found.getInt(1)).isEqualTo(8);
        }
    }

    private Path backup() throws Exception {
        houseOf(13);
        try (var database = Database.open(file, backups)) {
            return backups.make(BackupView.Kind.MADE, database::script);
        }
    }

    @Test
    void aBackupSaysWhatItHolds() throws Exception {
        var backup = backup();
        assertThat(Files.getPosixFilePermissions(backup)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(backup.getParent())).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        var content = new Restoration(backup).content();
        assertThat(content.newer()).isFalse();
        assertThat(content.people()).containsExactly("mara", "jonas");
        assertThat(content.rows()).containsEntry("shared_folder", 2L).containsEntry("download", 1L);
        assertThat(content.places())
                .containsExactlyInAnyOrder(
                        new Place("person", "/srv/downloads/mara"),
                        new Place("shared", "/srv/music"),
                        new Place("shared", "/srvs/other"),
                        new Place("setting", "/srv/downloads/{name}"),
                        new Place("incomplete", "/srv/incomplete"));
        assertThat(content.files()).containsExactly("/srv/downloads/jonas/a.ogg");
    }

    @Test
    void onAnotherMachinePathsAreOthers() throws Exception {
        var backup = backup();
        Files.delete(Database.mvStore(file));
        backups.replace(file, backup, Relocation.parse(List.of("/srv=/mnt/disk")));
        try (var database = Database.open(file, backups)) {
            isWholeAgain(database);
            assertThat(texts(database, "select path from shared_folder order by id")).containsExactly("/mnt/disk/music", "/srvs/other");
            assertThat(texts(database, "select download_folder from person where id = 1")).containsExactly("/mnt/disk/downloads/mara");
            assertThat(texts(database, "select path from download")).containsExactly("/mnt/disk/downloads/jonas/a.ogg");
            assertThat(texts(database, "select content from setting order by name"))
                    .containsExactly("/mnt/disk/downloads/{name}", "/srv/is-no-path-here");
            assertThat(new H2Keepsakes(database).recall("downloads.incomplete-folder")).contains("/mnt/disk/incomplete");
            database.write(sql -> sql.client()
                    .sql("insert into download (person_id, sha1, name, size, state, written, verified, reason, detail, added, sources, servent_id)"
                            + " values (2, 'B', 'b', 5, 'DONE', 5, 5, '', '', current_timestamp, '[]', 1)")
                    .update());
            assertThat(database.<Long>read(client -> client.sql("select max(id) from download").query(Long.class).single())).isEqualTo(3);
        }
    }

    @Test
    void whatIsReplacedIsKeptAsABackup() throws Exception {
        var backup = backup();
        try (var database = Database.open(file, backups)) {
            new H2Keepsakes(database).keep("later", "yes");
        }
        backups.replace(file, backup, Relocation.NONE);
        try (var database = Database.open(file, backups)) {
            assertThat(new H2Keepsakes(database).recall("later")).isEmpty();
        }
        var before = backups.list().stream().filter(one -> one.toString().contains("-restore.")).findFirst().orElseThrow();
        backups.replace(file, before, Relocation.NONE);
        try (var database = Database.open(file, backups)) {
            assertThat(new H2Keepsakes(database).recall("later")).contains("yes");
        }
    }

    @Test
    void anOrderIsCarriedOutOnceAndItsOutcomeIsTold() throws Exception {
        var backup = backup();
        var order = new RestoreOrder(backups, () -> NOW);
        order.carryOut(file);
        assertThat(order.last()).isEmpty();
        order.give(backup.getFileName().toString(), Relocation.parse(List.of("/srv=/x")));
        order.carryOut(file);
        assertThat(order.last().orElseThrow().problem()).isEmpty();
        try (var database = Database.open(file, backups)) {
            assertThat(texts(database, "select path from shared_folder where id = 1")).containsExactly("/x/music");
            new H2Keepsakes(database).keep("later", "yes");
        }
        order.carryOut(file);
        order.give("../../etc/passwd", Relocation.NONE);
        order.carryOut(file);
        assertThat(order.last().orElseThrow().problem()).isEqualTo("gone");
        try (var database = Database.open(file, backups)) {
            assertThat(new H2Keepsakes(database).recall("later")).contains("yes");
        }
    }

    @Test
    void anOrderIsCarriedOutOnceAlsoWhenItsOutcomeCannotBeNoted() throws Exception {
        var backup = backup();
        var order = new RestoreOrder(backups, () -> NOW);
        order.give(backup.getFileName().toString(), Relocation.NONE);
        var inTheWay = Files.createDirectories(directory.resolve("backup/restore-outcome.new")); // as a full disk: it cannot be written
        order.carryOut(file);
        try (var database = Database.open(file, backups)) {
            isWholeAgain(database);
            new H2Keepsakes(database).keep("later", "yes");
        }
        order.carryOut(file);
        Files.delete(inTheWay);
        order.carryOut(file);
        assertThat(order.last().orElseThrow().problem()).isEqualTo("unsure");
        order.carryOut(file);
        try (var database = Database.open(file, backups)) {
            assertThat(new H2Keepsakes(database).recall("later")).contains("yes");
        }
        assertThat(directory.resolve("backup")).isDirectoryNotContaining(one -> one.getFileName().toString().matches("restore-(order|begun)"));
    }

    private Path written(String script) throws IOException {
        var path = directory.resolve("some.sql.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(path))) {
            out.write(script.getBytes(StandardCharsets.UTF_8));
        }
        return path;
    }

    private static String unpacked(Path backup) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(backup))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void changesNothing(Path backup, String key) throws IOException {
        var before = Files.readAllBytes(Database.mvStore(file));
        assertThatThrownBy(() -> backups.replace(file, backup, Relocation.NONE))
                .isInstanceOfSatisfying(UnusableBackupException.class, e -> assertThat(e.key()).isEqualTo(key));
        assertThat(Files.readAllBytes(Database.mvStore(file))).isEqualTo(before);
        assertThat(file.getParent().toFile().list()).containsExactly("house.mv.db");
    }

    @Test
    void aBackupOfANewerFilbertIsRefused() throws Exception {
        var script = unpacked(backup());
        var newer = written(script.replaceFirst("\\(1, '1', 'house'", "(99, '99', 'later', 'SQL', 'x', 1, 'sa', TIMESTAMP '2026-01-01 00:00:00', 0, TRUE),\n(1, '1', 'house'"));
        assertThat(new Restoration(newer).content().newer()).isTrue();
        changesNothing(newer, "newer");
    }

    @Test
    void aFileThatIsCutShortIsRefused() throws Exception {
        var backup = backup();
        var bytes = Files.readAllBytes(backup);
        for (var length : List.of(0, 5, bytes.length / 2, bytes.length - 4)) {
            changesNothing(Files.write(directory.resolve("cut.sql.gz"), Arrays.copyOf(bytes, length)), "broken");
        }
        var script = unpacked(backup);
        changesNothing(written(script.substring(0, script.length() / 2)), "broken");
        changesNothing(written("no backup at all"), "broken");
        changesNothing(Files.writeString(directory.resolve("plain.sql.gz"), script), "broken");
    }

    @Test
    void nothingInABackupIsRun() throws Exception {
        var script = unpacked(backup());
        var marker = directory.resolve("marker");
        var evil = "CREATE ALIAS EVIL AS 'void e() throws Exception { new java.io.File(\"" + marker + "\").createNewFile(); }';\nCALL EVIL();\n";
        backups.replace(file, written(evil + script), Relocation.NONE);
        assertThat(marker).doesNotExist();
        try (var database = Database.open(file, backups)) {
            isWholeAgain(database);
            assertThat(texts(database, "select routine_name from information_schema.routines")).isEmpty();
        }
        for (var value : List.of("FILE_WRITE('x', '" + marker + "')", "CSVWRITE('" + marker + "', 'SELECT 1')", "(SELECT 1)", "EVIL()")) {
            changesNothing(written(script.replaceFirst("INSERT INTO \"PUBLIC\".\"KEEPSAKE\" VALUES", "INSERT INTO \"PUBLIC\".\"KEEPSAKE\" VALUES\n(" + java.util.regex.Matcher.quoteReplacement(value) + ", 'x'),")), "broken");
        }
        changesNothing(written(script + "INSERT INTO \"PUBLIC\".\"NOSUCH\" VALUES ('x');"), "broken");
        changesNothing(written(script + "INSERT INTO \"PUBLIC\".\"KEEPSAKE\" VALUES ('x');"), "broken");
        changesNothing(written(script + "INSERT INTO \"PUBLIC\".\"ACCESS_TOKEN\" VALUES (1, 4711, 'd', 'l', 'p', 'OWNER', TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00', NULL);"), "broken");
        assertThat(marker).doesNotExist();
    }

    @Test
    void aBombIsNoticedWhileItUnpacks() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            var zeros = new byte[1 << 20];
            Arrays.fill(zeros, (byte) ' ');
            for (var i = 0; i < 8; i++) {
                out.write(zeros);
            }
        }
        var rows = new ArrayList<String>();
        assertThatThrownBy(() -> ScriptReader.read(new ByteArrayInputStream(packed.toByteArray()), 4 << 20, (table, _) -> rows.add(table)))
                .isInstanceOfSatisfying(UnusableBackupException.class, e -> assertThat(e.key()).isEqualTo("large"));
        assertThat(rows).isEmpty();
    }

    private static InputStream packed(String script) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(script.getBytes(StandardCharsets.UTF_8));
        }
        return new ByteArrayInputStream(packed.toByteArray());
    }

    @Test
    void aRowHoldsNoMoreThanItsTableHasColumns() throws Exception {
        var rows = new ArrayList<List<?>>();
        var three = new ScriptReader.Taker() {
            @Override
            public int values(String table) {
                return 3;
            }

            @Override
            public void row(String table, List<@org.jspecify.annotations.Nullable Object> values) {
                rows.add(values);
            }
        };
        ScriptReader.read(packed("INSERT INTO \"A\" VALUES (1, 2, 3);"), 1 << 20, three);
        assertThat(rows).containsExactly(List.of("1", "2", "3"));
        var none = "a value that would be noticed if it were read: EVIL";
        assertThatThrownBy(() -> ScriptReader.read(packed("INSERT INTO \"A\" VALUES (1, 2, 3, " + none + ");"), 1 << 20, three)).hasMessageContaining("more than 3 values");
        changesNothing(written(unpacked(backup()) + "INSERT INTO \"PUBLIC\".\"NOSUCH\" VALUES (" + none + ");"), "broken");
    }

    @Test
    void aRowIsNoLongerThanTwoOfTheLongestValues() throws Exception {
        var long12 = "'" + "x".repeat(12 << 20) + "'";
        var rows = new ArrayList<String>();
        ScriptReader.read(packed("INSERT INTO \"A\" VALUES (" + long12 + ", " + long12 + "), (" + long12 + ", " + long12 + ");"), 1 << 30, (table, _) -> rows.add(table));
        assertThat(rows).hasSize(2);
        assertThatThrownBy(() -> ScriptReader.read(packed("INSERT INTO \"A\" VALUES (" + long12 + ", " + long12 + ", " + long12 + ");"), 1 << 30, (table, _) -> rows.add(table)))
                .isInstanceOfSatisfying(UnusableBackupException.class, e -> assertThat(e.key()).isEqualTo("broken"))
                .hasMessageContaining("a row longer");
    }

    @Test
    void aTableWithoutTheColumnsItShouldHaveIsNoBackup() throws Exception {
        var script = unpacked(backup());
        for (var column : List.of("NAME", "CONTENT")) {
            changesNothing(written(script.replaceAll("(KEEPSAKE\"\\([^;]*?)\"" + column + "\"", "$1\"OTHER\"") + "INSERT INTO \"PUBLIC\".\"NOSUCH\" VALUES (1);"), "broken");
        }
    }

    @Test
    void whoBringsABackupSlowlyHoldsUpNoOther() throws Exception {
        var backup = Files.readAllBytes(backup());
        try (var database = Database.open(file, backups)) {
            var room = new FolderBackupRoom(database, backups, () -> NOW);
            var made = new ArrayList<BackupView>();
            var taken = room.take(new ByteArrayInputStream(backup) {
                private boolean asked;

                @Override
                public int read(byte[] into, int from, int count) {
                    if (!asked) {
                        asked = true;
                        var other = Thread.startVirtualThread(() -> {
                            try {
                                made.add(room.make(BackupView.Kind.MADE));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
                        try {
                            other.join(java.time.Duration.ofSeconds(20));
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        assertThat(made).hasSize(1);
                    }
                    return super.read(into, from, count);
                }
            });
            assertThat(room.list()).contains(taken).containsAll(made);
            try (var left = Files.list(directory.resolve("backup"))) {
                assertThat(left).noneMatch(one -> one.toString().endsWith(".part"));
            }
        }
    }

    @Test
    void theRoomTakesWhatIsABackupAndNothingElse() throws Exception {
        var backup = backup();
        try (var database = Database.open(file, backups)) {
            var room = new FolderBackupRoom(database, backups, () -> NOW);
            var before = room.list();
            assertThatThrownBy(() -> room.take(new ByteArrayInputStream(new byte[] {1, 2, 3}))).isInstanceOf(UnusableBackupException.class);
            assertThat(room.list()).isEqualTo(before);
            assertThat(directory.resolve("backup/unfinished.sql.gz")).doesNotExist();
            var taken = room.take(new ByteArrayInputStream(Files.readAllBytes(backup)));
            assertThat(taken.kind()).isEqualTo(BackupView.Kind.BROUGHT);
            assertThat(room.content(taken.name()).orElseThrow().people()).hasSize(2);
            for (var name : List.of("../backup/" + taken.name(), "..", "", "/etc/passwd", "restore-order", "./" + taken.name())) {
                assertThat(room.file(name)).as(name).isEmpty();
                assertThat(room.remove(name)).as(name).isFalse();
            }
            assertThat(room.remove(taken.name())).isTrue();
        }
    }

    @Test
    void ofEachKindTheNewestAreKept() throws Exception {
        try (var database = Database.open(file, backups)) {
            var names = new ArrayList<String>();
            for (var i = 0; i < 7; i++) {
                var when = NOW.plusSeconds(i / 2); // two within each second
                names.add(new Backups(directory.resolve("backup"), () -> when).make(BackupView.Kind.MADE, database::script).getFileName().toString());
            }
            assertThat(names).doesNotHaveDuplicates();
            assertThat(backups.list()).extracting(one -> one.getFileName().toString()).containsExactlyElementsOf(names.reversed().subList(0, 5));
        }
    }

    @Test
    void compactionLosesNothing() {
        try (var database = Database.open(file, backups)) {
            var keepsakes = new H2Keepsakes(database);
            for (var i = 0; i < 50; i++) {
                var text = String.valueOf(i).repeat(1_500);
                database.write(sql -> sql.client().sql("merge into keepsake (servent_id, name, content) key (servent_id, name) values (1, 'a', ?)").param(text).update());
            }
            var saved = database.compact();
            assertThat(saved.after()).isPositive().isLessThan(saved.before());
            assertThat(keepsakes.recall("a")).contains("49".repeat(1_500));
            keepsakes.keep("b", "after");
        }
        try (var database = Database.open(file, backups)) {
            assertThat(new H2Keepsakes(database).recall("b")).isEqualTo(Optional.of("after"));
        }
    }
}
