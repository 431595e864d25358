package filbert.sharing.download;

import filbert.event.Happenings;
import filbert.event.Signal;
import filbert.identity.Sha1;
import filbert.servent.search.Source;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.adopt.Leftovers;
import filbert.sharing.download.disk.DiskTrouble;
import filbert.sharing.download.disk.Storage;
import filbert.sharing.hashing.TreeRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * All downloads, which of them are at work, and what keeps the others. Owner only.
 */
final class Roster {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int TICKS_PER_SYNC = 2; // 3-transfer, 3.8.4: "grouped at 1 MiB or 2 s"
    private static final int TICKS_PER_SAVE = 30; // progress as the store knows it
    private static final Duration CONFLATION = Duration.ofMillis(250); // views are re-read at most this often

    private final Engine engine;
    private final Ledger ledger;
    private final Signal changed;
    private final Outlook outlook;
    private final Endings endings;
    private final Map<Long, Download> downloads = new LinkedHashMap<>();
    private final Map<Sha1, Download> unfinished = new LinkedHashMap<>();
    private final Turns turns;
    private final Takeovers takeovers;
    private final Lookout lookout;
    private boolean pumpPlanned;
    private boolean raisePlanned;
    private boolean stopped;
    private long ticks;

    Roster(Engine engine, Ledger ledger, Finished finished, Happenings happenings, Signal changed, AdoptionStore adoptions) {
        this.engine = engine;
        this.ledger = ledger;
        this.changed = changed;
        endings = new Endings(engine, ledger, finished, happenings, this::completed);
        outlook = new Outlook(engine, endings::fail);
        turns = new Turns(engine, downloads.values(), this::begin);
        takeovers = new Takeovers(
                engine,
                Progress::new,
                (download, origin) -> {
                    var row = download.row();
                    download.lane().execute(() -> {
                        if (ledger.trySave(row)) {
                            adoptions.forget(new AdoptionStore.StoredAdoption(download.id(), origin));
                        }
                    });
                },
                this::planPump);
        lookout = new Lookout(engine, downloads.values(), this::found);
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

    /** Nobody was working, or waiting for the disk, while we were not there. What was at work is to be again, before what waited. */
    void enlistAfterRestart(Download download) {
        download.hasTurn(download.state() == State.ACTIVE ? Turns.NEW : Turns.BEFORE);
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
            gone.readership().endAll(UnreadableException.Why.REMOVED);
            takeovers.forget(gone);
        }
        planPump();
    }

    Optional<Download> find(long id) {
        return Optional.ofNullable(downloads.get(id));
    }

    boolean isUnfinished(Download download) {
        return download.state() != State.DONE;
    }

    Optional<Download> unfinished(Sha1 content) {
        return Optional.ofNullable(unfinished.get(content));
    }

    List<DownloadView> views() {
        return downloads.values().stream().map(this::view).toList();
    }

    DownloadView view(Download download) {
        return download.view().looking(lookout.next(download));
    }

    /** @return completes when everything that arrived is on disk and every row in the store */
    List<CompletableFuture<Void>> stop() {
        stopped = true;
        var ends = new ArrayList<CompletableFuture<Void>>();
        for (var download : downloads.values()) {
            if (takeovers.halt(download) || download.fetching().isPresent() || download.unsaved()) {
                endFetching(download);
                var row = download.row();
                ends.add(CompletableFuture.runAsync(() -> ledger.trySave(row), download.lane()));
            } else if (!download.lane().idle()) {
                ends.add(CompletableFuture.runAsync(() -> {}, download.lane())); // it may have been done a moment ago
            }
        }
        engine.hosts().hangUpAll();
        return ends;
    }

    /** Is it one of ours that wants bytes? */
    boolean wantsBytes(Download download) {
        return downloads.get(download.id()) == download && Turns.wantsBytes(download) && !engine.rations().exhausted(download.person());
    }

    // What people want

    boolean pause(Download download) {
        return switch (download.state()) {
            case QUEUED, ACTIVE, CHECKING, PAUSED -> {
                endFetching(download);
                takeovers.halt(download);
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
            engine.hosts().of(candidate.key()).manners().forgive();
        }
        if (download.reason().equals(Endings.MISMATCH)) {
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
        download.lane().execute(() -> endings.deleteFiles(download.sha1()));
    }

    /** @return completes when what was fetched is gone */
    CompletableFuture<Void> abandon(Download download) {
        endFetching(download);
        takeovers.halt(download);
        if (download.state() == State.DONE) {
            return CompletableFuture.completedFuture(null);
        }
        download.becomes(State.PAUSED);
        engine.partials().withdraw(download.sha1());
        download.readership().endAll(UnreadableException.Why.REMOVED);
        leaveQueues(download);
        return CompletableFuture.runAsync(() -> endings.deleteFiles(download.sha1()), download.lane());
    }

    /** First what is said to be there, then what others send. @return false for one that is done */
    boolean adopt(Download download, Leftovers.Origin origin) {
        if (!isUnfinished(download)) {
            return false;
        }
        endFetching(download);
        takeovers.order(download, origin);
        if (download.state() != State.PAUSED) {
            download.becomes(State.QUEUED);
        }
        planPump();
        return true;
    }

    /** As the last run was told. */
    void adoptAfterRestart(Download download, Leftovers.Origin origin) {
        takeovers.order(download, origin);
        planPump();
    }

    boolean leaveAdoption(Download download) {
        return takeovers.leave(download);
    }

    List<AdoptionView> adoptions() {
        return takeovers.views();
    }

    private void leaveQueues(Download download) {
        engine.places().leave(download, downloads.values(), engine.now());
    }

    void offer(Download download, Collection<Source> sources) {
        if (download.offer(sources)) {
            if (download.state() == State.QUEUED || Outlook.hadNobody(download)) {
                download.becomes(State.QUEUED);
            }
            planPump();
        }
    }

    /** @return a message key below {@code download.look.} when it cannot be done */
    Optional<String> look(Download download) {
        var trouble = lookout.wish(download);
        planRaise();
        return trouble;
    }

    private void found(Download download, Collection<Source> sources) {
        if (unfinished.get(download.sha1()) == download) {
            download.looks().found(download.newAmong(sources));
            offer(download, sources);
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
        engine.rations().look();
        var working = turns.working();
        if (ticks % TICKS_PER_SYNC == 0) {
            working.forEach(Fetching::sync);
            takeovers.sync();
        }
        var all = ticks % TICKS_PER_SAVE == 0;
        downloads.values().stream().filter(download -> all ? download.unsaved() : download.urgent()).forEach(endings::save);
        pump();
        lookout.tick();
        if (!working.isEmpty()) {
            planRaise();
        }
    }

    private void pump() {
        pumpPlanned = false;
        if (stopped) {
            return;
        }
        for (var download : List.copyOf(downloads.values())) {
            if (engine.rations().exhausted(download.person()) && download.fetching().filter(Fetching::wantsBytes).isPresent()) {
                endFetching(download);
                download.becomes(State.QUEUED);
            }
        }
        turns.callers().forEach(Fetching::pump);
        takeovers.pump();
        turns.deal();
        downloads.values().forEach(outlook::describe);
    }

    Optional<DownloadDetail> detail(long id) {
        find(id).ifPresent(download -> download.recall(this::planRaise));
        return find(id).map(Download::detail);
    }

    Optional<Download> readable(long id) {
        find(id).ifPresent(download -> download.recall(this::planRaise));
        return find(id);
    }

    private void begin(Download download, Optional<HostKey> host) {
        var waitedForDisk = download.state() == State.PAUSED;
        download.becomes(State.ACTIVE);
        if (download.size() == 0) {
            endings.publishEmpty(download, this::planPump);
            return;
        }
        var fetching = new Fetching(download, engine, host, new Progress(download));
        download.fetching(fetching);
        if (waitedForDisk) {
            fetching.startWithDisk();
        } else {
            fetching.start();
        }
        fetching.pump();
    }

    private static void endFetching(Download download) {
        download.fetching().ifPresent(Fetching::stop);
        download.fetching(null);
    }

    private void completed(Download download) {
        leaveQueues(download);
        unfinished.remove(download.sha1(), download);
    }

    Endings endings() {
        return endings;
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
            endings.save(download);
            if (download.size() == 0) {
                endFetching(download);
                endings.publishEmpty(download, Roster.this::planPump);
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
            endings.done(download, path, row);
            planPump();
        }

        @Override
        public void surprised(Storage.Contents contents) {
            download.fetching(null);
            progress(contents);
            download.becomes(State.QUEUED);
            planPump();
        }

        @Override
        public void mismatch() {
            download.fetching(null);
            endings.fail(download, Endings.MISMATCH);
            planPump();
        }

        @Override
        public void troubled(DiskTrouble trouble) {
            download.fetching(null);
            endings.troubled(download, trouble);
            planPump();
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
