package filbert.sharing.download;

import filbert.event.Happenings;
import filbert.event.Signal;
import filbert.identity.Sha1;
import filbert.servent.search.Source;
import filbert.sharing.download.DownloadView.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * All downloads, which of them are at work, and what keeps the others. Owner only.
 */
final class Roster {
    private static final int TICKS_PER_SYNC = 2; // 3-transfer, 3.8.4: "grouped at 1 MiB or 2 s"
    private static final int TICKS_PER_SAVE = 30; // progress as the store knows it

    private final Engine engine;
    private final Ledger ledger;
    private final Round round;
    private final Verbs verbs;
    private final Outlook outlook;
    private final Endings endings;
    private final Map<Long, Download> downloads = new LinkedHashMap<>();
    private final Map<Sha1, Undertaking> undertakings = new LinkedHashMap<>(); // those somebody wants
    private final Lanes lanes;
    private final Turns turns;
    private final Takeovers takeovers;
    private final Sizing sizing;
    private final Lookout lookout;
    private final Callbacks callbacks;
    private long ticks;

    Roster(Engine engine, Ledger ledger, Finished finished, Happenings happenings, Signal changed, AdoptionStore adoptions) {
        this.engine = engine;
        this.ledger = ledger;
        lanes = new Lanes(engine.workers());
        round = new Round(engine.owner(), changed, this::pump);
        endings = new Endings(engine, ledger, finished, happenings, this::completed);
        outlook = new Outlook(engine, this::lost);
        turns = new Turns(engine, downloads.values(), this::begin);
        takeovers = new Takeovers(
                engine,
                this::progress,
                (download, origin) -> {
                    var row = download.row();
                    download.lane().execute(() -> {
                        if (ledger.trySave(row)) {
                            adoptions.forget(new AdoptionStore.StoredAdoption(download.id(), origin));
                        }
                    });
                },
                round::plan);
        verbs = new Verbs(engine, endings, takeovers, round, this::leaveQueues);
        sizing = new Sizing(engine, verbs::startOver);
        lookout = new Lookout(
                engine, downloads.values(), this::found, (download, look) -> download.lane().execute(() -> ledger.tryLooked(look)));
        callbacks = new Callbacks(engine, downloads.values());
    }

    /** @param looks for sources, lately */
    void begin(List<DownloadStore.StoredLook> looks) {
        lookout.goOn(looks);
        engine.owner().every(Round.TICK, this::tick);
        round.plan();
    }

    void enlist(Download download) {
        downloads.put(download.id(), download);
        if (download.state() != State.DONE) {
            undertakings.put(download.sha1(), download.undertaking());
            download.undertaking().joins(download);
        }
        round.plan();
    }

    /** What this one takes part in: what others want already, or something new. */
    Undertaking undertaking(DownloadView row) {
        var known = row.state() == State.DONE ? null : undertakings.get(row.sha1());
        if (known == null) {
            var begun = new Undertaking(engine, row.sha1(), row.size(), new Stock(row.written(), row.verified()), lanes.of(row.sha1()));
            begun.sizes().wanted(row.person(), row.size());
            return begun;
        }
        known.sizes().wanted(row.person(), row.size());
        if (known.size() < 0 && known.atWork().isEmpty()) {
            known.sizeIs(row.size());
        }
        known.stock().knownToHold(row.written(), row.verified());
        return known;
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

    /** After a restart: of what several want, those that were last at work. */
    void goOnFirst(Predicate<Download> wasAtWork) {
        downloads.values().stream().filter(one -> one.undertaking().isShared() && wasAtWork.test(one)).forEach(one -> one.hasTurn(Turns.NEW));
    }

    void strike(long id) {
        var gone = downloads.remove(id);
        if (gone != null) {
            leave(gone);
            engine.places().forget(gone);
            gone.readership().endAll(gone, UnreadableException.Why.REMOVED);
            takeovers.forget(gone);
        }
        round.plan();
    }

    Optional<Download> find(long id) {
        return Optional.ofNullable(downloads.get(id));
    }

    boolean isUnfinished(Download download) {
        return download.state() != State.DONE;
    }

    /** Of everybody who wants it. */
    List<Download> unfinished(Sha1 content) {
        var undertaking = undertakings.get(content);
        return undertaking == null ? List.of() : undertaking.unfinished();
    }

    private void leave(Download download) {
        var undertaking = download.undertaking();
        undertaking.leaves(download);
        if (undertaking.nobody() && undertakings.remove(download.sha1(), undertaking)) {
            lanes.leave(download.sha1(), undertaking.lane());
        }
    }

    List<DownloadView> views() {
        return downloads.values().stream().map(this::view).toList();
    }

    DownloadView view(Download download) {
        return download.view().looking(lookout.next(download));
    }

    /** @return completes when everything that arrived is on disk and every row in the store */
    List<CompletableFuture<Void>> stop() {
        round.end();
        var ends = new ArrayList<CompletableFuture<Void>>();
        for (var download : downloads.values()) {
            if (takeovers.halt(download) || download.fetching().isPresent() || download.arrears().any()) {
                download.endFetching();
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

    private void leaveQueues(Download download) {
        engine.places().leave(download, downloads.values(), engine.now());
    }

    void offer(Download download, Collection<Source> sources) {
        if (download.offer(sources)) {
            if (download.state() == State.QUEUED || Outlook.hadNobody(download)) {
                download.becomes(State.QUEUED);
            }
            round.plan();
        }
    }

    /** @return a message key below {@code download.look.} when it cannot be done */
    Optional<String> look(Download download) {
        var trouble = lookout.wish(download);
        round.show();
        return trouble;
    }

    void seek(Download download) {
        lookout.seek(download);
        round.show();
    }

    private void found(Download download, Collection<Source> sources) {
        if (isUnfinished(download)) {
            download.looks().found(download.sources().newAmong(sources));
            unfinished(download.sha1()).forEach(wanting -> offer(wanting, sources));
        }
    }

    Verbs verbs() {
        return verbs;
    }

    Round round() {
        return round;
    }

    private Progress progress(Download download) {
        return new Progress(download, engine, endings, this::lost, round);
    }

    // Who works

    private void tick() {
        if (round.over()) {
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
        downloads.values().stream().filter(download -> all ? download.arrears().any() : download.arrears().pressing()).forEach(endings::save);
        callbacks.look();
        round.now();
        lookout.tick();
        if (!working.isEmpty()) {
            round.show();
        }
    }

    private void lost(Download download, String why) {
        if (why.equals(Endings.ANOTHER_FILE) && download.mayBeginAnew()) {
            download.chronicle().tell("another-file");
            verbs.startOver(download);
            download.becomes(State.QUEUED);
            download.arrears().press();
            return;
        }
        if (!sizing.triesAnother(download, why)) {
            endings.fail(download, why);
        }
    }

    private void pump() {
        undertakings.values().forEach(sizing::look);
        for (var download : List.copyOf(downloads.values())) {
            if (engine.rations().exhausted(download.person()) && download.fetching().filter(Fetching::wantsBytes).isPresent()) {
                download.endFetching();
                download.becomes(State.QUEUED);
            }
        }
        turns.callers().forEach(Fetching::pump);
        takeovers.pump();
        turns.deal();
        downloads.values().forEach(outlook::describe);
    }

    Optional<DownloadDetail> detail(long id) {
        find(id).ifPresent(download -> download.glance().take(round::show));
        return find(id).map(Download::detail);
    }

    Optional<Download> readable(long id) {
        find(id).ifPresent(download -> download.glance().take(round::show));
        return find(id);
    }

    private void begin(Download download, Optional<HostKey> host) {
        var waitedForDisk = download.state() == State.PAUSED;
        download.undertaking().begins(download);
        download.becomes(State.ACTIVE);
        if (download.size() == 0) {
            endings.publishEmpty(download, round::plan);
            return;
        }
        var fetching = new Fetching(download, engine, host, progress(download));
        download.fetching(fetching);
        if (waitedForDisk) {
            fetching.startWithDisk();
        } else {
            fetching.start();
        }
        fetching.pump();
    }

    private void completed(Download download) {
        leaveQueues(download);
        leave(download);
    }

    Endings endings() {
        return endings;
    }
}
