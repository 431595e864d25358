package filbert.sharing.library;

import filbert.net.Timeline;
import filbert.servent.search.Tags;
import filbert.sharing.library.LibraryStore.StoredFile;
import filbert.sharing.library.tags.TagReading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the tags of files that are hashed already: of those hashed before there were tags, and of finished downloads. A few at a time with a pause
 * between, and not while there is something to hash: nobody waits for it. The queue is the store itself.
 */
final class TagCatchUp {
    private static final Logger LOG = LoggerFactory.getLogger(TagCatchUp.class);
    static final int AT_ONCE = 32; // files between two pauses
    static final Duration PAUSE = Duration.ofSeconds(2);
    static final Duration WHILE_HASHING = Duration.ofSeconds(30);

    private final LibraryStore store;
    private final Catalogue catalogue;
    private final Timeline timeline;
    private final BooleanSupplier hashing;
    private final Function<Path, Tags> tags;
    private final Task task;
    private final AtomicBoolean pausing = new AtomicBoolean();
    private long last; // worker: id of the file looked at last

    /** @param hashing is the disk needed for something that matters more? */
    TagCatchUp(LibraryStore store, Catalogue catalogue, Timeline timeline, Executor workers, BooleanSupplier hashing, Function<Path, Tags> tags) {
        this.store = store;
        this.catalogue = catalogue;
        this.timeline = timeline;
        this.hashing = hashing;
        this.tags = tags;
        this.task = new Task("reading tags", workers, this::readSome);
    }

    TagCatchUp(LibraryStore store, Catalogue catalogue, Timeline timeline, Executor workers, BooleanSupplier hashing) {
        this(store, catalogue, timeline, workers, hashing, new TagReading()::of);
    }

    /** There may be files whose tags were never read. */
    void wake() {
        task.wake();
    }

    void stop() {
        task.stop();
    }

    private void readSome() {
        if (pausing.get()) {
            return; // whoever woke us has not come in vain: there is more after the pause
        }
        if (hashing.getAsBoolean()) {
            pause(WHILE_HASHING);
            return;
        }
        var page = store.untaggedAfter(last, AT_ONCE);
        if (page.isEmpty()) {
            last = 0; // those passed over have their turn when somebody wakes us
            return;
        }
        var read = new ArrayList<StoredFile>();
        for (var stored : page) {
            if (task.stopped()) {
                break;
            }
            last = stored.file().id();
            read(stored, read);
        }
        catalogue.hashed(read, Map.of());
        if (!task.stopped()) {
            pause(PAUSE);
        }
    }

    /** One at a time, however often somebody wakes us. */
    private void pause(Duration time) {
        pausing.set(true);
        timeline.after(time, () -> {
            pausing.set(false);
            wake();
        });
    }

    private void read(StoredFile stored, ArrayList<StoredFile> read) {
        var file = stored.file();
        try {
            if (HashingQueue.isAsStored(file)) { // else a scan will see to it
                var hashes = file.hashed().orElseThrow();
                read.add(HashingQueue.with(stored, new SharedFile.Hashes(hashes.sha1(), hashes.tigerRoot(), tags.apply(file.path()))));
            }
        } catch (IOException e) {
            LOG.debug("{} cannot be looked at now: {}", file.path(), e.toString());
        }
    }
}
