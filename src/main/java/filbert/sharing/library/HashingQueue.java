package filbert.sharing.library;

import filbert.identity.TigerRoot;
import filbert.net.Owner;
import filbert.sharing.hashing.FileHasher;
import filbert.sharing.library.LibraryStore.StoredFile;
import filbert.sharing.library.tags.TagReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hashes what the store has no hashes of, one file after the other on one worker, small ones first: most files of a new folder can be found long
 * before its largest is read. The queue is the store itself. A file that is still being written, cannot be read, or changes under us waits.
 */
final class HashingQueue {
    private static final Logger log = LoggerFactory.getLogger(HashingQueue.class);
    private static final int PAGE = 200; // files taken from the store at once
    private static final int BATCH = 64; // hashes saved in one transaction
    private static final long BATCH_NANOS = Duration.ofSeconds(1).toNanos(); // oldest hash not saved
    private static final long LARGE = 64 << 20; // behind a file like this we look for new small ones first
    private static final int MAX_WAITING = 10_000; // files remembered as not to be tried for a while
    private static final Duration RETRY = Duration.ofMinutes(5);

    private final LibraryStore store;
    private final Catalogue catalogue;
    private final LibrarySettings settings;
    private final Owner owner;
    private final InstantSource clock;
    private final FileHasher hasher;
    private final Consumer<SharedFile> suspect;
    private final Task task;
    private final HashingRate rate;
    private final TagReading tags = new TagReading();
    private final List<StoredFile> hashed = new ArrayList<>(); // worker
    private final Map<TigerRoot, byte[]> rows = new HashMap<>(); // worker
    private final Map<Version, Long> waiting = new HashMap<>(); // worker: to the moment it may be tried again
    private final Set<Long> refused = ConcurrentHashMap.newKeySet(); // at most as many as wait
    private long unsavedSince; // worker
    private volatile boolean paused;
    private volatile boolean more;
    private volatile String now = "";

    /** A file as it was when it could not be hashed: once it has changed it need not wait. */
    private record Version(long id, Instant modified) {
        static Version of(SharedFile file) {
            return new Version(file.id(), file.modified());
        }
    }

    /** @param suspect told on the worker of a file that is not as stored */
    HashingQueue(
            LibraryStore store,
            Catalogue catalogue,
            LibrarySettings settings,
            Owner owner,
            InstantSource clock,
            Executor workers,
            Consumer<SharedFile> suspect) {
        this.store = store;
        this.catalogue = catalogue;
        this.settings = settings;
        this.owner = owner;
        this.clock = clock;
        this.hasher = new FileHasher(workers);
        this.suspect = suspect;
        this.rate = new HashingRate(owner);
        this.task = new Task("hashing", workers, this::hashAll);
    }

    void wake() {
        more = true;
        if (!paused) {
            task.wake();
        }
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        wake();
    }

    void stop() {
        task.stop();
    }

    /** Name of the file being hashed, or empty. */
    String now() {
        return now;
    }

    /** Files that could not be read when they were tried last. */
    int unreadable() {
        return refused.size();
    }

    long bytesPerSecond() {
        return task.busy() ? rate.bytesPerSecond() : 0;
    }

    private boolean stopped() {
        return paused || task.stopped();
    }

    private void hashAll() {
        waiting.values().removeIf(until -> until - owner.nanos() <= 0); // whether the file is still there or not
        refused.retainAll(waiting.keySet().stream().map(Version::id).collect(Collectors.toSet()));
        try {
            do {
                more = false;
                hashOnceThrough();
            } while (more && !stopped());
        } finally {
            save();
            now = "";
            catalogue.changed().raise();
        }
        if (!waiting.isEmpty() && !stopped()) {
            var first = waiting.values().stream().mapToLong(Long::longValue).min().orElse(0);
            owner.after(Duration.ofNanos(Math.max(0, first - owner.nanos())), this::wake);
        }
    }

    private void hashOnceThrough() {
        long size = -1;
        long id = 0;
        while (!stopped()) {
            var page = store.unhashedAfter(size, id, PAGE);
            if (page.isEmpty()) {
                return;
            }
            for (var stored : page) {
                if (stopped() || more && stored.file().size() > LARGE) {
                    save();
                    return;
                }
                if (!mustWait(stored.file()) && !catalogue.isCalledOff(stored.file().folder())) {
                    hash(stored);
                }
            }
            size = page.getLast().file().size();
            id = page.getLast().file().id();
            save();
        }
    }

    private boolean mustWait(SharedFile file) {
        var until = waiting.get(Version.of(file));
        return until != null && until - owner.nanos() > 0;
    }

    private void hash(StoredFile stored) {
        var file = stored.file();
        waiting.remove(Version.of(file));
        refused.remove(file.id());
        try {
            if (!isAsStored(file)) {
                putOff(file, RETRY);
                suspect.accept(file);
                return;
            }
            var age = Duration.between(file.modified(), clock.instant());
            if (!age.isNegative() && age.compareTo(settings.quiet()) < 0) {
                putOff(file, settings.quiet().minus(age));
                return;
            }
            now = file.name();
            rate.begin();
            var hashes = hasher.hash(file.path(), bytes -> {
                if (rate.read(bytes)) {
                    catalogue.changed().raise();
                }
                if (stopped() || catalogue.isCalledOff(file.folder())) {
                    throw new IOException("stopped");
                }
            });
            if (!isAsStored(file)) {
                putOff(file, settings.quiet());
                suspect.accept(file);
                return;
            }
            keep(stored, hashes);
        } catch (IOException e) {
            if (!stopped() && !catalogue.isCalledOff(file.folder())) {
                log.debug("{} cannot be hashed now: {}", file.path(), e.toString());
                putOff(file, RETRY);
                if (refused.size() < MAX_WAITING) {
                    refused.add(file.id());
                }
            }
        }
    }

    static boolean isAsStored(SharedFile file) throws IOException {
        if (!Files.exists(file.path())) {
            return false;
        }
        var attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
        return attributes.isRegularFile()
                && attributes.size() == file.size()
                && attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.MICROS).equals(file.modified());
    }

    private void putOff(SharedFile file, Duration delay) {
        if (waiting.size() < MAX_WAITING) {
            waiting.put(Version.of(file), owner.nanos() + delay.toNanos());
        }
    }

    private void keep(StoredFile stored, FileHasher.Hashes hashes) {
        rows.putAll(StoredTreeRows.worthKeeping(hashes.tigerRoot(), hashes.row()));
        if (hashed.isEmpty()) {
            unsavedSince = owner.nanos();
        }
        hashed.add(with(stored, new SharedFile.Hashes(hashes.sha1(), hashes.tigerRoot(), tags.of(stored.file().path()))));
        if (hashed.size() >= BATCH || owner.nanos() - unsavedSince >= BATCH_NANOS) {
            save();
        }
    }

    private void save() {
        if (!hashed.isEmpty()) {
            catalogue.hashed(List.copyOf(hashed), Map.copyOf(rows));
            hashed.clear();
            rows.clear();
        }
    }

    static StoredFile with(StoredFile stored, SharedFile.Hashes hashes) {
        var file = stored.file();
        var known = new SharedFile(
                file.id(),
                file.folder(),
                file.path(),
                file.relative(),
                file.size(),
                file.modified(),
                Optional.of(hashes),
                file.visibility());
        return new StoredFile(known, stored.fileKey(), stored.added());
    }
}
