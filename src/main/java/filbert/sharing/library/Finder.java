package filbert.sharing.library;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.sharing.library.LibraryStore.StoredFile;
import filbert.sharing.library.index.FileIndex;
import filbert.sharing.library.index.IndexedFile;
import filbert.sharing.library.index.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Finds files by their words for the people of the house. Those the network may see stand in its index already; the others have one of their own
 * here, which no servent is ever answered from. Safe from any thread.
 */
final class Finder {
    /** With more matches than this the database is asked: it meets a page of them soon, and sorting them here would take longer. Ours. */
    private static final int MOST = 20_000;

    private static final Sha1 NO_SHA1 = new Sha1(0, 0, 0); // nobody asks the index of the house for hashes
    private static final TigerRoot NO_ROOT = new TigerRoot(0, 0, 0);

    private final Supplier<Snapshot> network;
    private final FileIndex house = new FileIndex();

    /** @param network what the network may see, as it is now */
    Finder(Supplier<Snapshot> network) {
        this.network = network;
    }

    /** After the index of the network took the same files in, or refused them. */
    void put(SharedFolder folder, Collection<StoredFile> files) {
        var elsewhere = new ArrayList<Integer>();
        var here = new ArrayList<IndexedFile>();
        for (var stored : files) {
            var id = stored.file().id();
            if (id > SharedIndex.MAX_INDEX) {
                continue;
            }
            if (SharedIndex.shows(folder, stored)) {
                elsewhere.add((int) id);
            } else {
                here.add(indexed(stored));
            }
        }
        house.remove(elsewhere);
        house.put(here);
    }

    private static IndexedFile indexed(StoredFile stored) {
        var file = stored.file();
        return new IndexedFile(
                (int) file.id(), file.folder(), file.relative(), file.size(), file.modified(), NO_SHA1, NO_ROOT, stored.added(), file.tags());
    }

    void remove(Collection<Long> files) {
        house.remove(files.stream().filter(id -> id <= SharedIndex.MAX_INDEX).map(Long::intValue).toList());
    }

    void removeFolder(long folder) {
        house.removeFolder(folder);
    }

    /** How many files it would find. */
    long files() {
        return network.get().files() + house.snapshot().files();
    }

    /**
     * @param query with words
     * @param visible folders whose files may be listed
     * @param files reads files by their ids, in any order
     * @return empty when the database is the better one to ask
     */
    Optional<FilesPage> page(FilesQuery query, Set<Long> visible, Function<Collection<Long>, List<SharedFile>> files) {
        var words = query.words().stream().distinct().toList();
        var shared = network.get().every(words, MOST);
        var others = house.snapshot().every(words, MOST);
        if (shared.isEmpty() || others.isEmpty()) {
            return Optional.empty();
        }
        var found = new ArrayList<IndexedFile>(shared.get().size() + others.get().size());
        found.addAll(shared.get());
        found.addAll(others.get());
        found.removeIf(file -> !visible.contains(file.folder()) || !isOf(query.type(), file));
        return Optional.of(new FilesPage(read(page(found, query), files), found.size(), query.page()));
    }

    private static boolean isOf(String type, IndexedFile file) {
        return type.isEmpty() || FileType.of(file.name()).key().equals(type);
    }

    private static List<Long> page(List<IndexedFile> found, FilesQuery query) {
        return ordered(found, query.sort()).stream()
                .skip((query.page() - 1L) * FilesQuery.PAGE_SIZE)
                .limit(FilesQuery.PAGE_SIZE)
                .map(file -> (long) file.index())
                .toList();
    }

    /** As the database orders them. */
    private static List<IndexedFile> ordered(List<IndexedFile> found, String sort) {
        return switch (sort) {
            case "size" -> by(IndexedFile::size, found);
            case "-size" -> by(IndexedFile::size, found).reversed();
            case "modified" -> by(Finder::second, found);
            case "-modified" -> by(Finder::second, found).reversed();
            case "-name" -> by(Finder::name, found).reversed();
            default -> by(Finder::name, found);
        };
    }

    private static String name(IndexedFile file) {
        return file.name().toLowerCase(Locale.ROOT);
    }

    private static long second(IndexedFile file) {
        return file.modified().getEpochSecond();
    }

    /** Each key is made once; files with equal ones stand in the order of their ids. */
    private static <K extends Comparable<K>> List<IndexedFile> by(Function<IndexedFile, K> key, List<IndexedFile> found) {
        record Keyed<K>(K key, IndexedFile file) {}
        var order = Comparator.comparing((Keyed<K> keyed) -> keyed.key).thenComparingInt(keyed -> keyed.file.index());
        return found.stream().map(file -> new Keyed<>(key.apply(file), file)).sorted(order).map(Keyed::file).toList();
    }

    private static List<SharedFile> read(List<Long> ids, Function<Collection<Long>, List<SharedFile>> files) {
        var byId = files.apply(ids).stream().collect(Collectors.toMap(SharedFile::id, Function.identity()));
        return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
    }
}
