package filbert.config;

import filbert.household.SettingKey;
import filbert.household.SettingKeys;
import filbert.operations.BackupContent;
import filbert.operations.Relocation;
import filbert.store.Backups;
import filbert.store.DamagedDatabaseException;
import filbert.store.Database;
import filbert.store.NewerDatabaseException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * {@code backup}, {@code restore} and {@code compact} as commands, for a Filbert that does not run: on the data directory itself, which they lock meanwhile. A
 * running one is asked through its pages or its API instead.
 */
final class DatabaseCommands {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int MISUSED = 64; // sysexits.h, EX_USAGE

    private static final Set<String> NAMES = Set.of("backup", "restore", "compact");
    private static final String SETTING = "--filbert.";
    private static final String MOVE = "--move=";
    private static final String PREVIEW = "--preview";
    private static final String USAGE =
            """
            backup [FILE]                                       make a backup, and a copy of it in FILE
            restore FILE [--move=/old/place=/new/place]... [--preview]
                                                                put one back, or only say what is in it and what would move
            compact                                             make the file of the database smaller
            Settings (--filbert.KEY=VALUE) may stand anywhere. The data directory is that of the setting filbert.data-dir (FILBERT_DATA_DIR).""";

    private final PrintStream out;
    private final PrintStream err;

    DatabaseCommands(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Options may stand in front. */
    static boolean isOne(String... arguments) {
        return Arrays.stream(arguments).filter(argument -> !argument.startsWith("--")).findFirst().filter(NAMES::contains).isPresent();
    }

    /** @return the exit code of the process */
    int run(String... arguments) {
        var settings = Arrays.stream(arguments).filter(argument -> argument.startsWith(SETTING)).toArray(String[]::new);
        var rest = new ArrayList<>(Arrays.stream(arguments).filter(argument -> !argument.startsWith(SETTING)).toList());
        var command = rest.stream().filter(argument -> !argument.startsWith("--")).findFirst().orElseThrow();
        rest.remove(command);
        if (rest.contains("--help")) {
            out.println(USAGE);
            return DONE;
        }
        try {
            refuseMisuse(command, rest);
            var sources = sources(settings);
            var data = DataDirectory.choose(value(sources, SettingKeys.DATA_DIR), DataDirectory.Surroundings.ofThisProcess());
            var databaseUrl = value(sources, SettingKeys.DATABASE_URL);
            if (!databaseUrl.isEmpty()) {
                throw new StartRefusedException("The database is on a server (filbert.database.url): backups of it are made and put back there.");
            }
            if (!command.equals("restore") && !Database.exists(data.database())) {
                throw new StartRefusedException("There is no database in " + data.root() + ". Is that the data directory (FILBERT_DATA_DIR)?");
            }
            data.make();
            try (var _ = DirectoryLock.take(data.root())) {
                return run(command, rest, data);
            }
        } catch (StartRefusedException | DamagedDatabaseException | NewerDatabaseException | UncheckedIOException | IOException e) {
            err.println(e.getMessage());
            return FAILED;
        } catch (IllegalArgumentException e) {
            err.println(USAGE);
            return MISUSED;
        }
    }

    private static EnvironmentSettings sources(String[] settings) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(settings));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        var sources = new EnvironmentSettings(environment);
        sources.refuseUnknown(SettingKeys.all());
        return sources;
    }

    private static String value(EnvironmentSettings sources, SettingKey key) {
        return sources.environment(key).or(() -> sources.file(key)).orElse("");
    }

    private static List<String> files(List<String> arguments) {
        return arguments.stream().filter(argument -> !argument.startsWith("--")).toList();
    }

    private static void refuseMisuse(String command, List<String> arguments) {
        var unknown = arguments.stream().anyMatch(argument -> argument.startsWith("--") && !argument.startsWith(MOVE) && !argument.equals(PREVIEW));
        if (unknown || files(arguments).size() > 1 || command.equals("restore") && files(arguments).isEmpty()) {
            throw new IllegalArgumentException("unknown argument");
        }
    }

    private int run(String command, List<String> rest, DataDirectory data) throws IOException {
        var backups = new Backups(data.backups(), InstantSource.system());
        var moves = rest.stream().filter(argument -> argument.startsWith(MOVE)).map(argument -> argument.substring(MOVE.length())).toList();
        var files = files(rest);
        switch (command) {
            case "backup" -> backup(files, data, backups);
            case "compact" -> compact(data, backups);
            default -> {
                var file = files.stream().findFirst().orElseThrow();
                restore(found(file, backups), Relocation.parse(moves), rest.contains(PREVIEW), data, backups);
            }
        }
        return DONE;
    }

    private void backup(List<String> files, DataDirectory data, Backups backups) throws IOException {
        try (var database = Database.open(data.database(), backups)) {
            var made = backups.makeNow(database);
            if (files.isEmpty()) {
                out.println(made);
                return;
            }
            var copy = Path.of(files.getFirst());
            try {
                Files.copy(made, copy);
            } catch (FileAlreadyExistsException e) {
                throw new IOException(copy + " exists already; the backup is in " + made, e);
            }
            out.println(copy);
        }
    }

    private void compact(DataDirectory data, Backups backups) throws IOException {
        try (var database = Database.open(data.database(), backups)) {
            var done = database.compact();
            out.println("From " + done.before() + " to " + done.after() + " bytes");
        }
    }

    /** A file, or the name of one of the backups here. */
    private static Path found(String file, Backups backups) throws IOException {
        var path = Path.of(file);
        if (Files.isRegularFile(path)) {
            return path;
        }
        return backups.list().stream()
                .filter(one -> one.getFileName().toString().equals(file))
                .findFirst()
                .orElseThrow(() -> new IOException("There is no file and no backup " + file));
    }

    private void restore(Path backup, Relocation relocation, boolean onlyLook, DataDirectory data, Backups backups) throws IOException {
        if (onlyLook) {
            describe(Backups.content(backup), relocation);
            return;
        }
        backups.replace(data.database(), backup, relocation);
        out.println(backup + " is put back");
    }

    private void describe(BackupContent content, Relocation relocation) {
        out.println((content.newer() ? "Made by a newer Filbert: cannot be put back. Step " : "Step ") + content.step());
        out.println("People: " + String.join(", ", content.people()));
        content.rows().forEach((table, rows) -> out.println(table + ": " + rows));
        for (var place : content.places()) {
            var to = relocation.apply(place.path());
            out.println(place.kind() + ": " + place.path() + (to.equals(place.path()) ? "" : " -> " + to) + (Files.isDirectory(Path.of(to)) ? "" : " (not there)"));
        }
        out.println("Files named: " + content.files().size() + ", moved: " + content.files().stream().filter(relocation::moves).count());
    }
}
