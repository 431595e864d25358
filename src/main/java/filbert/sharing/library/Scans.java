package filbert.sharing.library;

import filbert.net.Owner;
import filbert.sharing.library.scan.Walk;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at folders, one after the other on one worker: the asked-for ones at once, all of them now and then. */
final class Scans {
    private static final Logger log = LoggerFactory.getLogger(Scans.class);
    private static final int MAX_PARTS = 64; // parts of one folder waiting; more and the whole is looked at
    private static final String EVERYTHING = "";

    private final LibraryStore store;
    private final Catalogue catalogue;
    private final LibrarySettings settings;
    private final Owner owner;
    private final InstantSource clock;
    private final Task task;
    private final Map<Long, Set<String>> due = new LinkedHashMap<>();
    private final Runnable done;

    /** @param done called on the worker after each look */
    Scans(
            LibraryStore store,
            Catalogue catalogue,
            LibrarySettings settings,
            Owner owner,
            InstantSource clock,
            Executor workers,
            Runnable done) {
        this.store = store;
        this.catalogue = catalogue;
        this.settings = settings;
        this.owner = owner;
        this.clock = clock;
        this.done = done;
        this.task = new Task("scanning", workers, this::lookAtAllDue);
    }

    void want(long folder) {
        want(folder, EVERYTHING);
    }

    /** @param below relative path of a folder, ending in a slash */
    void want(long folder, String below) {
        synchronized (due) {
            var parts = due.computeIfAbsent(folder, _ -> new TreeSet<>());
            if (parts.size() == MAX_PARTS || below.equals(EVERYTHING)) {
                parts.clear();
                parts.add(EVERYTHING);
            } else if (!parts.contains(EVERYTHING)) {
                parts.add(below);
            }
        }
        task.wake();
    }

    /** The folder a file lies in. */
    void wantAround(long folder, String relative) {
        want(folder, relative.substring(0, relative.lastIndexOf('/') + 1));
    }

    boolean busy() {
        return task.busy();
    }

    void stop() {
        task.stop();
    }

    private record Due(long folder, String below) {}

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
        for (var next = nextDue(); next.folder > 0 && !task.stopped(); next = nextDue()) {
            lookAt(next.folder, next.below);
            done.run();
        }
    }

    private void lookAt(long id, String below) {
        var folder = catalogue.folder(id);
        if (folder.isEmpty()) {
            return;
        }
        catalogue.scanning(id);
        var state = folder.get().state();
        var finished = false;
        try {
            state = look(folder.get(), below);
            finished = state.equals("ready");
        } catch (IOException e) {
            log.warn("{} cannot be looked at: {}", folder.get().path(), e.toString());
            state = Files.isDirectory(folder.get().path()) ? "unreadable" : missing(id);
        } finally {
            catalogue.scanned(id, state, finished ? clock.instant() : null);
        }
    }

    private String look(SharedFolder folder, String part) throws IOException {
        var id = folder.id();
        var device = catalogue.with(id, shelf -> shelf.missingSince == null ? shelf.device : "").orElse("");
        var excludes = catalogue.with(id, shelf -> shelf.excludes);
        if (excludes.isEmpty()) {
            return "";
        }
        var below = device.isEmpty() ? EVERYTHING : part;
        var walk = new Walk(folder.path(), below, excludes.get());
        if (!walk.device().equals(device)) {
            walk = new Walk(folder.path(), excludes.get());
            below = EVERYTHING;
        }
        var scan = new FolderScan(store, catalogue, folder, below, walk, clock.instant(), task::stopped);
        if (!walk.device().equals(device) && scan.lostEverything() && (walk.foundNothing() || !missingForLong(id))) {
            return missing(id);
        }
        if (!scan.run()) {
            return task.stopped() ? folder.state() : missing(id);
        }
        if (catalogue.with(id, shelf -> shelf.withdrawn).orElse(false)) {
            catalogue.show(id);
        }
        if (below.equals(EVERYTHING)) {
            catalogue.found(id, walk.device(), walk.unreadable());
        }
        return "ready";
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
