package filbert.sharing.library;

import filbert.event.Signal;
import filbert.identity.Sha1;
import filbert.net.Owner;
import filbert.net.Timeline;
import filbert.sharing.download.disk.Disk;
import filbert.sharing.hashing.TreeRow;
import filbert.sharing.hashing.TreeShape;
import filbert.sharing.library.LibrarySettings.KeepOut;
import filbert.sharing.library.LibraryStore.StoredFile;
import filbert.sharing.library.SharedFile.Hashes;
import filbert.sharing.library.scan.Walk;
import filbert.sharing.upload.TreeRows;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * A library of folders on this machine's disks. Made, started and closed once.
 *
 * <p>Looking at folders is one task, hashing another, each on one worker at a time. What they find goes through the catalogue, which changes store and
 * index together under one lock; the network's questions are answered from the index's last snapshot and wait for nobody.
 */
public final class FolderLibrary implements Library, AutoCloseable {
    private static final Duration WATCH_OVER = Duration.ofSeconds(30);
    private static final Path TOP = Path.of("/");

    private final LibraryStore store;
    private final RandomGenerator random;
    private final Executor workers;
    private final KeepOut keepOut;
    private final SharedIndex index;
    private final Catalogue catalogue;
    private final Arrivals arrivals = new Arrivals();
    private final Scans scans;
    private final HashingQueue hashing;
    private final TagCatchUp tags;
    private final Moves moves;
    private final TreeRows rows;
    private final List<Timeline.Timer> timers;

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
        this(store, settings, owner, clock, random, workers, Walk::new, Disk.REAL);
    }

    FolderLibrary(
            LibraryStore store,
            LibrarySettings settings,
            Owner owner,
            InstantSource clock,
            RandomGenerator random,
            Executor workers,
            Walks walks,
            Disk disk) {
        this.store = store;
        this.random = random;
        this.workers = workers;
        keepOut = new KeepOut(real(settings.keepOut().bare()), real(settings.keepOut().whole()));
        index = new SharedIndex(random, owner, file -> lookAgain(file.index()));
        catalogue = new Catalogue(store, index, keepOut);
        rows = new StoredTreeRows(store);
        hashing = new HashingQueue(store, catalogue, settings, owner, clock, workers, file -> lookAgain(file.id()));
        tags = new TagCatchUp(store, catalogue, owner, workers, () -> !hashing.now().isEmpty());
        scans = new Scans(store, catalogue, settings, owner, clock, workers, arrivals, walks, () -> {
            hashing.wake();
            tags.wake();
        });
        moves = new Moves(store, catalogue, arrivals, scans, disk, workers);
        timers = List.of(
                every(owner, settings.rescan(), this::rescanLocal),
                every(owner, settings.remoteRescan(), this::rescanRemote),
                every(owner, WATCH_OVER, scans::watchOver),
                every(owner, settings.watched() == 0 ? Duration.ZERO : settings.quiet(), scans::gather));
    }

    private static List<Path> real(List<Path> paths) {
        return paths.stream().map(FolderInspection::real).toList();
    }

    private Timeline.Timer every(Timeline timeline, Duration period, Runnable task) {
        return period.isZero() ? () -> {} : timeline.every(period, () -> workers.execute(task));
    }

    /** Returns at once: files known from before can be found again bit by bit, then all folders are looked at. */
    public void start() {
        scans.start();
        tags.wake();
        workers.execute(() -> catalogue.folders().forEach(folder -> scans.want(folder.id())));
    }

    private void rescanLocal() {
        catalogue.folders().forEach(folder -> scans.wantIfLocal(folder.id()));
    }

    private void rescanRemote() {
        catalogue.folders().forEach(folder -> scans.wantIfRemote(folder.id()));
    }

    /**
     * A file was just finished, perhaps below one of the folders: looked at now instead of at the next scan.
     *
     * @param row of the tiger tree that goes with {@code sha1}; when it is the one we would keep, the file is not read again
     */
    public void arrived(Path file, Sha1 sha1, Optional<TreeRow> row) {
        workers.execute(() -> {
            row.filter(FolderLibrary::isKept).ifPresent(kept -> {
                var root = kept.root();
                store.saveTreeRows(StoredTreeRows.worthKeeping(root, kept));
                arrivals.add(file, kept.shape().size(), new Hashes(sha1, root));
            });
            catalogue.folders().stream()
                    .filter(folder -> file.startsWith(folder.path()))
                    .forEach(folder -> scans.wantAround(folder.id(), relative(folder, file)));
        });
    }

    private static boolean isKept(TreeRow row) {
        return row.shape().equals(TreeShape.keptFor(row.shape().size()));
    }

    private static String relative(SharedFolder folder, Path file) {
        return folder.path().relativize(file).toString();
    }

    private void lookAgain(long file) {
        workers.execute(() -> store.file(file)
                .map(StoredFile::file)
                .ifPresent(known -> scans.wantAround(known.folder(), known.relative())));
    }

    /** Would the network see a file that appeared here? */
    public boolean wouldShow(Path file) {
        return catalogue.wouldShow(file);
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
        var now = catalogue.view();
        var folders = now.folders();
        var name = hashing.now();
        return new LibraryView(
                folders,
                folders.stream().mapToLong(SharedFolder::files).sum(),
                folders.stream().mapToLong(SharedFolder::bytes).sum(),
                index.files(),
                scans.busy() ? "scanning" : name.isEmpty() ? "idle" : "hashing",
                now.unhashed(),
                name,
                hashing.bytesPerSecond(),
                now.unreadable() + hashing.unreadable());
    }

    @Override
    public FilesPage files(FilesQuery query) {
        return catalogue.find(query).orElseGet(() -> store.page(query, catalogue.view().count(query)));
    }

    @Override
    public List<String> folders(FilesQuery query) {
        return store.folders(query);
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

    @Override
    public FolderListing listing(Path folder) {
        return new FolderLister(inspection(), TOP).list(folder);
    }

    @Override
    public String refusal(Path folder) {
        return new FolderInspection(random, keepOut, List.of()).problem(folder.normalize());
    }

    private FolderInspection inspection() {
        return new FolderInspection(random, keepOut, catalogue.folders());
    }

    @Override
    public synchronized SharedFolder add(long person, Path folder, Visibility visibility, List<String> excludes) {
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
    public SharedFolder handOver(long folderId, long person) {
        return catalogue.handOver(folderId, person);
    }

    @Override
    public void remove(long folderId) {
        catalogue.remove(folderId);
        scans.forget(folderId);
    }

    @Override
    public void rescan(long folderId) {
        scans.want(folderId);
    }

    @Override
    public void cancel(long folderId) {
        scans.callOff(folderId);
    }

    @Override
    public boolean rehash(long file) {
        var folder = store.file(file).map(known -> known.file().folder());
        var queued = folder.flatMap(where -> catalogue.with(where, _ -> unhash(where, file))).orElse(false);
        if (queued) {
            hashing.wake();
        }
        return queued;
    }

    private boolean unhash(long folder, long file) {
        return store.file(file).filter(known -> catalogue.save(folder, List.of(known.unhashed()))).isPresent();
    }

    @Override
    public CompletableFuture<SharedFile> move(long person, long file, long folder, String below) {
        return moves.move(person, file, folder, below);
    }

    @Override
    public List<MoveUnderWay> moves() {
        return moves.view();
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
        timers.forEach(Timeline.Timer::cancel);
        scans.stop();
        hashing.stop();
        tags.stop();
        moves.stop();
    }
}
