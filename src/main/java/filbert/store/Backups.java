package filbert.store;

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
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The database as compressed SQL, once a day, the newest {@value #KEPT} kept: {@code filbert-2026-11-21.sql.gz}. They can be put back without a
 * database that opens.
 */
public final class Backups {
    static final int KEPT = 7;

    private static final Pattern NAME = Pattern.compile("filbert-\\d{4}-\\d{2}-\\d{2}\\.sql\\.gz");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Path folder;
    private final InstantSource clock;

    public Backups(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Newest first. */
    public List<Path> list() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes today's backup unless there is one; appears under its name only when it is whole and on disk. */
    public void makeDaily(Database database) throws IOException {
        var today = LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
        var target = folder.resolve("filbert-" + today + ".sql.gz");
        if (Files.exists(target)) {
            return;
        }
        Files.createDirectories(folder);
        var unfinished = folder.resolve("unfinished.sql.gz");
        Files.deleteIfExists(unfinished);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        database.script(unfinished);
        try (var written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        for (var old : list().stream().skip(KEPT).toList()) {
            Files.delete(old);
        }
    }

    /**
     * Puts a backup, or nothing, in the place of a database that does not open. The damaged file stays beside it under another name.
     *
     * @param file the database, without the {@code .mv.db}
     * @param backup empty to begin anew
     */
    public void restore(Path file, Optional<Path> backup) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + "-restored");
        Files.deleteIfExists(Database.mvStore(fresh));
        if (backup.isPresent()) {
            run(backup.get(), fresh);
        }
        var damaged = Database.mvStore(file);
        if (Files.exists(damaged)) {
            var moment = MOMENT.format(clock.instant().atZone(ZoneId.systemDefault()));
            Files.move(damaged, damaged.resolveSibling("damaged-" + moment + ".mv.db"));
        }
        if (backup.isPresent()) {
            Files.move(Database.mvStore(fresh), damaged, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void run(Path script, Path into) throws IOException {
        try (var connection = DriverManager.getConnection("jdbc:h2:file:" + into.toAbsolutePath() + ";TRACE_LEVEL_FILE=0", "sa", "");
                var statement = connection.prepareStatement("RUNSCRIPT FROM ? COMPRESSION GZIP")) {
            statement.setString(1, script.toString());
            statement.execute();
        } catch (SQLException e) {
            throw new IOException("the backup " + script + " cannot be read: " + e.getMessage(), e);
        }
    }
}
