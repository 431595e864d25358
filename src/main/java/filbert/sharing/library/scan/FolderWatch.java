package filbert.sharing.library.scan;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of changes in folders, as many as it is allowed. A change is told once the folder has been quiet for one {@link #gather}, or has been
 * unquiet for many; what is told is only where to look. Safe from any thread.
 */
public final class FolderWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FolderWatch.class);
    private static final int PATIENCE = 12; // gatherings after which an unquiet folder is told all the same
    private static final int MAX_DIRTY = 1000; // folders with changes remembered by name

    private final int atMost;
    private final @Nullable WatchService service;
    private final Map<Place, WatchKey> keys = new HashMap<>();
    private final Map<WatchKey, Place> places = new HashMap<>();
    private final Map<Place, Unrest> dirty = new HashMap<>();
    private final Set<Long> partly = new HashSet<>();
    private final Set<Long> overwhelmed = new HashSet<>();

    /** A folder on disk. @param below its path below the shared one, with a slash at the end; empty for that one itself */
    public record Place(long folder, String below) {}

    private record Unrest(int gatherings, boolean now) {}

    /**
     * Where to look.
     *
     * @param places folders whose own files or folders have changed
     * @param everything shared folders of which too much was heard to know
     */
    public record Changes(List<Place> places, Set<Long> everything) {}

    /** @param atMost folders on disk; 0 hears nothing */
    public FolderWatch(int atMost) {
        this.atMost = atMost;
        this.service = atMost == 0 ? null : open();
    }

    private static @Nullable WatchService open() {
        try {
            return FileSystems.getDefault().newWatchService();
        } catch (IOException | UnsupportedOperationException e) {
            log.warn("changes in shared folders are found by rescans only: {}", e.toString());
            return null;
        }
    }

    /** Begins to listen, or notes that it cannot. To be called before the folder is listed, so that nothing is missed. */
    public synchronized void listen(long folder, String below, Path path) {
        var place = new Place(folder, below);
        if (service == null || keys.containsKey(place)) {
            return;
        }
        if (keys.size() >= atMost) {
            partly.add(folder);
            return;
        }
        try {
            var key = path.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_DELETE,
                    StandardWatchEventKinds.ENTRY_MODIFY);
            var before = places.put(key, place);
            if (before != null) {
                keys.remove(before);
            }
            keys.put(place, key);
        } catch (IOException | ClosedWatchServiceException e) {
            if (partly.add(folder)) {
                log.info("not all of {} can be watched, changes there wait for the next look: {}", path, e.toString());
            }
        }
    }

    public synchronized boolean listensTo(long folder, String below) {
        return keys.containsKey(new Place(folder, below));
    }

    /** Is every part of this shared folder listened to, as far as it was looked at? */
    public synchronized boolean listensToAllOf(long folder) {
        return listensTo(folder, "") && !partly.contains(folder);
    }

    /** A whole look at this folder begins: what could not be listened to last time gets another chance. */
    public synchronized void startOver(long folder) {
        partly.remove(folder);
    }

    public synchronized void forget(long folder) {
        keys.entrySet().removeIf(entry -> {
            var its = entry.getKey().folder == folder;
            if (its) {
                places.remove(entry.getValue());
                entry.getValue().cancel();
            }
            return its;
        });
        dirty.keySet().removeIf(place -> place.folder == folder);
        partly.remove(folder);
        overwhelmed.remove(folder);
    }

    /** What has happened, as far as it has come to rest. Never waits. */
    public synchronized Changes gather() {
        if (service == null) {
            return new Changes(List.of(), Set.of());
        }
        try {
            for (var key = service.poll(); key != null; key = service.poll()) {
                hear(key);
            }
        } catch (ClosedWatchServiceException e) {
            return new Changes(List.of(), Set.of());
        }
        var ripe = new ArrayList<Place>();
        dirty.entrySet().removeIf(entry -> isRipe(entry.getValue()) && ripe.add(entry.getKey()));
        dirty.replaceAll((_, unrest) -> new Unrest(unrest.gatherings + 1, false));
        var everything = Set.copyOf(overwhelmed);
        overwhelmed.clear();
        ripe.removeIf(place -> everything.contains(place.folder));
        return new Changes(List.copyOf(ripe), everything);
    }

    private static boolean isRipe(Unrest unrest) {
        return !unrest.now || unrest.gatherings >= PATIENCE;
    }

    private void hear(WatchKey key) {
        var events = key.pollEvents();
        var stillThere = key.reset();
        var place = places.get(key);
        if (place == null) {
            return;
        }
        if (!stillThere) {
            places.remove(key);
            keys.remove(place);
        }
        if (events.stream().anyMatch(event -> event.kind() == StandardWatchEventKinds.OVERFLOW)) {
            overwhelmed.add(place.folder);
        } else if (events.stream().anyMatch(FolderWatch::matters)) {
            noteUnrest(place);
        }
    }

    private void noteUnrest(Place place) {
        if (dirty.size() >= MAX_DIRTY && !dirty.containsKey(place)) {
            overwhelmed.add(place.folder);
        } else {
            dirty.merge(place, new Unrest(0, true), (before, _) -> new Unrest(before.gatherings, true));
        }
    }

    /** Files that are still being written under a name of their own come and grow without meaning anything. */
    private static boolean matters(WatchEvent<?> event) {
        return event.context() instanceof Path name && !Excludes.JUNK_ONLY.leaveOut(name);
    }

    @Override
    public synchronized void close() {
        keys.clear();
        places.clear();
        dirty.clear();
        if (service != null) {
            try {
                service.close();
            } catch (IOException e) {
                log.debug("watch service", e);
            }
        }
    }
}
