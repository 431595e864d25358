package filbert.sharing.library;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.wire.words.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Everything in maps. Safe from any thread. */
final class MemoryLibraryStore implements LibraryStore {
    private static final Comparator<StoredFile> SMALLEST_FIRST = Comparator.comparingLong((StoredFile stored) -> stored.file().size())
            .thenComparingLong(stored -> stored.file().id());

    private record Place(long folder, String relative) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            var byFolder = Long.compare(folder, other.folder);
            return byFolder != 0 ? byFolder : relative.compareTo(other.relative);
        }
    }

    private final Map<Long, SharedFolder> folders = new TreeMap<>();
    private final TreeMap<Place, StoredFile> files = new TreeMap<>();
    private final Map<Long, Place> places = new HashMap<>();
    private final Map<String, Set<Place>> keys = new HashMap<>();
    private final Map<TigerRoot, byte[]> rows = new HashMap<>();
    private long lastFolder;
    private long lastFile;

    @Override
    public synchronized List<SharedFolder> folders() {
        return List.copyOf(folders.values());
    }

    @Override
    public synchronized SharedFolder insert(SharedFolder folder) {
        var numbered = new SharedFolder(
                ++lastFolder,
                folder.owner(),
                folder.path(),
                folder.alias(),
                folder.visibility(),
                folder.excludes(),
                folder.files(),
                folder.bytes(),
                folder.state(),
                folder.lastScan());
        folders.put(numbered.id(), numbered);
        return numbered;
    }

    @Override
    public synchronized void update(SharedFolder folder) {
        if (folders.replace(folder.id(), folder) == null) {
            throw new NoSuchElementException("folder " + folder.id());
        }
    }

    @Override
    public synchronized void delete(long folderId) {
        folders.remove(folderId);
        var its = files.subMap(new Place(folderId, ""), new Place(folderId + 1, ""));
        its.forEach((place, stored) -> {
            places.remove(stored.file().id());
            forgetKey(place, stored);
        });
        its.clear();
    }

    @Override
    public synchronized List<StoredFile> filesAfter(long folderId, String relative, int atMost) {
        var behind = files.subMap(new Place(folderId, relative), false, new Place(folderId + 1, ""), false);
        return behind.values().stream().limit(atMost).map(this::asSeenNow).toList();
    }

    @Override
    public synchronized List<StoredFile> unhashedAfter(long size, long id, int atMost) {
        return files.values().stream()
                .filter(stored -> stored.file().hashed().isEmpty())
                .filter(stored -> stored.file().size() > size || stored.file().size() == size && stored.file().id() > id)
                .sorted(SMALLEST_FIRST)
                .limit(atMost)
                .map(this::asSeenNow)
                .toList();
    }

    @Override
    public synchronized List<StoredFile> untaggedAfter(long id, int atMost) {
        return files.values().stream()
                .filter(stored -> stored.file().id() > id && stored.file().hashed().filter(hashes -> !hashes.tagsRead()).isPresent())
                .sorted(Comparator.comparingLong(stored -> stored.file().id()))
                .limit(atMost)
                .map(this::asSeenNow)
                .toList();
    }

    @Override
    public synchronized List<StoredFile> save(Collection<StoredFile> saved) {
        var numbered = new ArrayList<StoredFile>(saved.size());
        for (var stored : saved) {
            var file = stored.file();
            var place = new Place(file.folder(), file.relative());
            var known = files.get(place);
            var id = known == null ? ++lastFile : known.file().id();
            var kept = new StoredFile(withId(file, id), stored.fileKey(), stored.added());
            if (known != null) {
                forgetKey(place, known);
            }
            keys.computeIfAbsent(kept.fileKey(), _ -> new HashSet<>()).add(place);
            files.put(place, kept);
            places.put(id, place);
            numbered.add(kept);
        }
        return numbered;
    }

    private static SharedFile withId(SharedFile file, long id) {
        return new SharedFile(
                id, file.folder(), file.path(), file.relative(), file.size(), file.modified(), file.hashed(), file.visibility());
    }

    @Override
    public synchronized void deleteFiles(Collection<Long> fileIds) {
        for (var id : fileIds) {
            var place = places.remove(id);
            var gone = place == null ? null : files.remove(place);
            if (place != null && gone != null) {
                forgetKey(place, gone);
            }
        }
    }

    @Override
    public synchronized Optional<StoredFile> at(long folderId, String relative) {
        return Optional.ofNullable(files.get(new Place(folderId, relative))).map(this::asSeenNow);
    }

    @Override
    public synchronized void move(StoredFile moved) {
        var id = moved.file().id();
        deleteFiles(List.of(id));
        var place = new Place(moved.file().folder(), moved.file().relative());
        keys.computeIfAbsent(moved.fileKey(), _ -> new HashSet<>()).add(place);
        files.put(place, moved);
        places.put(id, place);
    }

    private void forgetKey(Place place, StoredFile stored) {
        keys.computeIfPresent(stored.fileKey(), (_, its) -> its.remove(place) && its.isEmpty() ? null : its);
    }

    @Override
    public synchronized Optional<StoredFile> twin(long folderId, String fileKey, long size, Instant modified) {
        return keys.getOrDefault(fileKey, Set.of()).stream()
                .filter(place -> place.folder() == folderId)
                .map(files::get)
                .filter(stored -> stored.file().hashed().isPresent())
                .filter(stored -> stored.file().size() == size && stored.file().modified().equals(modified))
                .findFirst();
    }

    @Override
    public synchronized FilesPage page(FilesQuery query, OptionalLong total) {
        var found = files.values().stream()
                .map(this::asSeenNow)
                .map(StoredFile::file)
                .filter(file -> query.folder() == 0 || file.folder() == query.folder())
                .filter(file -> file.relative().startsWith(query.prefix()))
                .filter(file -> file.visibility() != Visibility.PRIVATE || owner(file) == query.person())
                .filter(file -> query.type().isEmpty() || FileType.of(file.name()).key().equals(query.type()))
                .filter(matches(query.words()))
                .sorted(order(query.sort()))
                .toList();
        var shown = found.stream()
                .skip((Math.max(1, query.page()) - 1L) * FilesQuery.PAGE_SIZE)
                .limit(FilesQuery.PAGE_SIZE)
                .toList();
        return new FilesPage(shown, found.size(), Math.max(1, query.page()));
    }

    @Override
    public synchronized List<String> folders(FilesQuery query) {
        return files.values().stream()
                .map(this::asSeenNow)
                .map(StoredFile::file)
                .filter(file -> file.folder() == query.folder() && file.relative().startsWith(query.prefix()))
                .filter(file -> file.visibility() != Visibility.PRIVATE || owner(file) == query.person())
                .map(file -> file.relative().substring(query.prefix().length()))
                .filter(rest -> rest.contains("/"))
                .map(rest -> rest.substring(0, rest.indexOf('/')))
                .distinct()
                .sorted()
                .limit(FilesQuery.MOST_FOLDERS)
                .toList();
    }

    private long owner(SharedFile file) {
        var folder = folders.get(file.folder());
        return folder == null ? 0 : folder.owner();
    }

    private static Predicate<SharedFile> matches(List<String> words) {
        return file -> {
            var its = words.isEmpty() ? List.<String>of() : Words.of(file.spoken());
            return words.stream().allMatch(word -> its.stream().anyMatch(own -> own.startsWith(word)));
        };
    }

    private static Comparator<SharedFile> order(String sort) {
        var column = sort.startsWith("-") ? sort.substring(1) : sort;
        var byName = Comparator.comparing((SharedFile file) -> file.name().toLowerCase(Locale.ROOT)).thenComparingLong(SharedFile::id);
        var order = switch (column) {
            case "size" -> Comparator.comparingLong(SharedFile::size).thenComparingLong(SharedFile::id);
            case "modified" ->
                Comparator.comparingLong((SharedFile file) -> file.modified().getEpochSecond()).thenComparingLong(SharedFile::id);
            default -> byName;
        };
        return sort.startsWith("-") ? order.reversed() : order;
    }

    @Override
    public synchronized Optional<StoredFile> file(long id) {
        return Optional.ofNullable(places.get(id)).map(files::get).map(this::asSeenNow);
    }

    @Override
    public synchronized List<StoredFile> files(Collection<Long> ids) {
        return ids.stream().flatMap(id -> file(id).stream()).toList();
    }

    @Override
    public synchronized Optional<StoredFile> bySha1(Sha1 sha1) {
        return hashed().filter(stored -> stored.file().hashed().orElseThrow().sha1().equals(sha1))
                .findFirst()
                .map(this::asSeenNow);
    }

    private Stream<StoredFile> hashed() {
        return files.values().stream().filter(stored -> stored.file().hashed().isPresent());
    }

    /** A file is seen by whom its folder says now, not by whom it said when the file was saved. */
    private StoredFile asSeenNow(StoredFile stored) {
        var file = stored.file();
        var folder = folders.get(file.folder());
        if (folder == null || folder.visibility() == file.visibility()) {
            return stored;
        }
        var now = new SharedFile(
                file.id(),
                file.folder(),
                file.path(),
                file.relative(),
                file.size(),
                file.modified(),
                file.hashed(),
                folder.visibility());
        return new StoredFile(now, stored.fileKey(), stored.added());
    }

    @Override
    public synchronized Optional<byte[]> treeRow(TigerRoot root) {
        return Optional.ofNullable(rows.get(root)).map(byte[]::clone);
    }

    @Override
    public synchronized void saveTreeRows(Map<TigerRoot, byte[]> saved) {
        saved.forEach((root, row) -> rows.put(root, row.clone()));
    }
}
