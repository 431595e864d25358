package filbert.sharing.download;

import filbert.event.Happening;
import filbert.event.Happenings;
import filbert.event.Signal;
import filbert.identity.Sha1;
import filbert.servent.search.Source;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.DiskTrouble;
import filbert.sharing.download.disk.PartialFile;
import filbert.sharing.download.disk.Publication;
import filbert.sharing.download.disk.SafeName;
import filbert.sharing.download.disk.Storage;
import filbert.sharing.hashing.TreeRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All downloads, and which of them are at work: gives free places to those who wait longest and have somebody to ask, and says of the others what
 * keeps them. Owner only.
 */
final class Roster {
    static final String MISMATCH = "hash-mismatch";
    private static final Logger LOG = LoggerFactory.getLogger(Roster.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int TICKS_PER_SYNC = 2; // 3-transfer, 3.8.4: "grouped at 1 MiB or 2 s"
    private static final int TICKS_PER_SAVE = 30; // progress as the store knows it
    private static final Duration DISK_RETRY = Duration.ofMinutes(1); // ours: is the volume back, is there room?
    private static final Duration CONFLATION = Duration.ofMillis(250); // views are re-read at most this often

    private final Engine engine;
    private final Ledger ledger;
    private final Finished finished;
    private final Happenings happenings;
    private final Signal changed;
    private final Outlook outlook;
    private final Map<Long, Download> downloads = new LinkedHashMap<>();
    private final Map<Sha1, Download> unfinished = new LinkedHashMap<>();
    private boolean pumpPlanned;
    private boolean raisePlanned;
    private boolean stopped;
    private long ticks;

    Roster(Engine engine, Ledger ledger, Finished finished, Happenings happenings, Signal changed) {
        this.engine = engine;
        this.ledger = ledger;
        this.finished = finished;
        this.happenings = happenings;
        this.changed = changed;
        outlook = new Outlook(engine, this::fail);
    }

    void begin() {
        engine.owner().every(TICK, this::tick);
        planPump();
    }

    void enlist(Download download) {
        downloads.put(download.id(), download);
        if (download.state() != State.DONE) {
            unfinished.put(download.sha1(), download);
        }
        planPump();
    }

    /** Nobody was working, or waiting for the disk, while we were not there. */
    void enlistAfterRestart(Download download) {
        var waitsForDisk = download.state() == State.PAUSED && !download.reason().isEmpty();
        if (download.state() == State.ACTIVE || download.state() == State.CHECKING || waitsForDisk) {
            download.becomes(State.QUEUED);
        }
        enlist(download);
    }

    void strike(long id) {
        var gone = downloads.remove(id);
        if (gone != null) {
            unfinished.remove(gone.sha1(), gone);
            engine.places().forget(gone);
        }
        planPump();
    }

    Optional<Download> find(long id) {
        return Optional.ofNullable(downloads.get(id));
    }

    Optional<Download> unfinished(Sha1 content) {
        return Optional.ofNullable(unfinished.get(content));
    }

    List<DownloadView> views() {
        return downloads.values().stream().map(Download::view).toList();
    }

    /** @return completes when everything that arrived is on disk and every row in the store */
    List<CompletableFuture<Void>> stop() {
        stopped = true;
        var ends = new ArrayList<CompletableFuture<Void>>();
        for (var download : downloads.values()) {
            if (download.fetching().isPresent() || download.unsaved()) {
                endFetching(download);
                var row = download.row();
                ends.add(CompletableFuture.runAsync(() -> ledger.trySave(row), download.lane()));
            }
        }
        engine.hosts().hangUpAll();
        return ends;
    }

    /** Is it one of ours that wants bytes? */
    boolean wantsBytes(Download download) {
        return downloads.get(download.id()) == download
                && (download.state() == State.QUEUED || download.state() == State.ACTIVE)
                && !download.allThere();
    }

    // What people want

    boolean pause(Download download) {
        return switch (download.state()) {
            case QUEUED, ACTIVE, CHECKING, PAUSED -> {
                endFetching(download);
                download.becomes(State.PAUSED);
                yield true;
            }
            case DONE, FAILED -> false;
        };
    }

    boolean resume(Download download) {
        if (download.state() != State.PAUSED) {
            return false;
        }
        download.becomes(State.QUEUED);
        return true;
    }

    boolean retry(Download download) {
        if (download.state() == State.DONE) {
            return false;
        }
        for (var candidate : download.candidates()) {
            candidate.revive(engine.now());
            engine.hosts().of(candidate.key()).forgive();
        }
        if (download.reason().equals(MISMATCH)) {
            startOver(download);
        }
        if (download.reason().equals(DiskTrouble.Kind.DATA_MISSING.key())) {
            download.expectNothing();
        }
        if (download.fetching().isEmpty()) {
            download.becomes(State.QUEUED);
        }
        return true;
    }

    /** All bytes are there and together they are wrong: the next attempt begins with none. */
    private void startOver(Download download) {
        download.expectNothing();
        engine.partials().withdraw(download.sha1());
        download.lane().execute(() -> deleteFiles(download.sha1()));
    }

    /** @return completes when what was fetched is gone */
    CompletableFuture<Void> abandon(Download download) {
        endFetching(download);
        if (download.state() == State.DONE) {
            return CompletableFuture.completedFuture(null);
        }
        download.becomes(State.PAUSED);
        engine.partials().withdraw(download.sha1());
        leaveQueues(download);
        return CompletableFuture.runAsync(() -> deleteFiles(download.sha1()), download.lane());
    }

    private void leaveQueues(Download download) {
        engine.places().leave(download, downloads.values(), engine.now());
    }

    private boolean deleteFiles(Sha1 sha1) {
        try {
            PartialFile.delete(engine.disk(), engine.settings().incomplete(), sha1);
            return true;
        } catch (IOException e) {
            LOG.warn("the partial file of {} cannot be deleted: {}", sha1, e.toString());
            return false;
        }
    }

    void offer(Download download, Collection<Source> sources) {
        if (download.offer(sources)) {
            if (download.state() == State.QUEUED || Outlook.hadNobody(download)) {
                download.becomes(State.QUEUED);
            }
            planPump();
        }
    }

    // Who works

    void planPump() {
        if (!pumpPlanned && !stopped) {
            pumpPlanned = true;
            engine.owner().execute(this::pump);
        }
        planRaise();
    }

    private void planRaise() {
        if (!raisePlanned && changed.watched()) {
            raisePlanned = true;
            engine.owner().after(CONFLATION, () -> {
                raisePlanned = false;
                changed.raise();
            });
        }
    }

    private void tick() {
        if (stopped) {
            return;
        }
        ticks++;
        var working = working();
        if (ticks % TICKS_PER_SYNC == 0) {
            working.forEach(Fetching::sync);
        }
        var all = ticks % TICKS_PER_SAVE == 0;
        downloads.values().stream().filter(download -> all ? download.unsaved() : download.urgent()).forEach(this::save);
        pump();
        if (!working.isEmpty()) {
            planRaise();
        }
    }

    private List<Fetching> working() {
        return downloads.values().stream().map(Download::fetching).flatMap(Optional::stream).toList();
    }

    private void save(Download download) {
        var row = download.row();
        download.lane().execute(() -> ledger.trySave(row));
    }

    private void pump() {
        pumpPlanned = false;
        if (stopped) {
            return;
        }
        for (var download : List.copyOf(downloads.values())) {
            download.fetching().ifPresent(Fetching::pump);
        }
        beginOthers();
        downloads.values().forEach(outlook::describe);
    }

    private void beginOthers() {
        var promised = new HashSet<HostKey>();
        working().forEach(fetching -> fetching.promised().ifPresent(promised::add));
        beginThoseInTurn(promised);
        var places = engine.settings().active() - working().stream().filter(Fetching::takesPlace).count();
        for (var download : List.copyOf(downloads.values())) {
            if (places <= 0) {
                break;
            }
            var host = usable(download, promised);
            if (mayBegin(download, host)) {
                host.ifPresent(promised::add);
                begin(download, host);
                places--;
            }
        }
    }

    /** A host it could be fetched from right now that no other download is about to use. */
    private Optional<HostKey> usable(Download download, Set<HostKey> promised) {
        if (download.state() != State.QUEUED) {
            return Optional.empty();
        }
        var now = engine.now();
        return download.candidates().stream()
                .filter(candidate -> candidate.ready(now))
                .filter(candidate -> !promised.contains(candidate.key()) && engine.hosts().mayUse(candidate))
                .map(Candidate::key)
                .findFirst();
    }

    /** Who would lose a place in somebody's queue, or is called because it is its turn. To ask then takes no place for active downloads. */
    private void beginThoseInTurn(Set<HostKey> promised) {
        for (var holder : engine.places().holders()) {
            var download = holder.download();
            var candidate = holder.candidate();
            var host = Optional.of(candidate.key());
            var turn = candidate.ready(engine.now()) && (candidate.due(engine.now()) || engine.hosts().isCalledFor(candidate));
            if (turn && wantsBytes(download) && !promised.contains(candidate.key()) && engine.hosts().mayUse(candidate) && mayBegin(download, host)) {
                promised.add(candidate.key());
                begin(download, host);
            }
        }
    }

    private boolean mayBegin(Download download, Optional<HostKey> host) {
        var due = download.nextTryAt() <= engine.now();
        return switch (download.state()) {
            case QUEUED -> (due && (download.allThere() || host.isPresent())) || host.filter(engine.hosts()::hasLink).isPresent();
            case PAUSED -> due && !download.reason().isEmpty() && !download.reason().equals(DiskTrouble.Kind.DATA_MISSING.key());
            case ACTIVE, CHECKING, DONE, FAILED -> false;
        };
    }

    private void begin(Download download, Optional<HostKey> host) {
        download.becomes(State.ACTIVE);
        if (download.size() == 0) {
            publishEmpty(download);
            return;
        }
        var fetching = new Fetching(download, engine, host, new Progress(download));
        download.fetching(fetching);
        fetching.start();
        fetching.pump();
    }

    private static void endFetching(Download download) {
        download.fetching().ifPresent(Fetching::stop);
        download.fetching(null);
    }

    private void fail(Download download, String reason) {
        download.becomes(State.FAILED, reason, "", engine.now());
        save(download);
        happened("download.failed", download);
    }

    void happened(String kind, Download download) {
        happenings.record(new Happening(engine.clock().instant(), kind, download.person(), download.name()));
    }

    private void publishEmpty(Download download) {
        download.lane().execute(() -> {
            try {
                if (!download.sha1().equals(StoredRows.EMPTY_FILE)) {
                    engine.owner().execute(() -> fail(download, MISMATCH));
                    return;
                }
                var into = engine.folders().apply(download.person());
                var path = new Publication(engine.disk(), engine.settings().incomplete()).publishEmpty(into, SafeName.of(download.name()));
                engine.owner().execute(() -> done(download, path, Optional.empty()));
            } catch (IOException e) {
                engine.owner().execute(() -> troubled(download, DiskTrouble.of(e)));
            } catch (UncheckedIOException e) {
                engine.owner().execute(() -> troubled(download, DiskTrouble.of(Objects.requireNonNull(e.getCause()))));
            }
        });
    }

    private void done(Download download, Path path, Optional<TreeRow> tree) {
        leaveQueues(download);
        download.doneAt(path);
        unfinished.remove(download.sha1(), download);
        var row = download.row();
        var view = download.view();
        download.lane().execute(() -> {
            if (ledger.trySave(row)) {
                deleteFiles(view.sha1());
            }
            engine.partials().finished(view.sha1(), path);
            finished.finished(view, tree);
        });
        happened("download.done", download);
        planPump();
    }

    private void troubled(Download download, DiskTrouble trouble) {
        LOG.warn("{}: {}", download.view().name(), trouble.sentence());
        if (trouble.kind() == DiskTrouble.Kind.DISK_ERROR) {
            download.becomes(State.FAILED, trouble.kind().key(), trouble.detail(), engine.now());
            happened("download.failed", download);
        } else {
            download.becomes(State.PAUSED, trouble.kind().key(), trouble.detail(), engine.now() + DISK_RETRY.toNanos());
        }
        save(download);
        planPump();
    }

    /** Told by one download's fetching. */
    private final class Progress implements Outcome {
        private final Download download;
        private final int beginning;

        Progress(Download download) {
            this.download = download;
            beginning = download.beginning();
        }

        @Override
        public void sizeKnown() {
            save(download);
            if (download.size() == 0) {
                endFetching(download);
                publishEmpty(download);
            }
        }

        @Override
        public void progress(Storage.Contents contents) {
            if (download.beginning() == beginning) {
                download.progress(contents);
            }
            planRaise();
        }

        @Override
        public void checking(long bytes) {
            download.becomes(State.CHECKING, "checking", Long.toString(bytes * 100 / Math.max(1, download.size())), engine.now());
            planRaise();
        }

        @Override
        public void publishing() {
            download.becomes(State.CHECKING, "moving", "", engine.now());
        }

        @Override
        public void published(Path path, Optional<TreeRow> row) {
            download.fetching(null);
            done(download, path, row);
        }

        @Override
        public void mismatch() {
            download.fetching(null);
            fail(download, MISMATCH);
            planPump();
        }

        @Override
        public void troubled(DiskTrouble trouble) {
            download.fetching(null);
            Roster.this.troubled(download, trouble);
        }

        @Override
        public void starved() {
            endFetching(download);
            download.becomes(State.QUEUED, "", "", engine.now() + TICK.toNanos());
            planPump();
        }

        @Override
        public void somethingChanged() {
            planPump();
        }
    }
}
