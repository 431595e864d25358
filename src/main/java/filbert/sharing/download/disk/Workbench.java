package filbert.sharing.download.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open file on its lane: what is done to it there, what goes on beside it, and its end when something fails. Work that comes while no file is
 * open is dropped.
 */
final class Workbench {
    private static final Logger LOG = LoggerFactory.getLogger(Workbench.class);
    private static final int ALMOST_FULL = 1 << 20; // bytes: some file systems fail before the last of them are gone

    private final Disk disk;
    private final Path folder;
    private final Lane lane;
    private final Executor workers;
    private final Consumer<DiskTrouble> failed;
    private @Nullable PartialFile file; // lane

    /**
     * @param workers for what may go on beside the lane
     * @param failed told on the lane, when the file has been closed for it
     */
    Workbench(Disk disk, Path folder, Lane lane, Executor workers, Consumer<DiskTrouble> failed) {
        this.disk = disk;
        this.folder = folder;
        this.lane = lane;
        this.workers = workers;
        this.failed = failed;
    }

    interface Work {
        void on(PartialFile file) throws IOException;
    }

    interface Step {
        void run() throws IOException;
    }

    void put(PartialFile opened) {
        file = opened;
    }

    /** Whoever asks for it works on it without us from now on. */
    void handOver() {
        file = null;
    }

    void shut() {
        var open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // the journal knows what was synced; closing adds nothing to it
            }
        }
    }

    void later(Work work) {
        lane.execute(() -> with(work));
    }

    /** At once, on the lane. */
    void with(Work work) {
        var open = file;
        if (open != null) {
            try {
                work.on(open);
            } catch (IOException e) {
                fail(e);
            } catch (UncheckedIOException e) {
                fail(Objects.requireNonNull(e.getCause()));
            } catch (RuntimeException e) {
                LOG.error("the partial file of {} came to grief", open.wanted().sha1(), e);
                fail(new IOException(e.toString(), e));
            }
        }
    }

    /** Does something on another worker, then goes on on the lane, unless the file was closed meanwhile. */
    void aside(PartialFile open, Step step, Step then) {
        Runnable both = () -> {
            try {
                step.run();
                later(now -> {
                    if (now == open) {
                        then.run();
                    }
                });
            } catch (IOException e) {
                failLater(open, e);
            } catch (RuntimeException | Error e) {
                failLater(open, new IOException(e.toString(), e));
            }
        };
        try {
            workers.execute(both);
        } catch (RejectedExecutionException full) {
            lane.execute(both);
        }
    }

    private void failLater(PartialFile open, IOException cause) {
        later(now -> {
            if (now == open) {
                fail(cause);
            }
        });
    }

    /** Closes the file, if there is one, and tells why. */
    void fail(IOException cause) {
        var trouble = sorted(DiskTrouble.of(cause), file);
        shut();
        failed.accept(trouble);
    }

    /** A full disk is known by its words, which may come in the system's language, or by the space left, and tells how much it needs. */
    private DiskTrouble sorted(DiskTrouble trouble, @Nullable PartialFile open) {
        if (open == null || (trouble.kind() != DiskTrouble.Kind.DISK_FULL && !almostFull())) {
            return trouble;
        }
        return new DiskTrouble(DiskTrouble.Kind.DISK_FULL, Long.toString(open.wanted().size() - open.arrived().total()));
    }

    private boolean almostFull() {
        try {
            return disk.usable(folder) < ALMOST_FULL;
        } catch (IOException unknown) {
            return false;
        }
    }
}
