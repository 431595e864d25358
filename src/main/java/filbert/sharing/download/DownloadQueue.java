package filbert.sharing.download;

import filbert.event.Happening;
import filbert.event.Happenings;
import filbert.event.Signal;
import filbert.identity.Sha1;
import filbert.net.Network;
import filbert.servent.push.Pushes;
import filbert.servent.search.Source;
import filbert.sharing.download.DownloadStore.StoredDownload;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.Disk;
import filbert.sharing.download.disk.DiskTrouble;
import filbert.sharing.download.disk.PartialFile;
import filbert.sharing.download.disk.Publication;
import filbert.sharing.download.disk.SafeName;
import filbert.sharing.download.disk.Storage;
import filbert.sharing.download.http.Requests;
import filbert.sharing.hashing.TreeRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue of downloads. Commands come from people's threads, one at a time; state lives on the owner; what a person was told is in the store
 * before the command returns. Bytes are kept by journals, so a queue whose store is empty finds its downloads again beside them.
 */
public final class DownloadQueue implements Downloads {
    private static final Logger log = LoggerFactory.getLogger(DownloadQueue.class);
    private static final Sha1 EMPTY_FILE = Sha1.parse("3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"); // 3-transfer, 3.3.2
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int TICKS_PER_SYNC = 2; // 3-transfer, 3.8.4: "grouped at 1 MiB or 2 s"
    private static final int TICKS_PER_SAVE = 30; // progress as the store knows it
    private static final Duration DISK_RETRY = Duration.ofMinutes(1); // ours: is the volume back, is there room?
    private static final Duration CONFLATION = Duration.ofMillis(250); // views are re-read at most this often

    private final Engine engine;
    private final Ledger ledger;
    private final Finished finished;
    private final Happenings happenings;
    private final Signal changed = new Signal();
    private final ReentrantLock commands = new ReentrantLock();
    private final Map<Long, Download> downloads = new LinkedHashMap<>();
    private final Map<Sha1, Download> byContent = new LinkedHashMap<>();
    private boolean pumpPlanned;
    private boolean raisePlanned;
    private boolean stopped;
    private long ticks;

    /**
     * What surrounds the queue.
     *
     * @param workers disk and hashing; a pool, or the calling thread itself in virtual time
     * @param folders a person's folder of finished files; asked on workers
     */
    public record World(
            Network network,
            InstantSource clock,
            Executor workers,
            Disk disk,
            DownloadStore store,
            Pushes pushes,
            LongFunction<Path> folders,
            Finished finished,
            Happenings happenings,
            String userAgent) {}

    public DownloadQueue(DownloadSettings settings, World world) {
        var owner = world.network().owner();
        var hosts = new Hosts(world.network(), world.pushes(), settings.connections(), this::planPump);
        engine = new Engine(
                owner,
                world.clock(),
                world.workers(),
                world.disk(),
                settings,
                world.folders(),
                new Requests(world.userAgent()),
                hosts);
        ledger = new Ledger(world.store());
        finished = world.finished();
        happenings = world.happenings();
    }

    /** Loads the queue and goes on where it was. Blocks; call once, not from the owner or a loop. */
    public void start() {
        var folder = engine.settings().incomplete();
        makeFolder(folder);
        var rows = new ArrayList<>(ledger.load());
        rows.addAll(found(folder, rows));
        engine.owner().tell(() -> {
            rows.forEach(row -> enlist(afterRestart(new Download(engine, row))));
            engine.owner().every(TICK, this::tick);
            planPump();
        });
    }

    private static void makeFolder(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder);
            }
        } catch (IOException e) {
            log.warn("the folder for unfinished downloads cannot be made: {}", e.toString());
        }
    }

    /** Downloads the store does not know of, put into it. */
    private List<StoredDownload> found(Path folder, List<StoredDownload> rows) {
        var known = new HashSet<Sha1>();
        rows.forEach(row -> known.add(row.download().sha1()));
        var found = new ArrayList<StoredDownload>();
        try {
            for (var journal : PartialFile.in(folder)) {
                if (known.add(journal.wanted().sha1())) {
                    found.add(insert(recovered(journal)));
                }
            }
        } catch (IOException e) {
            log.warn("unfinished downloads cannot be looked for: {}", e.toString());
        }
        if (!found.isEmpty()) {
            log.info("{} unfinished downloads were found by their journals", found.size());
        }
        return found;
    }

    private static StoredDownload recovered(PartialFile.Found journal) {
        var wanted = journal.wanted();
        var request = new DownloadRequest(wanted.person(), wanted.sha1(), wanted.tigerRoot(), wanted.name(), wanted.size(), List.of());
        return row(request, wanted.added(), journal.written());
    }

    private static StoredDownload row(DownloadRequest request, java.time.Instant added, long written) {
        var view = new DownloadView(
                0,
                request.person(),
                request.sha1(),
                request.tigerRoot(),
                request.name(),
                request.sha1().equals(EMPTY_FILE) ? 0 : request.size(),
                State.QUEUED,
                written,
                0,
                0,
                "",
                "",
                null,
                null,
                added,
                List.of(),
                List.of());
        return new StoredDownload(view, request.sources());
    }

    private StoredDownload insert(StoredDownload row) {
        return withId(row, ledger.insert(row));
    }

    private static StoredDownload withId(StoredDownload row, long id) {
        var v = row.download();
        var view = new DownloadView(
                id, v.person(), v.sha1(), v.tigerRoot(), v.name(), v.size(), v.state(), v.written(), v.verified(), v.rate(), v.reason(),
                v.detail(), v.nextTry(), v.path(), v.added(), v.sources(), v.ranges());
        return new StoredDownload(view, row.sources());
    }

    /** Nobody was working or waiting for the disk while we were not there. */
    private Download afterRestart(Download download) {
        var waitsForDisk = download.state() == State.PAUSED && !download.reason().isEmpty();
        if (download.state() == State.ACTIVE || download.state() == State.CHECKING || waitsForDisk) {
            download.becomes(State.QUEUED);
        }
        return download;
    }

    private void enlist(Download download) {
        downloads.put(download.id(), download);
        if (download.state() != State.DONE) {
            byContent.put(download.sha1(), download);
        }
    }

    /** Ends all transfers and syncs what arrived. Blocks until it is on disk. */
    public void stop() {
        var ends = engine.owner().ask(() -> {
            stopped = true;
            var lanes = new ArrayList<CompletableFuture<Void>>();
            for (var download : downloads.values()) {
                download.fetching().ifPresent(Fetching::stop);
                download.fetching(null);
                var row = download.row();
                lanes.add(CompletableFuture.runAsync(() -> ledger.trySave(row), download.lane()));
            }
            engine.hosts().hangUpAll();
            return lanes;
        });
        CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new)).join();
    }

    /** Calls that other servents make because we asked them to. */
    public GivCallers givCallers() {
        return new GivCallers(engine.owner(), engine.hosts()::called);
    }

    // Commands

    @Override
    public DownloadView add(DownloadRequest request) {
        commands.lock();
        try {
            var known = engine.owner().ask(() -> Optional.ofNullable(byContent.get(request.sha1())).map(download -> wantedAgain(download, request)));
            if (known.isPresent()) {
                ledger.save(known.get());
                return view(known.get().content().download().id()).orElseThrow();
            }
            var row = insert(row(request, engine.clock().instant(), 0));
            return engine.owner().ask(() -> {
                var download = new Download(engine, row);
                enlist(download);
                planPump();
                return download.view();
            });
        } finally {
            commands.unlock();
        }
    }

    private Download.Row wantedAgain(Download download, DownloadRequest request) {
        if (download.offer(request.sources())) {
            lookAgain(download);
        }
        return download.row();
    }

    /** There are sources to try. */
    private void lookAgain(Download download) {
        if (download.state() == State.QUEUED || download.state() == State.FAILED && download.reason().equals(SOURCES_GONE)) {
            download.becomes(State.QUEUED);
        }
        planPump();
    }

    @Override
    public List<DownloadView> view() {
        return engine.owner().ask(() -> downloads.values().stream().map(Download::view).toList());
    }

    @Override
    public Optional<DownloadView> view(long id) {
        return engine.owner().ask(() -> Optional.ofNullable(downloads.get(id)).map(Download::view));
    }

    @Override
    public boolean pause(long id) {
        return command(id, download -> switch (download.state()) {
            case QUEUED, ACTIVE, CHECKING, PAUSED -> {
                endFetching(download);
                download.becomes(State.PAUSED);
                yield true;
            }
            case DONE, FAILED -> false;
        });
    }

    @Override
    public boolean resume(long id) {
        return command(id, download -> {
            if (download.state() != State.PAUSED) {
                return false;
            }
            download.becomes(State.QUEUED);
            return true;
        });
    }

    @Override
    public boolean retry(long id) {
        return command(id, download -> switch (download.state()) {
            case DONE -> false;
            case FAILED, PAUSED, QUEUED, ACTIVE, CHECKING -> {
                retry(download);
                yield true;
            }
        });
    }

    private void retry(Download download) {
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
    }

    /** All bytes are there and together they are wrong: the next attempt begins with none. */
    private void startOver(Download download) {
        download.expectNothing();
        download.lane().execute(() -> deleteFiles(download.sha1()));
    }

    private boolean command(long id, Predicate<Download> verb) {
        commands.lock();
        try {
            var row = engine.owner().ask(() -> Optional.ofNullable(downloads.get(id)).filter(verb).map(Download::row));
            row.ifPresent(ledger::save);
            engine.owner().execute(this::planPump);
            return row.isPresent();
        } finally {
            commands.unlock();
        }
    }

    @Override
    public boolean cancel(long id) {
        commands.lock();
        try {
            var leaving = engine.owner().ask(() -> Optional.ofNullable(downloads.get(id)).map(this::leave));
            if (leaving.isEmpty()) {
                return false;
            }
            leaving.get().join();
            ledger.delete(id);
            engine.owner().tell(() -> {
                var gone = downloads.remove(id);
                if (gone != null) {
                    byContent.remove(gone.sha1(), gone);
                }
                planPump();
            });
            return true;
        } finally {
            commands.unlock();
        }
    }

    /** @return completes when what was fetched is gone */
    private CompletableFuture<Void> leave(Download download) {
        endFetching(download);
        if (download.state() == State.DONE) {
            return CompletableFuture.completedFuture(null);
        }
        download.becomes(State.PAUSED);
        return CompletableFuture.runAsync(() -> deleteFiles(download.sha1()), download.lane());
    }

    private boolean deleteFiles(Sha1 sha1) {
        try {
            PartialFile.delete(engine.disk(), engine.settings().incomplete(), sha1);
            return true;
        } catch (IOException e) {
            log.warn("the partial file of {} cannot be deleted: {}", sha1, e.toString());
            return false;
        }
    }

    @Override
    public void offer(Sha1 content, Collection<Source> sources) {
        engine.owner().execute(() -> {
            var download = byContent.get(content);
            if (download != null && download.offer(sources)) {
                lookAgain(download);
            }
        });
    }

    @Override
    public Signal changed() {
        return changed;
    }

    // The owner's side

    private static final String MISMATCH = "hash-mismatch";
    private static final String SOURCES_GONE = "sources-gone";

    private void planPump() {
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
        var fetching = downloads.values().stream().anyMatch(download -> download.fetching().isPresent());
        if (ticks % TICKS_PER_SYNC == 0) {
            downloads.values().forEach(download -> download.fetching().ifPresent(Fetching::sync));
        }
        if (ticks % TICKS_PER_SAVE == 0) {
            downloads.values().stream().filter(Download::unsaved).forEach(this::save);
        }
        pump();
        if (fetching) {
            planRaise();
        }
    }

    private void save(Download download) {
        var row = download.row();
        download.lane().execute(() -> ledger.trySave(row));
    }

    /** Gives free places to those who wait longest, and work to idle sources. */
    private void pump() {
        pumpPlanned = false;
        if (stopped) {
            return;
        }
        for (var download : List.copyOf(downloads.values())) {
            download.fetching().ifPresent(Fetching::pump);
        }
        beginOthers();
        downloads.values().forEach(this::describe);
    }

    private void beginOthers() {
        var places = engine.settings().active();
        var promised = new HashSet<HostKey>();
        for (var download : downloads.values()) {
            if (download.fetching().isPresent()) {
                places -= download.fetching().get().takesPlace() ? 1 : 0;
                download.fetching().get().promised().ifPresent(promised::add);
            }
        }
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
                .map(Candidate::key)
                .filter(key -> !promised.contains(key) && engine.hosts().mayUse(key))
                .findFirst();
    }

    private boolean mayBegin(Download download, Optional<HostKey> host) {
        var due = download.nextTryAt() <= engine.now();
        return switch (download.state()) {
            case QUEUED -> due && (download.allThere() || host.isPresent()) || host.filter(engine.hosts()::hasLink).isPresent();
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

    private void endFetching(Download download) {
        download.fetching().ifPresent(Fetching::stop);
        download.fetching(null);
    }

    /** What keeps a download that is not working from working. */
    private void describe(Download download) {
        if (download.state() == State.ACTIVE) {
            var waits = download.fetching().filter(Fetching::onlyWaits).isPresent();
            download.becomes(State.ACTIVE, waits ? "queued-remotely" : "", "", engine.now());
        } else if (download.state() == State.QUEUED && download.nextTryAt() <= engine.now()) {
            describeWaiting(download);
        }
    }

    private void describeWaiting(Download download) {
        var now = engine.now();
        if (download.candidates().isEmpty() && !download.allThere()) {
            download.becomes(State.QUEUED, "no-sources", "", now);
            return;
        }
        var next = Long.MAX_VALUE;
        for (var candidate : download.candidates()) {
            if (next <= now) {
                break;
            }
            if (!candidate.bad()) {
                next = Math.min(next, Math.max(candidate.readyAt(), engine.hosts().readyAt(candidate.key())));
            }
        }
        if (next == Long.MAX_VALUE && !download.allThere()) {
            fail(download, SOURCES_GONE);
        } else if (next > now && !download.allThere()) {
            download.becomes(State.QUEUED, "sources-waiting", "", next);
        } else {
            download.becomes(State.QUEUED, "", "", now);
        }
    }

    private void fail(Download download, String reason) {
        download.becomes(State.FAILED, reason, "", engine.now());
        save(download);
        happened("download.failed", download);
    }

    private void happened(String kind, Download download) {
        happenings.record(new Happening(engine.clock().instant(), kind, download.name()));
    }

    private void publishEmpty(Download download) {
        var folder = engine.settings().incomplete();
        download.lane().execute(() -> {
            try {
                if (!download.sha1().equals(EMPTY_FILE)) {
                    engine.owner().execute(() -> fail(download, MISMATCH));
                    return;
                }
                var into = engine.folders().apply(download.person());
                var path = new Publication(engine.disk(), folder).publishEmpty(into, SafeName.of(download.name()));
                engine.owner().execute(() -> done(download, path, Optional.empty()));
            } catch (IOException e) {
                engine.owner().execute(() -> troubled(download, DiskTrouble.of(e)));
            } catch (UncheckedIOException e) {
                engine.owner().execute(() -> troubled(download, DiskTrouble.of(e.getCause())));
            }
        });
    }

    private void done(Download download, Path path, Optional<TreeRow> tree) {
        download.doneAt(path);
        byContent.remove(download.sha1(), download);
        var row = download.row();
        var view = download.view();
        download.lane().execute(() -> {
            if (ledger.trySave(row)) {
                deleteFiles(view.sha1());
            }
            finished.finished(view, tree);
        });
        happened("download.done", download);
        planPump();
    }

    private void troubled(Download download, DiskTrouble trouble) {
        log.info("download {} waits for the disk: {} {}", download.id(), trouble.kind(), trouble.detail());
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
    private final class Progress implements Fetching.Outcome {
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
            DownloadQueue.this.troubled(download, trouble);
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
