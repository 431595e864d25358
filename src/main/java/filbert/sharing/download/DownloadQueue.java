package filbert.sharing.download;

import filbert.event.Signal;
import filbert.identity.Guid;
import filbert.identity.Sha1;
import filbert.net.Link;
import filbert.servent.search.FoundFile;
import filbert.servent.search.Source;
import filbert.sharing.download.adopt.Leftovers;
import filbert.sharing.download.disk.KeptParts;
import filbert.sharing.download.disk.Target;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The queue of downloads as people command it: one command at a time, its outcome in the store before it returns. State lives on the owner, in
 * the {@link Roster}. Bytes are kept by journals, so a queue whose store is empty finds its downloads again beside them.
 */
public final class DownloadQueue implements Downloads, Adoptions {
    private final Engine engine;
    private final Ledger ledger;
    private final Roster roster;
    private final Readers readers;
    private final AdoptionStore adoptions;
    private final Leavings leavings;
    private final HashInquiries inquiries;
    private final Signal changed = new Signal();
    private final ReentrantLock commands = new ReentrantLock();

    /** One that shows nobody what is unfinished. */
    public DownloadQueue(DownloadSettings settings, DownloadWorld world) {
        this(settings, world, PartialShelf.hidden());
    }

    /** @param partials where unfinished files are shown */
    public DownloadQueue(DownloadSettings settings, DownloadWorld world, PartialShelf partials) {
        this(settings, world, partials, AdoptionStore.NONE);
    }

    /** @param adoptions keeps take-overs over a restart */
    public DownloadQueue(DownloadSettings settings, DownloadWorld world, PartialShelf partials, AdoptionStore adoptions) {
        this.adoptions = adoptions;
        engine = Engine.of(settings, world, partials, this::look);
        ledger = new Ledger(world.store());
        readers = new Readers(engine);
        inquiries = new HashInquiries(engine);
        leavings = new Leavings(new KeptParts(engine.disk(), settings.incomplete()));
        roster = new Roster(engine, ledger, world.finished(), world.happenings(), changed, adoptions);
    }

    private void look() {
        roster.round().plan();
    }

    /** Loads the queue and goes on where it was. Blocks; call once, not from the owner or a loop. */
    public void start() {
        var recollection = new Recollection(ledger, engine.disk(), engine.settings().incomplete());
        var rows = recollection.rows();
        var takeovers = adoptions.load();
        var looks = ledger.looks();
        engine.owner().tell(() -> {
            rows.forEach(row -> roster.enlistAfterRestart(remembered(row, recollection)));
            roster.goOnFirst(download -> recollection.begunFor(download.person(), download.sha1()));
            takeovers.forEach(kept -> roster.find(kept.download()).filter(roster::isUnfinished)
                    .ifPresent(download -> roster.verbs().adoptAfterRestart(download, kept.origin())));
            roster.begin(looks);
        });
    }

    private Download remembered(DownloadStore.StoredDownload row, Recollection recollection) {
        var download = new Download(engine, row, roster.undertaking(row.download()));
        if (recollection.begun(download.sha1())) {
            download.stock().hasToBeLookedAt();
        }
        return download;
    }

    /** Ends all transfers and syncs what arrived. Blocks until it is on disk. */
    public void stop() {
        var ends = engine.owner().ask(() -> {
            readers.endAll(UnreadableException.Why.STOPPED);
            return roster.stop();
        });
        CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new)).join();
    }

    /** Calls that other servents make because we asked them to. */
    public GivCallers givCallers() {
        return givCallers((_, _) -> false);
    }

    /** @param others asked first, on the owner, whether it was them who wanted the call: they take the link then */
    public GivCallers givCallers(BiPredicate<Guid, Link> others) {
        return new GivCallers(engine.owner(), (servent, link) -> {
            if (!others.test(servent, link)) {
                engine.hosts().called(servent, link);
            }
        });
    }

    /**
     * Calls that other servents make because it is our turn in their queue.
     *
     * @param unwelcome asked on the owner
     */
    public QueueCallers queueCallers(Predicate<InetAddress> unwelcome) {
        var invitations = new Invitations(engine, roster::wantsBytes, roster.round()::plan);
        return new QueueCallers(engine.owner(), (call, link) -> {
            if (unwelcome.test(link.remote().ip())) {
                link.close();
                return QueueCallers.Fate.UNWELCOME;
            }
            return invitations.take(call, link);
        });
    }

    @Override
    public DownloadView add(DownloadRequest request) {
        commands.lock();
        try {
            var known = engine.owner().ask(() -> wantedAgain(request));
            if (known.isPresent()) {
                ledger.save(known.get());
                return view(known.get().content().download().id()).orElseThrow();
            }
            var kept = leavings.size(request.sha1());
            var row = StoredRows.of(request.ofSize(kept), engine.clock().instant());
            var id = ledger.insert(row);
            return engine.owner().ask(() -> {
                var inStore = StoredRows.withId(id, row);
                var download = new Download(engine, inStore, roster.undertaking(inStore.download()));
                download.chronicle().tell("added");
                if (kept.isPresent()) {
                    download.stock().hasToBeLookedAt();
                }
                roster.enlist(download);
                download.undertaking().others(download).forEach(other -> learn(other, request));
                roster.endings().happened("download.started", download);
                return roster.view(download);
            });
        } finally {
            commands.unlock();
        }
    }

    /** By the same person: others have a download of their own. */
    private Optional<Download.Row> wantedAgain(DownloadRequest request) {
        var all = roster.unfinished(request.sha1());
        if (all.stream().anyMatch(download -> download.unvouched() != request.unvouched())) {
            throw new IllegalArgumentException("download.refused.name-taken"); // somebody made a hash look like our name for a file without one
        }
        var own = all.stream().filter(download -> download.person() == request.person()).findFirst();
        own.ifPresent(download -> {
            roster.verbs().wantedAgain(download, request);
            all.forEach(one -> learn(one, request));
            roster.round().plan();
        });
        return own.map(Download::row);
    }

    private void learn(Download download, DownloadRequest request) {
        download.learn(request);
        roster.offer(download, request.sources());
    }

    @Override
    public List<DownloadView> view() {
        return engine.owner().ask(roster::views);
    }

    @Override
    public Optional<DownloadView> view(long id) {
        return engine.owner().ask(() -> roster.find(id).map(roster::view));
    }

    @Override
    public Optional<DownloadDetail> detail(long id) {
        return engine.owner().ask(() -> roster.detail(id));
    }

    @Override
    public Optional<DownloadReader> read(long id, long person, long from, long to) {
        return engine.owner().ask(() -> roster.readable(id).map(download -> readers.open(download, person, from, to)));
    }

    @Override
    public boolean pause(long id) {
        return command(id, roster.verbs()::pause);
    }

    @Override
    public boolean resume(long id) {
        return command(id, roster.verbs()::resume);
    }

    @Override
    public boolean retry(long id) {
        return command(id, roster.verbs()::retry);
    }

    @Override
    public boolean prioritize(long id, UnaryOperator<Priority> change) {
        return command(id, download -> roster.verbs().prioritize(download, change));
    }

    @Override
    public boolean send(long id, @Nullable Path folder) {
        var place = Optional.ofNullable(folder).flatMap(Target::placeOf).orElse(null);
        return command(id, download -> roster.verbs().send(download, folder, place));
    }

    private boolean command(long id, Predicate<Download> verb) {
        commands.lock();
        try {
            var row = engine.owner().ask(() -> {
                var commanded = roster.find(id).filter(verb).map(Download::row);
                roster.round().plan();
                return commanded;
            });
            row.ifPresent(ledger::save);
            return row.isPresent();
        } finally {
            commands.unlock();
        }
    }

    @Override
    public boolean cancel(long id) {
        return remove(id, roster.verbs()::abandon);
    }

    @Override
    public boolean keep(long id) {
        return remove(id, roster.verbs()::leavePart);
    }

    private boolean remove(long id, Function<Download, CompletableFuture<Void>> verb) {
        commands.lock();
        try {
            var leaving = engine.owner().ask(() -> roster.find(id).map(verb));
            if (leaving.isEmpty()) {
                return false;
            }
            leaving.get().join();
            ledger.delete(id);
            engine.owner().tell(() -> roster.strike(id));
            return true;
        } finally {
            commands.unlock();
        }
    }

    @Override
    public List<KeptPart> kept() {
        return leavings.all();
    }

    @Override
    public boolean discard(Sha1 content) {
        commands.lock();
        try {
            var discarded = engine.owner().ask(() -> roster.unfinished(content).isEmpty()) && leavings.discard(content);
            changed.raise();
            return discarded;
        } finally {
            commands.unlock();
        }
    }

    @Override
    public boolean adopt(long id, Leftovers.Origin origin) {
        commands.lock();
        try {
            if (engine.owner().ask(() -> roster.find(id).filter(roster::isUnfinished).filter(download -> !download.unvouched()).isEmpty())) {
                return false;
            }
            adoptions.keep(new AdoptionStore.StoredAdoption(id, origin));
            return command(id, download -> roster.verbs().adopt(download, origin));
        } finally {
            commands.unlock();
        }
    }

    @Override
    public boolean leave(long id) {
        return command(id, roster.verbs()::leaveAdoption);
    }

    @Override
    public List<AdoptionView> adoptions() {
        return engine.owner().ask(roster.verbs()::adoptions);
    }

    @Override
    public CompletableFuture<ToldHash> hashOf(Source source, long size) {
        return inquiries.ask(source, size);
    }

    @Override
    public void offer(Sha1 content, Collection<Source> sources) {
        var offered = List.copyOf(sources);
        engine.owner().execute(() -> roster.unfinished(content).forEach(download -> roster.offer(download, offered)));
    }

    @Override
    public Optional<String> lookForSources(long id) {
        commands.lock();
        try {
            return engine.owner().ask(() -> roster.find(id).map(roster::look).orElse(Optional.of("complete")));
        } finally {
            commands.unlock();
        }
    }

    @Override
    public void seek(long id) {
        engine.owner().execute(() -> roster.find(id).ifPresent(roster::seek));
    }

    /** A search of the household's has found these, whatever it was for. Owner only. */
    public void found(Collection<FoundFile> files) {
        for (var file : files) {
            file.sha1().ifPresent(content -> roster.unfinished(content).forEach(download -> roster.offer(download, file.sources())));
        }
    }

    @Override
    public Signal changed() {
        return changed;
    }
}
