package filbert.sharing.library;

import filbert.sharing.download.disk.Disk;
import filbert.sharing.library.LibraryStore.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings files into other shared folders: within a volume at once, to another one after the other on a worker. They keep their hashes and what they are called
 * by. What waits when the program ends stays where it is. Safe from any thread that may block.
 */
final class Moves {
    private static final Logger log = LoggerFactory.getLogger(Moves.class);
    private static final int MOST_WAITING = 1_000; // copies that wait
    private static final int MOST_FAILED = 100; // told

    private final LibraryStore store;
    private final Catalogue catalogue;
    private final Arrivals arrivals;
    private final Scans scans;
    private final Disk disk;
    private final Task task;
    private final Deque<Copy> copies = new ArrayDeque<>(); // guarded by itself; the first is under way
    private final Deque<MoveUnderWay> failed = new ArrayDeque<>(); // guarded by copies

    private record Copy(long person, Relocation relocation, AtomicLong done, CompletableFuture<SharedFile> end) {
        MoveUnderWay view(String problem) {
            return new MoveUnderWay(person, relocation.file().name(), done.get(), relocation.file().size(), problem);
        }
    }

    Moves(LibraryStore store, Catalogue catalogue, Arrivals arrivals, Scans scans, Disk disk, Executor workers) {
        this.store = store;
        this.catalogue = catalogue;
        this.arrivals = arrivals;
        this.scans = scans;
        this.disk = disk;
        this.task = new Task("moving", workers, this::copyAll);
    }

    /** As {@link Library#move}. */
    synchronized CompletableFuture<SharedFile> move(long person, long file, long folder, String below) {
        begin(person, file);
        var relocation = relocation(file, folder, below);
        var target = relocation.rename(place -> announce(relocation, place));
        if (target != null) {
            return CompletableFuture.completedFuture(settle(relocation, target));
        }
        var copy = new Copy(person, relocation, new AtomicLong(), new CompletableFuture<>());
        synchronized (copies) {
            copies.add(copy);
        }
        task.wake();
        return copy.end;
    }

    private void begin(long person, long file) {
        synchronized (copies) {
            failed.removeIf(move -> move.person() == person);
            if (copies.size() >= MOST_WAITING || copies.stream().anyMatch(copy -> copy.relocation.file().id() == file)) {
                throw new NotMovedException("under-way");
            }
        }
    }

    private Relocation relocation(long file, long folder, String below) {
        var known = store.file(file).map(StoredFile::file).orElseThrow(() -> new NotMovedException("gone"));
        var root = catalogue.folder(known.folder()).orElseThrow(() -> new NotMovedException("gone")).path();
        var to = catalogue.folder(folder).orElseThrow(() -> new NotMovedException("away"));
        var excludes = catalogue.with(folder, shelf -> shelf.excludes).orElseThrow(() -> new NotMovedException("away"));
        var landing = Landing.of(to, excludes, below);
        landing.check(excludes, known.name());
        return new Relocation(disk, known, root, landing);
    }

    /** A look at the new folder may find it sooner than we have noted it. */
    private void announce(Relocation relocation, Path target) {
        var landing = relocation.landing();
        relocation.file().hashed().ifPresent(hashes -> arrivals.add(landing.folder().path().resolve(relative(landing, target)), relocation.file().size(), hashes));
    }

    private static String relative(Landing landing, Path target) {
        return landing.below() + target.getFileName();
    }

    private SharedFile settle(Relocation relocation, Path target) {
        var before = relocation.file();
        var landing = relocation.landing();
        var relative = relative(landing, target);
        var known = store.file(before.id());
        var file = new SharedFile(
                before.id(),
                landing.folder().id(),
                landing.folder().path().resolve(relative),
                relative,
                before.size(),
                modified(target).orElse(before.modified()),
                known.map(StoredFile::file).orElse(before).hashed(),
                landing.folder().visibility());
        var moved = catalogue.moved(file, known.map(StoredFile::added));
        scans.wantAround(before.folder(), before.relative());
        scans.wantAround(landing.folder().id(), relative);
        return moved.map(StoredFile::file).orElse(file);
    }

    private static Optional<Instant> modified(Path target) {
        try {
            return Optional.of(Files.getLastModifiedTime(target, LinkOption.NOFOLLOW_LINKS).toInstant().truncatedTo(ChronoUnit.MICROS));
        } catch (IOException gone) {
            return Optional.empty(); // the next look says so
        }
    }

    private void copyAll() {
        for (var next = first(); next != null && !task.stopped(); next = first()) {
            copy(next);
        }
    }

    private @Nullable Copy first() {
        synchronized (copies) {
            return copies.peekFirst();
        }
    }

    private void copy(Copy copy) {
        var problem = "";
        try {
            var relocation = copy.relocation;
            var target = relocation.copy(bytes -> {
                copy.done.set(bytes);
                catalogue.changed().raise();
            }, task::stopped, place -> announce(relocation, place));
            copy.end.complete(settle(relocation, target));
        } catch (NotMovedException e) {
            problem = String.valueOf(e.getMessage());
            log.debug("{} stays where it is", copy.relocation.file().path(), e);
            copy.end.completeExceptionally(e);
        } catch (RuntimeException e) {
            problem = "disk";
            log.error("{} may not have been moved", copy.relocation.file().path(), e);
            copy.end.completeExceptionally(new CompletionException(e));
        } finally {
            over(copy, problem);
        }
    }

    private void over(Copy copy, String problem) {
        synchronized (copies) {
            copies.remove(copy);
            if (!problem.isEmpty()) {
                failed.addLast(copy.view(problem));
                if (failed.size() > MOST_FAILED) {
                    failed.removeFirst();
                }
            }
        }
        catalogue.changed().raise();
    }

    /** Those that go on and wait, in their order, then those that failed. */
    List<MoveUnderWay> view() {
        synchronized (copies) {
            var all = new ArrayList<>(copies.stream().map(copy -> copy.view("")).toList());
            all.addAll(failed);
            return List.copyOf(all);
        }
    }

    void stop() {
        task.stop();
    }
}
