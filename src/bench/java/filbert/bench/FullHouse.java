package filbert.bench;

import filbert.household.AccountStore.Account;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.servent.search.FoundFile;
import filbert.servent.search.SearchView;
import filbert.servent.search.Source;
import filbert.sharing.download.DownloadStore.StoredDownload;
import filbert.sharing.download.DownloadView;
import filbert.sharing.library.LibraryStore.StoredFile;
import filbert.sharing.library.SharedFile;
import filbert.sharing.library.SharedFolder;
import filbert.sharing.library.Visibility;
import filbert.store.Database;
import filbert.store.H2AccountStore;
import filbert.store.H2DownloadStore;
import filbert.store.H2LibraryStore;
import filbert.store.H2SearchStore;
import filbert.wire.words.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** A house with much in it, written through the stores while nothing runs. Its shared folder is not there, so that nothing is scanned. */
final class FullHouse {
    private static final List<String> WORDS = List.of(
            "hazel", "acorn", "beech", "walnut", "alder", "birch", "cedar", "elder", "fir", "hawthorn", "juniper", "larch", "maple", "oak", "pine",
            "rowan", "spruce", "willow", "yew", "elm");
    private static final int BATCH = 1_000;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Random random = new Random(5);

    /** How much of each. */
    record Size(int files, int downloads, int searches, int large, int largest) {}

    /** @return the owner's name */
    String fill(Path data, Size size) throws IOException {
        try (var files = Files.walk(data);
                var database = Database.open(file(files.toList()))) {
            var owner = new H2AccountStore(database).accounts().getFirst();
            files(database, owner, data.resolve("not there"), size.files());
            downloads(database, owner, size.downloads());
            for (var i = 0; i < size.searches(); i++) {
                search(database, owner, i, i == 0 ? size.large() : i == 1 ? size.largest() : 20);
            }
            return owner.name();
        }
    }

    private static Path file(List<Path> files) {
        var suffix = ".mv.db";
        return files.stream()
                .filter(file -> file.toString().endsWith(suffix))
                .map(file -> Path.of(file.toString().replace(suffix, "")))
                .findFirst()
                .orElseThrow();
    }

    private String name(int i) {
        return "%s %s %s %06d.ogg".formatted(word(), word(), word(), i);
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private Sha1 sha1() {
        return new Sha1(random.nextLong(), random.nextLong(), random.nextInt());
    }

    private void files(Database database, Account owner, Path root, int count) {
        var store = new H2LibraryStore(database, text -> String.join(" ", Words.of(text)));
        var folder = store.insert(
                new SharedFolder(0, owner.id(), root, "music", Visibility.NETWORK, List.of(), count, count * 5_000_000L, "ready", NOW));
        for (var from = 0; from < count; from += BATCH) {
            var some = new ArrayList<StoredFile>();
            for (var i = from; i < Math.min(count, from + BATCH); i++) {
                var relative = "artist %03d/%s".formatted(i / 300, name(i));
                var hashes = Optional.of(new SharedFile.Hashes(sha1(), new TigerRoot(i, 2, 3)));
                var file = new SharedFile(
                        0, folder.id(), root.resolve(relative), relative, 5_000_000L + i, NOW, hashes, Visibility.NETWORK);
                some.add(new StoredFile(file, "", NOW));
            }
            store.save(some);
        }
    }

    private void downloads(Database database, Account owner, int count) {
        var store = new H2DownloadStore(database);
        for (var i = 0; i < count; i++) {
            var view = new DownloadView(
                    0, owner.id(), sha1(), Optional.empty(), name(i), 5_000_000, DownloadView.State.PAUSED, 0, 0, 0, "", "", null, null, NOW,
                    List.of(), List.of());
            store.insert(new StoredDownload(view, List.of(source(i))));
        }
    }

    private void search(Database database, Account owner, int number, int rows) {
        var store = new H2SearchStore(database);
        var id = "search" + number;
        var words = "stored " + String.format(Locale.ROOT, "%03d", number);
        store.save(
                new SearchView(id, owner.id(), words, SearchView.State.DONE, NOW.plusSeconds(number), 3, rows, "", 0, List.of()), words);
        for (var from = 0; from < rows; from += BATCH) {
            var some = new ArrayList<FoundFile>();
            for (var i = from; i < Math.min(rows, from + BATCH); i++) {
                var sha1 = sha1();
                var name = name(i);
                var sources = List.of(source(i), source(i + 1), source(i + 2));
                some.add(new FoundFile(
                        sha1.base32(), Optional.of(sha1), Optional.empty(), name, List.of(name), 5_000_000L + i, sources, NOW, NOW));
            }
            store.saveFiles(id, some);
        }
    }

    private static Source source(int i) {
        return new Source(HostAddress.of(0x05010000 + i, 6_346), new Guid(1, i), i, "file " + i, "TEST", 1_000, i % 3 == 0, i % 5 == 0, List.of());
    }
}
