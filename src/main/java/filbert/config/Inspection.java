package filbert.config;

import filbert.config.engine.Membership;
import filbert.household.Kind;
import filbert.household.LayeredSettings;
import filbert.household.People;
import filbert.household.Person;
import filbert.household.SettingKey;
import filbert.household.SettingKeys;
import filbert.operations.DiagnosticsDesk.Section;
import filbert.operations.DiskReport;
import filbert.operations.LogBook;
import filbert.operations.LogFilter;
import filbert.operations.LogLine;
import filbert.operations.Redaction;
import filbert.servent.NetworkView.Drop;
import filbert.sharing.download.DownloadView;
import filbert.sharing.library.FolderLibrary;
import filbert.sharing.upload.UploadView;
import filbert.store.Database;
import filbert.store.TableSizes;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What the bundle for those who help is made of. Numbers and words of ours; names of people and files, what was searched, and who was met are not asked for. */
@Component
final class Inspection {
    private static final int DEEPEST = 40; // frames of a thread

    private final LayeredSettings settings;
    private final Membership membership;
    private final FolderLibrary library;
    private final Database database;
    private final DiskReport disk;
    private final LogBook log;
    private final People people;
    private final InstantSource clock;

    Inspection(LayeredSettings settings, Membership membership, FolderLibrary library, Database database, DiskReport disk, LogBook log, People people, InstantSource clock) {
        this.settings = settings;
        this.membership = membership;
        this.library = library;
        this.database = database;
        this.disk = disk;
        this.log = log;
        this.people = people;
        this.clock = clock;
    }

    List<Section> sections() {
        return List.of(
                new Section("about.txt", this::about),
                new Section("settings.txt", this::settings),
                new Section("network.txt", this::network),
                new Section("transfers.txt", this::transfers),
                new Section("tables.txt", this::tables),
                new Section("threads.txt", Inspection::threads),
                new Section("log.txt", this::log));
    }

    private String about() {
        var runtime = ManagementFactory.getRuntimeMXBean();
        var memory = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return lines(
                "time: " + clock.instant(),
                "filbert: " + Version.OF_THIS_BUILD,
                "java: " + System.getProperty("java.vendor") + " " + Runtime.version(),
                "system: " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch"),
                "processors: " + Runtime.getRuntime().availableProcessors(),
                "running for: " + Duration.ofMillis(runtime.getUptime()).withNanos(0),
                "heap: " + (memory.getUsed() >> 20) + " of " + (memory.getMax() >> 20) + " MB",
                "threads: " + ManagementFactory.getThreadMXBean().getThreadCount(),
                "data directory: " + disk.fileSystem() + ", " + (disk.free() >> 20) + " MB free at the start",
                "sync: " + disk.sync().toNanos() / 1000 + " microseconds",
                "warnings: " + String.join(" ", disk.warnings()),
                "database: " + (database.isOurFile() ? "file" : "server"));
    }

    private String settings() {
        return SettingKeys.all().stream().map(key -> key.name() + " = " + shown(key)).collect(Collectors.joining("\n", "", "\n"));
    }

    /** Free text may name anything: of it only whether it is the usual one. */
    private String shown(SettingKey key) {
        var value = settings.text(key);
        if (value.equals(key.defaultValue())) {
            return value.isEmpty() ? "(none)" : value + " (default)";
        }
        var tellsNothing = switch (key.kind()) {
            case Kind.Whole _, Kind.Choice _, Kind.Flag _, Kind.Hours _, Kind.Zone _ -> true;
            default -> false;
        };
        return tellsNothing ? value : "(set)";
    }

    private String network() {
        var view = membership.overlay().view();
        var head = lines(
                "mode: " + view.mode(),
                "role: " + (view.ultrapeer() ? "ultrapeer" : "leaf"),
                "ultrapeers: " + view.ultrapeers() + " of " + view.wantedUltrapeers(),
                "leaves: " + view.leaves(),
                "dialling: " + view.dialling(),
                "known hosts: " + view.knownHosts(),
                "way out: " + (view.exit().open() ? "open" : "shut"),
                "reachable: " + membership.overlay().reachability().ways(),
                "bootstrap: " + membership.overlay().bootstrap().step(),
                "bans: " + membership.overlay().bans().size());
        var messages = membership.overlay().messageCounts().stream()
                .map(count -> count.type() + ": in " + count.in() + ", out " + count.out() + ", dropped " + count.dropped() + " "
                        + count.drops().stream().map(Inspection::drop).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
        var partings = membership.overlay().partings().stream().map(String::valueOf).collect(Collectors.joining("\n"));
        return head + "\n" + messages + "\n\n" + partings + "\n";
    }

    private static String drop(Drop drop) {
        return drop.why() + "=" + drop.messages();
    }

    private String transfers() {
        var downloads = membership.downloads().view();
        var uploads = membership.uploads().view();
        var shared = library.view();
        return lines(
                "downloads: " + counted(downloads, download -> download.state().name()),
                "reasons: " + counted(downloads.stream().filter(download -> !download.reason().isEmpty()).toList(), DownloadView::reason),
                "download rate: " + downloads.stream().mapToLong(DownloadView::rate).sum(),
                "uploads: " + counted(uploads, UploadView::state),
                "waiting: " + membership.uploads().queue().size(),
                "shared folders: " + shared.folders().size() + ", files: " + shared.files() + ", to the network: " + shared.networkFiles(),
                "library: " + shared.phase() + ", left: " + shared.filesLeft() + ", unreadable: " + shared.unreadable());
    }

    private static <T> String counted(List<T> all, Function<T, String> by) {
        return new TreeMap<>(all.stream().collect(Collectors.groupingBy(by, Collectors.counting()))).toString();
    }

    private String tables() {
        return new TableSizes(database).rows().entrySet().stream().map(one -> one.getKey() + " " + one.getValue()).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String threads() {
        return Arrays.stream(ManagementFactory.getThreadMXBean().dumpAllThreads(true, true, DEEPEST))
                .map(thread -> "\"" + thread.getThreadName() + "\" " + thread.getThreadState() + (thread.getLockName() == null ? "" : " on " + thread.getLockName()) + "\n"
                        + Stream.of(thread.getStackTrace()).map(frame -> "    at " + frame).collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\n", "", "\n"));
    }

    /** What is said at the finer levels may name more than helps; and what libraries or the system say may name anybody. */
    private String log() {
        var filter = new LogFilter("INFO", "", "");
        var names = new Redaction(Stream.concat(people.all().stream().map(Person::name), membership.downloads().view().stream().map(DownloadView::name)).toList());
        return log.lines().stream().filter(filter::shows).map(line -> line(line, names)).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(LogLine line, Redaction names) {
        return line.at() + " " + line.level() + " [" + line.thread() + "] " + line.logger() + " - " + names.secrets(line.text());
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }
}
