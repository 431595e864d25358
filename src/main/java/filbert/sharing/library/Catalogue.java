package filbert.sharing.library;

import filbert.event.Signal;
import filbert.identity.TigerRoot;
import filbert.sharing.library.LibrarySettings.KeepOut;
import filbert.sharing.library.LibraryStore.StoredFile;
import filbert.sharing.library.scan.Excludes;
import filbert.sharing.library.scan.Walk;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Folders and their files in the store, what of them the network may see in the index, and what the house finds: all change together, one
 * change at a time. Safe from any thread that may block.
 */
final class Catalogue {
    private static final int PAGE = 4000; // files read from the store, and put into the index, at once

    private final LibraryStore store;
    private final SharedIndex index;
    private final Finder finder;
    private final Map<Long, Shelf> shelves = new LinkedHashMap<>();
    private final KeepOut keepOut;
    private final Signal changed = new Signal();
    private volatile Published published;

    /** @param keepOut by their real paths */
    Catalogue(LibraryStore store, SharedIndex index, KeepOut keepOut) {
        this.store = store;
        this.index = index;
        this.finder = new Finder(index::snapshot);
        this.keepOut = keepOut;
        store.folders().forEach(folder -> shelves.put(folder.id(), new Shelf(folder, excludes(folder.excludes()))));
        published = published();
    }

    private Excludes excludes(List<String> globs) {
        return new Excludes(globs, keepOut.bare(), keepOut.whole());
    }

    Signal changed() {
        return changed;
    }

    private void publish() {
        published = published();
        changed.raise();
    }

    private Published published() {
        return new Published(
                shelves.values().stream().map(Shelf::view).toList(),
                shelves.values().stream().allMatch(shelf -> shelf.loaded),
                shelves.values().stream().mapToLong(shelf -> shelf.unhashed).sum(),
                shelves.values().stream().mapToLong(shelf -> shelf.unreadable).sum(),
                shelves.values().stream().filter(shelf -> shelf.calledOff).map(shelf -> shelf.folder.id()).collect(Collectors.toUnmodifiableSet()));
    }

    /** What people see. Waits for nobody. */
    Published view() {
        return published;
    }

    List<SharedFolder> folders() {
        return published.folders();
    }

    /** Empty when the store is the better one to ask: nothing is searched for, or below one folder only, or not all files are in memory yet. */
    Optional<FilesPage> find(FilesQuery query) {
        var now = published;
        if (query.words().isEmpty() || !query.below().isEmpty() || !now.loaded() || finder.files() != now.folders().stream().mapToLong(SharedFolder::files).sum()) {
            return Optional.empty();
        }
        var visible = now.folders().stream().filter(query::sees).map(SharedFolder::id).collect(Collectors.toSet());
        return finder.page(query, visible, ids -> store.files(ids).stream().map(StoredFile::file).toList());
    }

    /** Would the network see a file that appeared here? Of folders within folders the innermost one decides. */
    synchronized boolean wouldShow(Path file) {
        return shelves.values().stream()
                .filter(shelf -> file.startsWith(shelf.folder.path()))
                .max(Comparator.comparingInt(shelf -> shelf.folder.path().getNameCount()))
                .filter(shelf -> shelf.folder.visibility() == Visibility.NETWORK)
                .filter(shelf -> !shelf.excludes.leaveOutAny(shelf.folder.path().relativize(file)))
                .isPresent();
    }

    Optional<SharedFolder> folder(long id) {
        return published.folders().stream().filter(folder -> folder.id() == id).findFirst();
    }

    private Shelf shelf(long id) {
        var shelf = shelves.get(id);
        if (shelf == null) {
            throw new NoSuchElementException("folder " + id);
        }
        return shelf;
    }

    /** Looks at a shelf, or changes what is only remembered of it. Empty when there is none. */
    synchronized <T> Optional<T> with(long folder, Function<Shelf, T> look) {
        return Optional.ofNullable(shelves.get(folder)).map(look);
    }

    synchronized SharedFolder add(long person, Path path, Visibility visibility, List<String> excludes) {
        var rules = excludes(excludes);
        var alias = path.getFileName() == null ? path.toString() : path.getFileName().toString();
        var folder = store.insert(
                new SharedFolder(0, person, path, alias, visibility, List.copyOf(excludes), 0, 0, "new", null));
        var shelf = new Shelf(folder, rules);
        shelf.loaded = true;
        shelves.put(folder.id(), shelf);
        publish();
        return folder;
    }

    /** Hiding takes effect before this returns; files to be shown are put into the index by {@link #show}. */
    synchronized SharedFolder change(long id, Visibility visibility, List<String> excludes) {
        var shelf = shelf(id);
        var rules = excludes(excludes);
        if (visibility != Visibility.NETWORK) {
            index.removeFolder(id);
            finder.removeFolder(id);
        }
        shelf.folder = shelf.with(visibility, List.copyOf(excludes), shelf.folder.state(), shelf.folder.lastScan());
        shelf.excludes = rules;
        store.update(shelf.folder);
        publish();
        return shelf.view();
    }

    synchronized SharedFolder handOver(long id, long person) {
        var shelf = shelf(id);
        shelf.folder = shelf.folder.of(person);
        store.update(shelf.folder);
        publish();
        return shelf.view();
    }

    synchronized void remove(long id) {
        if (shelves.remove(id) != null) {
            index.removeFolder(id);
            finder.removeFolder(id);
            store.delete(id);
            publish();
        }
    }

    /** Counts the files of a folder as they are stored and puts them into the index, page by page, unless that was done. */
    void loadOnce(long folder) {
        if (with(folder, shelf -> shelf.loaded).orElse(true)) {
            return;
        }
        eachPage(folder, (shelf, page) -> {
            page.forEach(stored -> shelf.count(stored.file(), 1));
            index.put(shelf.folder, page);
            finder.put(shelf.folder, page);
        });
        loaded(folder);
    }

    private synchronized void loaded(long folder) {
        with(folder, shelf -> shelf.loaded = true);
        publish();
    }

    /** Puts the files of a folder into the index, if the network may see them, page by page. */
    void show(long folder) {
        eachPage(folder, (shelf, page) -> {
            shelf.withdrawn = false;
            index.put(shelf.folder, page);
            finder.put(shelf.folder, page);
        });
    }

    private void eachPage(long folder, BiConsumer<Shelf, List<StoredFile>> use) {
        var last = "";
        while (true) {
            var page = store.filesAfter(folder, last, PAGE);
            if (page.isEmpty() || !used(folder, page, use)) {
                return;
            }
            last = page.getLast().file().relative();
        }
    }

    private synchronized boolean used(long folder, List<StoredFile> page, BiConsumer<Shelf, List<StoredFile>> use) {
        var shelf = shelves.get(folder);
        if (shelf == null) {
            return false;
        }
        use.accept(shelf, page);
        publish();
        return true;
    }

    /**
     * New files, with id 0, and changed ones.
     *
     * @return false when the folder is no longer shared: nothing was saved
     */
    synchronized boolean save(long folder, List<StoredFile> files) {
        var shelf = shelves.get(folder);
        if (shelf != null) {
            put(shelf, inside(folder, files), files);
        }
        return shelf != null;
    }

    /** As they are stored now; those that lie elsewhere by now are left out. */
    private List<StoredFile> inside(long folder, Collection<StoredFile> files) {
        var places = files.stream().map(stored -> stored.file().relative()).collect(Collectors.toSet());
        return store.files(ids(files).filter(id -> id > 0).toList()).stream()
                .filter(now -> now.file().folder() == folder && places.contains(now.file().relative()))
                .toList();
    }

    /**
     * A file that lies elsewhere now keeps its id.
     *
     * @param added when it was first seen, if it is still stored
     * @return empty when its new folder is no longer shared
     */
    synchronized Optional<StoredFile> moved(SharedFile file, Optional<Instant> added) {
        var shelf = shelves.get(file.folder());
        if (shelf == null) {
            return Optional.empty();
        }
        var seen = store.at(file.folder(), file.relative()); // by a look that was quicker
        var before = store.file(file.id());
        before.flatMap(stored -> Optional.ofNullable(shelves.get(stored.file().folder()))).ifPresent(old -> old.count(before.orElseThrow().file(), -1));
        var stored = new StoredFile(file, "", added.or(() -> seen.map(StoredFile::added)).orElse(file.modified()));
        if (before.isPresent()) {
            seen.filter(other -> other.file().id() != file.id()).ifPresent(other -> forget(file.folder(), List.of(other)));
            store.move(stored);
        }
        put(shelf, before.isPresent() ? List.of() : seen.stream().toList(), List.of(stored));
        return store.at(file.folder(), file.relative());
    }

    private void put(Shelf shelf, List<StoredFile> before, List<StoredFile> files) {
        var saved = store.save(files);
        before.forEach(stored -> shelf.count(stored.file(), -1));
        saved.forEach(stored -> shelf.count(stored.file(), 1));
        index.put(shelf.folder, saved);
        finder.put(shelf.folder, saved);
        publish();
    }

    /** Files just hashed, with the rows of their trees; those that have changed or gone meanwhile are passed over. */
    synchronized void hashed(Collection<StoredFile> files, Map<TigerRoot, byte[]> rows) {
        var known = store.files(ids(files).toList()).stream().collect(Collectors.toMap(stored -> stored.file().id(), Function.identity()));
        var byFolder = files.stream()
                .filter(stored -> stored.isSameVersionAs(known.get(stored.file().id())))
                .collect(Collectors.groupingBy(stored -> stored.file().folder()));
        store.saveTreeRows(rows);
        byFolder.forEach((folder, its) -> {
            var shelf = shelves.get(folder);
            if (shelf != null) {
                put(shelf, ids(its).map(known::get).toList(), its);
            }
        });
    }

    private static Stream<Long> ids(Collection<StoredFile> files) {
        return files.stream().map(stored -> stored.file().id());
    }

    /** @return false when the folder is no longer shared */
    synchronized boolean forget(long folder, List<StoredFile> files) {
        var shelf = shelves.get(folder);
        if (shelf == null) {
            return false;
        }
        var there = inside(folder, files);
        var ids = ids(there).toList();
        index.remove(ids);
        finder.remove(ids);
        there.forEach(stored -> shelf.count(stored.file(), -1));
        store.deleteFiles(ids);
        publish();
        return true;
    }

    /** Notes how a look at the folder ended. @param at when the whole of it was found in order, else null */
    synchronized void scanned(long folder, String state, @Nullable Instant at) {
        var shelf = shelves.get(folder);
        if (shelf == null) {
            return;
        }
        shelf.scanning = false;
        if (at != null || !state.equals(shelf.folder.state())) {
            var last = at == null ? shelf.folder.lastScan() : at;
            shelf.folder = shelf.with(shelf.folder.visibility(), shelf.folder.excludes(), state, last);
            store.update(shelf.folder);
        }
        publish();
    }

    /** Its reading and hashing rest until the whole of it is wanted again; what was heard of it meanwhile is not relied on. */
    synchronized void callOff(long folder) {
        with(folder, Shelf::callOff);
        publish();
    }

    synchronized void goOn(long folder) {
        if (shelves.get(folder) instanceof Shelf shelf && shelf.calledOff) {
            shelf.calledOff = false;
            publish();
        }
    }

    /** Waits for nobody. */
    boolean isCalledOff(long folder) {
        return published.calledOff().contains(folder);
    }

    synchronized void scanning(long folder) {
        with(folder, shelf -> shelf.scanning = true);
        publish();
    }

    /** Takes the files of a folder that has been missing for long out of the index; the store keeps them for its return. */
    synchronized void withdraw(long folder) {
        var shelf = shelves.get(folder);
        if (shelf != null && !shelf.withdrawn) {
            shelf.withdrawn = true;
            index.removeFolder(folder);
            finder.removeFolder(folder);
            publish();
        }
    }
}
