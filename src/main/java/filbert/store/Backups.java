package filbert.store;

import filbert.operations.BackupContent;
import filbert.operations.BackupView;
import filbert.operations.Relocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The database as compressed SQL: once a day, the newest {@value #KEPT} kept, as {@code filbert-2026-11-21.sql.gz}; and on other occasions, the newest
 * {@value #OTHERS_KEPT} of each kind kept, as {@code filbert-2026-11-21-143005-made.sql.gz}. They can be put back without a database that opens.
 */
public final class Backups {
    static final int KEPT = 7;
    static final int OTHERS_KEPT = 5;
    private static final String BEING_BROUGHT = ".part";
    private static final Duration ABANDONED_AFTER = Duration.ofDays(1); // no upload lasts so long

    private static final Pattern NAME =
            Pattern.compile("filbert-(\\d{4}-\\d{2}-\\d{2})(?:-(\\d{6})-(made|upgrade|restore|brought))?\\.sql\\.gz");
    private static final DateTimeFormatter NAMED = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private final Path folder;
    private final InstantSource clock;

    public Backups(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    Path folder() {
        return folder;
    }

    /** Newest first. */
    public List<Path> list() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> view(file).isPresent())
                    .sorted(Comparator.comparing((Path file) -> view(file).orElseThrow().at()).thenComparing(Path::getFileName).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty for what goes by another name. */
    static Optional<BackupView> view(Path file) {
        var name = file.getFileName().toString();
        var parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            var kind = parts.group(3) == null ? BackupView.Kind.DAILY : BackupView.Kind.valueOf(parts.group(3).toUpperCase(Locale.ROOT));
            return Optional.of(new BackupView(name, kind, at(parts.group(1), parts.group(2), file), file.toFile().length()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Of daily ones the name says the day, and the file the time of day, unless it was moved about since. */
    private static Instant at(String day, String time, Path file) {
        if (time != null) {
            return LocalDateTime.parse(day + "-" + time, NAMED).atZone(ZoneId.systemDefault()).toInstant();
        }
        var date = LocalDate.parse(day);
        var written = Instant.ofEpochMilli(file.toFile().lastModified());
        var isThatDay = LocalDate.ofInstant(written, ZoneId.systemDefault()).equals(date);
        return isThatDay ? written : date.atStartOfDay(ZoneId.systemDefault()).toInstant();
    }

    /** Makes today's backup unless there is one; appears under its name only when it is whole and on disk. @return where it is, if it was made now */
    public Optional<Path> makeDaily(Database database) throws IOException {
        var today = LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
        if (!Files.exists(folder.resolve("filbert-" + today + ".sql.gz"))) {
            return Optional.of(make(BackupView.Kind.DAILY, database::script));
        }
        return Optional.empty();
    }

    /** @return where it is */
    public Path makeNow(Database database) throws IOException {
        return make(BackupView.Kind.MADE, database::script);
    }

    /** @throws filbert.operations.UnusableBackupException when it is none, or not whole */
    public static BackupContent content(Path backup) throws IOException {
        return new Restoration(backup).content();
    }

    /** Writes a backup to where it is told. */
    interface Scribe {
        void write(Path target) throws IOException;
    }

    /** Appears under its name only when it is whole and on disk. @return where it is */
    synchronized Path make(BackupView.Kind kind, Scribe scribe) throws IOException {
        makeFolder();
        var unfinished = folder.resolve("unfinished.sql.gz");
        Files.deleteIfExists(unfinished);
        return written(unfinished, kind, scribe);
    }

    /** As {@link #make}, in a file of its own: whoever brings it may be as slow as they like, and holds up nobody. */
    Path bring(Scribe scribe) throws IOException {
        makeFolder();
        forgetHalves();
        return written(Files.createTempFile(folder, "brought", BEING_BROUGHT), BackupView.Kind.BROUGHT, scribe);
    }

    private Path written(Path unfinished, BackupView.Kind kind, Scribe scribe) throws IOException {
        try {
            scribe.write(unfinished);
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-------")); // H2 makes a file of its own
            }
            try (var written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            return named(unfinished, kind);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** What lay half brought when the process was ended. */
    private void forgetHalves() throws IOException {
        try (var halves = Files.newDirectoryStream(folder, "brought*" + BEING_BROUGHT)) {
            for (var half : halves) {
                if (half.toFile().lastModified() < clock.millis() - ABANDONED_AFTER.toMillis()) {
                    Files.deleteIfExists(half);
                }
            }
        }
    }

    private synchronized Path named(Path whole, BackupView.Kind kind) throws IOException {
        var target = folder.resolve(free(kind));
        Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
        forget(kind);
        return target;
    }

    /** For nobody else on this machine: digests of passwords and tokens are in backups. */
    private void makeFolder() throws IOException {
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Two within a second get names of their own. */
    private String free(BackupView.Kind kind) {
        var now = clock.instant();
        if (kind == BackupView.Kind.DAILY) {
            return "filbert-" + LocalDate.ofInstant(now, ZoneId.systemDefault()) + ".sql.gz";
        }
        while (true) {
            var name = "filbert-" + NAMED.format(now.atZone(ZoneId.systemDefault())) + "-" + kind.word() + ".sql.gz";
            if (!Files.exists(folder.resolve(name))) {
                return name;
            }
            now = now.plusSeconds(1);
        }
    }

    private void forget(BackupView.Kind kind) throws IOException {
        var ofThisKind = list().stream().filter(file -> view(file).orElseThrow().kind() == kind).toList();
        for (var old : ofThisKind.stream().skip(kind == BackupView.Kind.DAILY ? KEPT : OTHERS_KEPT).toList()) {
            Files.delete(old);
        }
    }

    /** Before the tables of a database are changed. */
    Path beforeUpgrade(Scribe scribe) throws IOException {
        return make(BackupView.Kind.UPGRADE, scribe);
    }

    /**
     * Puts a backup, or nothing, in the place of a database that does not open. The damaged file stays beside it under another name.
     *
     * @param file the database, without the {@code .mv.db}
     * @param backup empty to begin anew
     */
    public void restore(Path file, Optional<Path> backup) throws IOException {
        var fresh = backup.isPresent() ? Optional.of(prepared(file, backup.get(), Relocation.NONE)) : Optional.<Path>empty();
        var damaged = Database.mvStore(file);
        if (Files.exists(damaged)) {
            var moment = MOMENT.format(clock.instant().atZone(ZoneId.systemDefault()));
            Files.move(damaged, damaged.resolveSibling("damaged-" + moment + ".mv.db"));
        }
        if (fresh.isPresent()) {
            Files.move(fresh.get(), damaged, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /**
     * Puts a backup in the place of a database nobody has open, of which a backup is made first.
     *
     * @throws filbert.operations.UnusableBackupException when it cannot be put back; nothing has changed then
     */
    public void replace(Path file, Path backup, Relocation relocation) throws IOException {
        var fresh = prepared(file, backup, relocation);
        if (Files.exists(Database.mvStore(file))) {
            make(BackupView.Kind.RESTORE, target -> script(file, target));
        }
        Files.move(fresh, Database.mvStore(file), StandardCopyOption.ATOMIC_MOVE);
    }

    /** @return the file of a database made of the backup, beside the one it may replace */
    private static Path prepared(Path file, Path backup, Relocation relocation) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var fresh = file.resolveSibling(file.getFileName() + "-restored");
        Files.deleteIfExists(Database.mvStore(fresh));
        try {
            new Restoration(backup).into(fresh, relocation);
            try (var written = FileChannel.open(Database.mvStore(fresh), StandardOpenOption.WRITE)) {
                written.force(true);
            }
            return Database.mvStore(fresh);
        } catch (IOException e) {
            Files.deleteIfExists(Database.mvStore(fresh));
            throw e;
        }
    }

    private static void script(Path file, Path target) throws IOException {
        try (var connection = DriverManager.getConnection(Database.url(file.toAbsolutePath()), "sa", "");
                var statement = connection.createStatement()) {
            statement.execute(Database.scriptTo(target));
        } catch (SQLException e) {
            throw new IOException("the database " + file + " cannot be written out: " + e.getMessage(), e);
        }
    }
}
