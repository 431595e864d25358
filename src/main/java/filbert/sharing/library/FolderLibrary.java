package filbert.sharing.library;

import filbert.event.Signal;
import filbert.identity.Sha1;
import filbert.net.Owner;
import filbert.net.Timeline;
import filbert.sharing.hashing.TreeRow;
import filbert.sharing.library.LibraryStore.StoredFile;
import filbert.sharing.library.scan.Volume;
import filbert.sharing.upload.TreeRows;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** A library of folders on this machine's disks. Made, started and closed once. */
public final class FolderLibrary implements Library, AutoCloseable {
    private final LibraryStore store;
    private final LibrarySettings settings;
    private final RandomGenerator random;
    private final Executor workers;
    private final List<Path> keepOut;
    private final SharedIndex index;
    private final Catalogue catalogue;
    private final Scans scans;
    private final HashingQueue hashing;
    private final TreeRows rows;
    private final Timeline.Timer[] timers;

    /**
     * @param owner its timers wake us; nothing else happens on it
     * @param random secure, for what peers can see the effect of
     * @param workers takes up to four long tasks at once, besides short ones
     */
    public FolderLibrary(
            LibraryStore store,
            LibrarySettings settings,
            Owner owner,
            InstantSource clock,
            RandomGenerator random,
            Executor workers) {
        this.store = store;
        this.settings = settings;
        this.random = random;
        this.workers = workers;
        keepOut = settings.keepOut().stream().map(FolderInspection::real).toList();
        index = new SharedIndex(random, file -> lookAgain(file.index()));
        catalogue = new Catalogue(store, index, keepOut);
        rows = new StoredTreeRows(store);
        hashing = new HashingQueue(store, catalogue, settings, owner, clock, workers, file -> lookAgain(file.id()));
        scans = new Scans(store, catalogue, settings, owner, clock, workers, hashing::wake);
        timers = new Timeline.Timer[] {
            every(owner, settings.rescan(), this::rescanLocal), every(owner, settings.remoteRescan(), this::rescanRemote)
        };
    }

    private static Timeline.Timer every(Timeline timeline, Duration period, Runnable task) {
        return period.isZero() ? () -> {} : timeline.every(period, task);
    }

    /** Returns at once: files known from before are found again in the background, then all folders are looked at. */
    public void start() {
        workers.execute(() -> {
            catalogue.folders().forEach(folder -> catalogue.load(folder.id()));
            catalogue.folders().forEach(folder -> scans.want(folder.id()));
            hashing.wake();
        });
    }

    private void rescanLocal() {
        workers.execute(() -> catalogue.folders().stream()
                .filter(folder -> !Volume.of(folder.path()).isRemote())
                .forEach(folder -> scans.want(folder.id())));
    }

    private void rescanRemote() {
        workers.execute(() -> catalogue.folders().stream()
                .filter(folder -> Volume.of(folder.path()).isRemote())
                .forEach(folder -> scans.want(folder.id())));
    }

    /** A file was just finished, perhaps below one of the folders: looked at now instead of at the next scan. */
    public void arrived(Path file) {
        workers.execute(() -> catalogue.folders().stream()
                .filter(folder -> file.startsWith(folder.path()))
                .forEach(folder -> scans.wantAround(folder.id(), folder.path().relativize(file).toString())));
    }

    private void lookAgain(long file) {
        workers.execute(() -> store.file(file)
                .map(StoredFile::file)
                .ifPresent(known -> scans.wantAround(known.folder(), known.relative())));
    }

    /** What the network may search and fetch. */
    public SharedIndex shared() {
        return index;
    }

    public TreeRows treeRows() {
        return rows;
    }

    @Override
    public LibraryView view() {
        var folders = catalogue.folders();
        var left = catalogue.unhashed();
        var name = hashing.now();
        return new LibraryView(
                folders,
                folders.stream().mapToLong(SharedFolder::files).sum(),
                folders.stream().mapToLong(SharedFolder::bytes).sum(),
                index.files(),
                scans.busy() ? "scanning" : name.isEmpty() ? "idle" : "hashing",
                left,
                name,
                hashing.bytesPerSecond());
    }

    @Override
    public FilesPage files(FilesQuery query) {
        return store.page(query);
    }

    @Override
    public Optional<SharedFile> file(long id) {
        return store.file(id).map(StoredFile::file);
    }

    @Override
    public Optional<SharedFile> bySha1(Sha1 sha1) {
        return store.bySha1(sha1).map(StoredFile::file);
    }

    @Override
    public FolderCheck check(Path folder) {
        return inspection().check(folder);
    }

    private FolderInspection inspection() {
        return new FolderInspection(random, keepOut, catalogue.folders());
    }

    @Override
    public SharedFolder add(long person, Path folder, Visibility visibility, List<String> excludes) {
        var path = folder.normalize();
        var problem = inspection().problem(path);
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException(problem);
        }
        var added = catalogue.add(person, path, visibility, excludes);
        scans.want(added.id());
        return added;
    }

    @Override
    public SharedFolder change(long folderId, Visibility visibility, List<String> excludes) {
        var changed = catalogue.change(folderId, visibility, excludes);
        workers.execute(() -> catalogue.show(folderId));
        scans.want(folderId);
        return changed;
    }

    @Override
    public void remove(long folderId) {
        catalogue.remove(folderId);
    }

    @Override
    public void rescan(long folderId) {
        scans.want(folderId);
    }

    /** Leaves the disks alone until {@link #resumeHashing}. */
    public void pauseHashing() {
        hashing.pause();
    }

    public void resumeHashing() {
        hashing.resume();
    }

    @Override
    public Signal changed() {
        return catalogue.changed();
    }

    /** Waits a few seconds for running work to end; what is not saved by then is found again at the next start. */
    @Override
    public void close() {
        for (var timer : timers) {
            timer.cancel();
        }
        scans.stop();
        hashing.stop();
    }

    /** Rows from the store; they are asked for once in a while, by whoever begins to fetch a file, so none is kept here. */
    private record StoredTreeRows(LibraryStore store) implements TreeRows {
        @Override
        public Optional<TreeRow> of(filbert.sharing.upload.ServedFile file) {
            return store.treeRow(file.tigerRoot()).flatMap(nodes -> TreeRow.of(file.size(), nodes));
        }
    }
}
