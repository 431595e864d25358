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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at folders, one after the other on one worker: at the whole of them when asked to, at the folders within them where something was heard.
 * Before the first look what was known before is loaded. A folder whose disk does not answer is left to the worker that hangs there, and another
 * worker goes on with the others.
 */
final class Scans {
    private static final Logger log = LoggerFactory.getLogger(Scans.class);
    private static final int MAX_PARTS = 64; // parts of one folder waiting; more and the whole is looked at
    private static final Duration LISTENING_IS_TRUSTED = Duration.ofHours(24); // events do get lost, for instance beneath containers
    private static final String EVERYTHING = "/"; // no relative path begins with a slash
    private static final String HANGING = "hanging";
    private static final String EVERYTHING_IF_LOCAL = "/local";
    private static final String EVERYTHING_IF_REMOTE = "/remote";

    static final Duration HANGS = Duration.ofMinutes(2); // disks that sleep wake in seconds; hard mounts wait for ever
    static final int MOST_HANGING = 3; // workers that may hang at a time

    private final LibraryStore store;
    private final Catalogue catalogue;
    private final LibrarySettings settings;
    private final Owner owner;
    private final InstantSource clock;
    private final FolderWatch watch;
    private final Arrivals arrivals;
    private final Runnable done;
    private final Task task;
    private final Walks walks;
    private final Map<Long, Set<String>> due = new LinkedHashMap<>();
    private final Map<Long, Look> hanging = new ConcurrentHashMap<>();
    private volatile @Nullable Look now;

    /** @param done called on the worker after each look */
    Scans(
            LibraryStore store,
            Catalogue catalogue,
            LibrarySettings settings,
            Owner owner,
            InstantSource clock,
            Executor workers,
            Arrivals arrivals,
            Walks walks,
            Runnable done) {
        this.store = store;
        this.catalogue = catalogue;
        this.settings = settings;
        this.owner = owner;
        this.clock = clock;
        this.watch = new FolderWatch(settings.watched());
        this.arrivals = arrivals;
        this.walks = walks;
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

    /** The whole of a folder on a disk of ours, unless everything that happens there is heard and it was looked at today. Lets disks sleep. */
    void wantIfLocal(long folder) {
        wantPart(folder, EVERYTHING_IF_LOCAL);
    }

    /** The whole of a folder on a network mount. */
    void wantIfRemote(long folder) {
        wantPart(folder, EVERYTHING_IF_REMOTE);
    }

    private boolean isHeard(SharedFolder folder) {
        var last = catalogue.with(folder.id(), this::lastFound).orElse(Walk.Place.NOWHERE);
        return watch.listensToAllOf(folder.id()) && !last.equals(Walk.Place.NOWHERE) && isAt(last, folder);
    }

    /** Where it was found in order today, or nowhere. */
    private Walk.Place lastFound(Shelf shelf) {
        var fresh = shelf.missingSince == null && owner.nanos() - shelf.foundAt < LISTENING_IS_TRUSTED.toNanos();
        return fresh ? shelf.place : Walk.Place.NOWHERE;
    }

    private static boolean isAt(Walk.Place place, SharedFolder folder) {
        try {
            return Walk.Place.of(folder.path()).equals(place);
        } catch (IOException gone) {
            return false;
        }
    }

    /** What lies directly beside a file. */
    void wantAround(long folder, String relative) {
        wantPart(folder, relative.substring(0, relative.lastIndexOf('/') + 1));
    }

    /** Ends a look that is going on, and those that wait; the next at the whole of the folder goes on. */
    void callOff(long folder) {
        catalogue.callOff(folder);
        synchronized (due) {
            due.remove(folder);
        }
    }

    private void wantPart(long folder, String part) {
        if (part.startsWith("/")) {
            catalogue.goOn(folder);
        }
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
            var first = due.keySet().stream().filter(folder -> !hanging.containsKey(folder)).findFirst();
            if (first.isEmpty()) {
                return new Due(0, EVERYTHING);
            }
            var parts = due.getOrDefault(first.get(), Set.of());
            var next = new Due(first.get(), parts.iterator().next());
            parts.remove(next.part);
            if (parts.isEmpty()) {
                due.remove(next.folder);
            }
            return next;
        }
    }

    private void lookAtAllDue() {
        catalogue.folders().forEach(folder -> catalogue.loadOnce(folder.id()));
        for (var next = nextDue(); next.folder > 0 && !task.stopped(); next = nextDue()) {
            var look = new Look(next.folder, owner);
            now = look;
            lookAt(next, look);
            if (look.isLeftBehind()) {
                cameBack(look);
                return;
            }
            now = null;
            done.run();
        }
    }

    /** To be called from time to time: leaves a look behind whose disk does not answer. */
    void watchOver() {
        var look = now;
        if (look == null || look.stillFor() < HANGS.toNanos() || hanging.size() >= MOST_HANGING || hanging.putIfAbsent(look.folder, look) != null) {
            return;
        }
        look.leaveBehind();
        log.warn("{} does not answer; the other folders are looked at meanwhile", catalogue.folder(look.folder).map(SharedFolder::path).orElse(null));
        catalogue.scanned(look.folder, HANGING, null);
        task.leaveBehind();
    }

    /** Its disk answers again. What was found is forgotten, and looked for anew. */
    private void cameBack(Look look) {
        hanging.remove(look.folder, look);
        want(look.folder);
    }

    private void lookAt(Due next, Look look) {
        var folder = catalogue.folder(next.folder);
        if (folder.isEmpty()) {
            return;
        }
        var part = wanted(next.part, folder.get());
        if (part.isEmpty()) {
            return;
        }
        catalogue.scanning(next.folder);
        var state = before(next.folder);
        try {
            state = look(folder.get(), part.get(), look);
        } catch (IOException e) {
            log.warn("{} cannot be looked at: {}", folder.get().path(), e.toString());
            state = Files.isDirectory(folder.get().path()) ? "unreadable" : missing(next.folder);
        } finally {
            if (!look.isLeftBehind()) {
                catalogue.scanned(next.folder, state, state.equals("ready") && part.get().equals(EVERYTHING) ? clock.instant() : null);
            }
        }
    }

    /** Asks the disk: only while somebody watches over the look. */
    private Optional<String> wanted(String part, SharedFolder folder) {
        return switch (part) {
            case EVERYTHING_IF_LOCAL -> Volume.of(folder.path()).isRemote() || isHeard(folder) ? Optional.empty() : Optional.of(EVERYTHING);
            case EVERYTHING_IF_REMOTE -> Volume.of(folder.path()).isRemote() ? Optional.of(EVERYTHING) : Optional.empty();
            default -> Optional.of(part);
        };
    }

    private String look(SharedFolder folder, String part, Look look) throws IOException {
        var id = folder.id();
        var excludes = catalogue.with(id, shelf -> shelf.excludes);
        if (excludes.isEmpty()) {
            return "";
        }
        var place = catalogue.with(id, shelf -> shelf.missingSince == null ? shelf.place : Walk.Place.NOWHERE).orElse(Walk.Place.NOWHERE);
        var whole = part.equals(EVERYTHING) || place.equals(Walk.Place.NOWHERE);
        var walk = walks.begin(folder.path(), whole ? "" : part, excludes.get(), guide(folder, whole, look));
        var sameVolume = walk.place().isOnTheDeviceOf(place);
        if (!whole && !sameVolume) {
            whole = true;
            walk = walks.begin(folder.path(), "", excludes.get(), guide(folder, true, look));
        }
        var scan = new FolderScan(store, catalogue, folder, whole ? "" : part, walk, arrivals, clock.instant(), () -> isOver(look));
        if (!sameVolume && scan.lostEverything() && !isOver(look) && (walk.foundNothing() || !missingForLong(id))) {
            return missing(id);
        }
        if (!scan.run()) {
            return isOver(look) ? before(id) : missing(id);
        }
        if (catalogue.with(id, shelf -> shelf.withdrawn).orElse(false)) {
            catalogue.show(id);
        }
        if (whole) {
            var at = walk.place();
            var unreadable = walk.unreadable();
            catalogue.with(id, shelf -> shelf.found(at, unreadable, owner.nanos()));
        }
        return "ready";
    }

    /** As it was stored before the look. */
    private String before(long folder) {
        return catalogue.with(folder, shelf -> shelf.folder.state()).orElse("");
    }

    private boolean isOver(Look look) {
        look.step();
        return task.stopped() || look.isLeftBehind() || catalogue.isCalledOff(look.folder);
    }

    /** A look at a part goes into folders nobody listens to yet, that is new ones, and into no others. */
    private Walk.Guide guide(SharedFolder folder, boolean whole, Look look) {
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
                look.step();
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
        } else if (catalogue.with(folder, shelf -> shelf.missing(owner.nanos())).orElse(false)) {
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
