package filbert.sharing.download;

import filbert.event.Happening;
import filbert.event.Happenings;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.DiskTrouble;
import filbert.sharing.download.disk.KeptParts;
import filbert.sharing.download.disk.PartialFolder;
import filbert.sharing.download.disk.Publication;
import filbert.sharing.download.disk.SafeName;
import filbert.identity.Sha1;
import filbert.sharing.download.disk.Target;
import filbert.sharing.hashing.TreeRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How downloads end, for good or for now: done, failed, or waiting for the disk; kept in the store and told to whom it concerns. Owner only. */
final class Endings {
    static final String MISMATCH = "hash-mismatch";
    /** What came before and what comes now are not the same file: a reason to begin anew, and to end when it goes on like that. */
    static final String ANOTHER_FILE = "another-file";

    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);
    private static final Duration UNWELL_RETRY = Duration.ofMinutes(10); // ours: a disk that is dying is not to be worked to death
    private static final Duration DISK_RETRY = Duration.ofMinutes(1); // ours: is the volume back, is there room?

    private final Engine engine;
    private final Ledger ledger;
    private final Finished finished;
    private final Happenings happenings;
    private final Consumer<Download> onDone;

    /** @param onDone told first of a download that is complete */
    Endings(Engine engine, Ledger ledger, Finished finished, Happenings happenings, Consumer<Download> onDone) {
        this.engine = engine;
        this.ledger = ledger;
        this.finished = finished;
        this.happenings = happenings;
        this.onDone = onDone;
    }

    void save(Download download) {
        var row = download.row();
        download.lane().execute(() -> ledger.trySave(row));
    }

    void happened(String kind, Download download) {
        happenings.record(new Happening(engine.clock().instant(), kind, download.person(), download.name()));
    }

    void fail(Download download, String reason) {
        download.becomes(State.FAILED, reason, "", engine.now());
        save(download);
        happened("download.failed", download);
    }

    void troubled(Download download, DiskTrouble trouble) {
        LOG.warn("The download {}: {}", download.sha1(), trouble.sentence());
        LOG.debug("{} is {}", download.sha1(), download.view().name());
        if (trouble.kind() == DiskTrouble.Kind.DISK_ERROR || trouble.kind() == DiskTrouble.Kind.KEPT_OTHERWISE) {
            download.becomes(State.FAILED, trouble.kind().key(), trouble.detail(), engine.now());
            happened("download.failed", download);
        } else {
            var wait = trouble.kind() == DiskTrouble.Kind.DISK_UNWELL ? UNWELL_RETRY : DISK_RETRY;
            download.becomes(State.PAUSED, trouble.kind().key(), trouble.detail(), engine.now() + wait.toNanos());
        }
        save(download);
    }

    void done(Download download, Path path, Optional<TreeRow> tree) {
        onDone.accept(download);
        download.doneAt(path);
        var row = download.row();
        var view = download.view();
        var last = download.undertaking().nobody();
        var called = download.sha1();
        download.lane().execute(() -> {
            lookAt(path).ifPresent(time -> engine.owner().execute(() -> download.finished().writtenAt(time)));
            if (ledger.trySave(row) && last) {
                deleteFiles(called);
            }
            engine.partials().finished(view.sha1(), path);
            finished.finished(view, tree);
        });
        happened("download.done", download);
    }

    private static Optional<FileTime> lookAt(Path path) {
        try {
            return Optional.of(Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** @param then run on the owner when that has ended, one way or another */
    void publishEmpty(Download download, Runnable then) {
        var target = download.heading().target();
        download.lane().execute(() -> {
            var end = publishedEmpty(download, target);
            engine.owner().execute(() -> {
                end.run();
                then.run();
            });
        });
    }

    private Runnable publishedEmpty(Download download, Supplier<Target> target) {
        try {
            if (!download.sha1().equals(StoredRows.EMPTY_FILE)) {
                return () -> fail(download, MISMATCH);
            }
            var into = target.get();
            var path = new Publication(engine.disk(), engine.settings().incomplete()).publishEmpty(into, SafeName.of(download.name()));
            return () -> done(download, path, Optional.empty());
        } catch (IOException e) {
            return () -> troubled(download, DiskTrouble.of(e));
        } catch (UncheckedIOException e) {
            return () -> troubled(download, DiskTrouble.of(Objects.requireNonNull(e.getCause())));
        }
    }

    /** Blocks: for workers. Nothing that came is deleted because it cannot be kept in order. */
    void keepFiles(Sha1 sha1) {
        try {
            if (!new KeptParts(engine.disk(), engine.settings().incomplete()).keep(sha1, engine.clock().instant())) {
                deleteFiles(sha1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Blocks: for workers. */
    boolean deleteFiles(Sha1 sha1) {
        try {
            PartialFolder.delete(engine.disk(), engine.settings().incomplete(), sha1);
            return true;
        } catch (IOException e) {
            LOG.warn("the partial file of {} cannot be deleted: {}", sha1, e.toString());
            return false;
        }
    }
}
