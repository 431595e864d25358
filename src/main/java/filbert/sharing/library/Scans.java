package filbert.sharing.library;

import filbert.net.Owner;
import filbert.sharing.library.scan.FolderWatch;
import filbert.sharing.library.scan.Volume;
import filbert.sharing.library.scan.Walk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at folders, one after the other on one worker: at the whole of them when asked to, at the folders within them where something was heard.
 * Before the first look what was known before is loaded.
 */
final class Scans {
    private static final Logger log = LoggerFactory.getLogger(Scans.class);
    private static final int MAX_PARTS = 64; // parts of one folder waiting; more and the whole is looked at
    private static final Duration LISTENING_IS_TRUSTED = Duration.ofHours(24); // events do get lost, for instance beneath containers
    private static final String EVERYTHING = "/"; // no relative path begins with a slash

    private final LibraryStore store;
    private final Catalogue catalogue;
    private final LibrarySettings settings;
    private final Owner owner;
    private final InstantSource clock;
    private final FolderWatch watch;
    private final Arrivals arrivals;
    private final Runnable done;
    private final Task task;
    private final Map<Long, Set<String>> due = new LinkedHashMap<>();

    /** @param done called on the worker after each look */
    Scans(
            LibraryStore store,
            Catalogue catalogue,
            LibrarySettings settings,
            Owner owner,
            InstantSource clock,
            Executor workers,
            Arrivals arrivals,
            Runnable done) {
        this.store = store;
        this.catalogue = catalogue;
        this.settings = settings;
        this.owner = owner;
        this.clock = clock;
        this.watch = new FolderWatch(settings.watched());
        this.arrivals = arrivals;
        this.done = done;
        this.task = new Task("scanning", workers, this::lookAtAllDue);
    }

    void start() {
        task.wake();
    }

    /** The whole of a folder. */
    void want(long folder) {
        wantPart(folder, EVERYTHING);
    }

    /** The whole of a folder, unless everything that happens there is heard and it was looked at today. Lets disks sleep. */
    void wantUnlessHeard(long folder) {
        var last = catalogue.with(folder, this::lastFound).orElse(Walk.Place.NOWHERE);
        if (!watch.listensToAllOf(folder) || last.equals(Walk.Place.NOWHERE) || !isAt(last, folder)) {
            want(folder);
        }
    }

    /** Where it was found in order today, or nowhere. */
    private Walk.Place lastFound(Shelf shelf) {
        var fresh = shelf.missingSince == null && owner.nanos() - shelf.foundAt < LISTENING_IS_TRUSTED.toNanos();
        return fresh ? shelf.place : Walk.Place.NOWHERE;
    }

    private boolean isAt(Walk.Place place, long id) {
        var folder = catalogue.folder(id);
        try {
            return folder.isPresent() && Walk.Place.of(folder.get().path()).equals(place);
        } catch (IOException gone) {
            return false;
        }
    }

    /** What lies directly beside a file. */
    void wantAround(long folder, String relative) {
        wantPart(folder, relative.substring(0, relative.lastIndexOf('/') + 1));
    }

    private void wantPart(long folder, String part) {
        synchronized (due) {
            var parts = due.computeIfAbsent(folder, _ -> new TreeSet<>());
            if (parts.size() == MAX_PARTS || part.equals(EVERYTHING)) {
                parts.clear();
                parts.add(EVERYTHING);
            } else if (!parts.contains(EVERYTHING)) {
                parts.add(part);
            }
        }
        task.wake();
    }

    /** Wants what was heard of since the last time. */
    void gather() {
        var heard = watch.gather();
        heard.everything().forEach(this::want);
        heard.places().forEach(place -> wantPart(place.folder(), place.below()));
    }

    void forget(long folder) {
        watch.forget(folder);
        synchronized (due) {
            due.remove(folder);
        }
    }

    boolean busy() {
        return task.busy();
    }

    void stop() {
        task.stop();
        watch.close();
    }

    private record Due(long folder, String part) {}

    private Due nextDue() {
        synchronized (due) {
            var folders = due.entrySet().iterator();
            if (!folders.hasNext()) {
                return new Due(0, EVERYTHING);
            }
            var entry = folders.next();
            var parts = entry.getValue().iterator();
            var next = new Due(entry.getKey(), parts.next());
            parts.remove();
            if (entry.getValue().isEmpty()) {
                folders.remove();
            }
            return next;
        }
    }

    private void lookAtAllDue() {
        catalogue.folders().forEach(folder -> catalogue.loadOnce(folder.id()));
        for (var next = nextDue(); next.folder > 0 && !task.stopped(); next = nextDue()) {
            lookAt(next.folder, next.part);
            done.run();
        }
    }

    private void lookAt(long id, String part) {
        var folder = catalogue.folder(id);
        if (folder.isEmpty()) {
            return;
        }
        catalogue.scanning(id);
        var state = folder.get().state();
        try {
            state = look(folder.get(), part);
        } catch (IOException e) {
            log.warn("{} cannot be looked at: {}", folder.get().path(), e.toString());
            state = Files.isDirectory(folder.get().path()) ? "unreadable" : missing(id);
        } finally {
            catalogue.scanned(id, state, state.equals("ready") && part.equals(EVERYTHING) ? clock.instant() : null);
        }
    }

    private String look(SharedFolder folder, String part) throws IOException {
        var id = folder.id();
        var excludes = catalogue.with(id, shelf -> shelf.excludes);
        if (excludes.isEmpty()) {
            return "";
        }
        var place = catalogue.with(id, shelf -> shelf.missingSince == null ? shelf.place : Walk.Place.NOWHERE).orElse(Walk.Place.NOWHERE);
        var whole = part.equals(EVERYTHING) || place.equals(Walk.Place.NOWHERE);
        var walk = new Walk(folder.path(), whole ? "" : part, excludes.get(), guide(folder, whole));
        var sameVolume = walk.place().isOnTheDeviceOf(place);
        if (!whole && !sameVolume) {
            whole = true;
            walk = new Walk(folder.path(), "", excludes.get(), guide(folder, true));
        }
        var scan = new FolderScan(store, catalogue, folder, whole ? "" : part, walk, arrivals, clock.instant(), task::stopped);
        if (!sameVolume && scan.lostEverything() && (walk.foundNothing() || !missingForLong(id))) {
            return missing(id);
        }
        if (!scan.run()) {
            return task.stopped() ? folder.state() : missing(id);
        }
        if (catalogue.with(id, shelf -> shelf.withdrawn).orElse(false)) {
            catalogue.show(id);
        }
        if (whole) {
            catalogue.found(id, walk.place(), walk.unreadable(), owner.nanos());
        }
        return "ready";
    }

    /** A look at a part goes into folders nobody listens to yet, that is new ones, and into no others. */
    private Walk.Guide guide(SharedFolder folder, boolean whole) {
        var id = folder.id();
        var listening = settings.watched() > 0 && !Volume.of(folder.path()).isRemote();
        if (whole && listening) {
            watch.startOver(id);
        }
        var knowsNewOnes = whole || watch.listensToAllOf(id);
        return new Walk.Guide() {
            @Override
            public boolean goInto(String prefix) {
                return whole || knowsNewOnes && !watch.listensTo(id, prefix);
            }

            @Override
            public void entering(Path path, String prefix) {
                if (listening) {
                    watch.listen(id, prefix, path);
                }
            }
        };
    }

    /** A volume that is not mounted is not an empty folder: its files stay shared for a day, and what is known of them for good. */
    private String missing(long folder) {
        if (missingForLong(folder)) {
            catalogue.withdraw(folder);
        } else if (catalogue.missing(folder, owner.nanos())) {
            owner.after(settings.grace(), () -> want(folder));
        }
        return "missing";
    }

    private boolean missingForLong(long folder) {
        return catalogue.with(folder, shelf -> shelf.missingSince != null
                        && owner.nanos() - shelf.missingSince >= settings.grace().toNanos())
                .orElse(false);
    }
}
