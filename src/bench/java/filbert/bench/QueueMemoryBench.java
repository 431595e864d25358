package filbert.bench;

import filbert.household.AccountStore.Account;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.servent.search.Source;
import filbert.sharing.download.DownloadStore.StoredDownload;
import filbert.sharing.download.DownloadView;
import filbert.store.Database;
import filbert.store.H2AccountStore;
import filbert.store.H2DownloadStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Resident memory and CPU of Filbert with many downloads that wait, twenty sources each, all of them gone; then with fifty more that are fetched from four
 * slow sources each. Arguments: number of waiting downloads (1,000 when there is none), and the jar (classes when there is none).
 */
final class QueueMemoryBench {
    private static final int SOURCES = 20;
    private static final int FETCHED = 50;
    private static final int SOURCES_OF_FETCHED = 4;
    private static final long SIZE = 1L << 30; // not complete while we look
    private static final int BYTES_PER_SECOND = 20_000; // of each source
    private static final int LONGEST_SECONDS = 180; // until all are under way
    private static final int SETTLE_SECONDS = 40;
    private static final int WATCHED_SECONDS = 20;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Map<String, String> SETTINGS = Map.of(
            "FILBERT_DOWNLOADS_ACTIVE", "60", "FILBERT_DOWNLOADS_SOURCES_PER_FILE", "4", "FILBERT_DOWNLOADS_CONNECTIONS", "200");

    private QueueMemoryBench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var waiting = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
        var how = arguments.length > 1 ? Programs.jar(arguments[1]) : Programs.classes();
        var sending = new AtomicInteger();
        var suppliers = new ArrayList<Supplier>();
        try (var workshop = Workshop.open()) {
            var directory = workshop.directory();
            run(how, directory, "none", 0, 0, sending);
            fill(directory, IntStream.range(0, waiting).mapToObj(i -> row(i, 5_000_000, DownloadView.State.QUEUED, gone(i))).toList());
            run(how, directory, waiting + " waiting", WATCHED_SECONDS, 0, sending);
            for (var i = 0; i < FETCHED * SOURCES_OF_FETCHED; i++) {
                suppliers.add(new Supplier(ip(1, i), SIZE, BYTES_PER_SECOND, sending));
            }
            fill(directory, IntStream.range(0, FETCHED).mapToObj(i -> row(1_000_000 + i, SIZE, DownloadView.State.ACTIVE, of(suppliers, i))).toList());
            run(how, directory, waiting + " waiting, " + FETCHED + " fetched", WATCHED_SECONDS, FETCHED * SOURCES_OF_FETCHED, sending);
        } finally {
            for (var supplier : suppliers) {
                supplier.close();
            }
        }
    }

    private static void run(List<String> how, Path directory, String what, int seconds, int transfers, AtomicInteger sending) throws IOException, InterruptedException {
        var port = Workshop.freePort();
        try (var filbert = Programs.filbert(how, directory, port, SETTINGS)) {
            filbert.untilServed(URI.create("http://127.0.0.1:" + port + "/login"));
            if (seconds == 0) {
                return;
            }
            var after = untilSending(transfers, sending);
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            var before = filbert.cpuSeconds();
            TimeUnit.SECONDS.sleep(seconds);
            System.out.printf(
                    "%-32s %d MiB resident, %d MiB of it anonymous, %.1f %% of one core, %d transfers, all under way after %d s%n",
                    what, filbert.mebibytes("Rss"), filbert.mebibytes("Anonymous"), (filbert.cpuSeconds() - before) * 100 / seconds, sending.get(), after);
        }
    }

    /** @return seconds it took until so many were under way at once */
    private static int untilSending(int transfers, AtomicInteger sending) throws InterruptedException {
        for (var second = 0; second < LONGEST_SECONDS; second++) {
            if (sending.get() >= transfers) {
                return second;
            }
            TimeUnit.SECONDS.sleep(1);
        }
        throw new IllegalStateException(sending.get() + " of " + transfers + " transfers under way after " + LONGEST_SECONDS + " s");
    }

    private static void fill(Path directory, List<StoredDownload> rows) throws IOException {
        try (var files = Files.walk(directory.resolve("data"));
                var database = Database.open(file(files.toList()))) {
            var store = new H2DownloadStore(database);
            var owner = new H2AccountStore(database).accounts().getFirst();
            rows.forEach(row -> store.insert(of(owner, row)));
        }
    }

    private static Path file(List<Path> files) {
        var suffix = ".mv.db";
        return files.stream()
                .map(Path::toString)
                .filter(file -> file.endsWith(suffix))
                .map(file -> Path.of(file.substring(0, file.length() - suffix.length())))
                .findFirst()
                .orElseThrow();
    }

    private static StoredDownload of(Account owner, StoredDownload row) {
        var view = row.download();
        return new StoredDownload(
                new DownloadView(
                        0, owner.id(), view.sha1(), Optional.empty(), view.name(), view.size(), view.state(), 0, 0, 0, "", "", null, null, NOW, List.of(), List.of()),
                row.sources());
    }

    private static StoredDownload row(int i, long size, DownloadView.State state, List<Source> sources) {
        var view = new DownloadView(
                0, 0, new Sha1(7, i, 1), Optional.empty(), "blue hazel " + i + ".ogg", size, state, 0, 0, 0, "", "", null, null, NOW,
                List.of(), List.of());
        return new StoredDownload(view, sources);
    }

    /** On loopback, so that nothing leaves the machine; nobody listens there. */
    private static List<Source> gone(int i) {
        return IntStream.range(0, SOURCES).mapToObj(j -> source(ip(2, i * SOURCES + j), 6_346)).toList();
    }

    private static List<Source> of(List<Supplier> suppliers, int i) {
        return IntStream.range(i * SOURCES_OF_FETCHED, (i + 1) * SOURCES_OF_FETCHED).mapToObj(j -> source(ip(1, j), suppliers.get(j).port())).toList();
    }

    private static InetAddress ip(int kind, int i) {
        return InetAddress.ofLiteral("127." + (10 * kind + i / 62_500) + "." + (1 + i / 250 % 250) + "." + (1 + i % 250));
    }

    private static Source source(InetAddress ip, int port) {
        return new Source(new HostAddress(ip, port), Guid.ZERO, 1, "blue hazel.ogg", "TEST", 1_000, false, false, List.of());
    }
}
