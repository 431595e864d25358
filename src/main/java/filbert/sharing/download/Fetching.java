package filbert.sharing.download;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.net.Owner;
import filbert.sharing.download.disk.DiskTrouble;
import filbert.sharing.download.disk.PartialFile;
import filbert.sharing.download.disk.SafeName;
import filbert.sharing.download.disk.Span;
import filbert.sharing.download.disk.Spans;
import filbert.sharing.download.disk.Storage;
import filbert.sharing.download.http.Requests;
import filbert.sharing.hashing.TreeRow;
import filbert.sharing.hashing.TreeShape;
import filbert.sharing.mesh.Alternatives;
import filbert.sharing.mesh.Mesh;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A download while it is worked at: its open partial file, the workers that fill it, and the steps at the end: verify what is left, read the whole
 * file for its SHA-1, publish. Ends with one call of {@link Outcome}, or by {@link #stop}. Owner only.
 */
final class Fetching implements Storage.Events {
    private static final int MAX_WORKERS = 8; // 3-transfer, 3.8.3: "connections per file", those that wait in queues included
    private static final long FIRST_GOAL = 1 << 20; // ours: for a source of unknown rate
    private static final long LARGEST_GOAL = 64 << 20; // ours
    private static final int SECONDS_PER_REQUEST = 60; // ours: large ranges, because each reply of gtk-gnutella ends late
    private static final int MAX_STRIKES = 3; // ours

    private final Download download;
    private final Engine engine;
    private final Optional<HostKey> promised;
    private final Outcome outcome;
    private final Storage storage;
    private final TreeTrust trust;
    private final Suppliers suppliers = new Suppliers();
    private final Map<Candidate, Worker> workers = new LinkedHashMap<>();
    private Stage stage = Stage.PREPARING;
    private @Nullable Segments segments;
    private boolean hasTree;
    private boolean mustHaveTree; // the SHA-1 was wrong: only a tree can tell where
    private @Nullable Candidate treeAsker;
    private @Nullable Candidate prober;

    private enum Stage {
        /** The size is unknown, or the partial file is being opened. */
        PREPARING,
        FETCHING,
        SETTLING,
        CHECKING,
        PUBLISHING,
        OVER
    }

    /** @param promised the host it is begun for */
    Fetching(Download download, Engine engine, Optional<HostKey> promised, Outcome outcome) {
        this.download = download;
        this.engine = engine;
        this.promised = promised;
        this.outcome = outcome;
        trust = download.trust();
        storage = new Storage(
                engine.disk(), engine.settings().incomplete(), download.lane(), engine.workers(), engine.owner(), this);
    }

    void start() {
        if (download.size() >= 0) {
            storage.open(download.wanted(), download.expected(), engine.settings().reserve());
        }
    }

    /** Ends everything at once; what has arrived is synced. */
    void stop() {
        if (stage != Stage.OVER) {
            over();
            storage.close(outcome::progress);
        }
    }

    private void over() {
        stage = Stage.OVER;
        dismissAll();
    }

    private void dismissAll() {
        var all = List.copyOf(workers.values());
        workers.clear();
        treeAsker = null;
        prober = null;
        all.forEach(Worker::dismiss);
    }

    /** Those in the middle of a reply may end it: their links are of use to other downloads. */
    private void dismissWaiting() {
        for (var entry : List.copyOf(workers.entrySet())) {
            if (!entry.getValue().asking()) {
                workers.remove(entry.getKey());
                entry.getValue().dismiss();
            }
        }
    }

    /** Puts idle sources to work. */
    void pump() {
        if (stage != Stage.FETCHING && !(stage == Stage.PREPARING && size() < 0)) {
            return;
        }
        for (var candidate : byPreference()) {
            restWhenUseless(candidate);
            var enough = working() >= engine.settings().sourcesPerFile() && !candidate.due(now());
            if (enough || workers.size() >= MAX_WORKERS) {
                break;
            }
            var key = candidate.key();
            if (candidate.ready(now()) && wants(candidate) && engine.hosts().mayUse(candidate)) {
                var worker = new Worker(this, candidate, engine.hosts().of(key));
                workers.put(candidate, worker);
                worker.begin();
            }
        }
        if (workers.isEmpty() && !bytesOnTheirWay() && stage != Stage.OVER && (mustHaveTree || !complete()) && !forgiveAfterFalseTree()) {
            starved();
        }
    }

    /** The last worker leaves when its link is done, which is before the disk is. */
    private boolean bytesOnTheirWay() {
        return segments != null && segments.claimed();
    }

    private void restWhenUseless(Candidate candidate) {
        if (segments != null && candidate.available(now()) != null && segments.offers(null) && !wants(candidate)) {
            candidate.rest(now() + Worker.NOTHING_WAIT.toNanos(), "has nothing we lack");
        }
    }

    private void starved() {
        if (mustHaveTree) {
            stop();
            outcome.mismatch();
        } else {
            outcome.starved();
        }
    }

    /** Everybody failed a tree that nothing ever agreed with: the tree is the liar. */
    private boolean forgiveAfterFalseTree() {
        if (!hasTree || !trust.doubtful() || download.candidates().stream().anyMatch(candidate -> !candidate.bad())) {
            return false;
        }
        suspectTree();
        outcome.somethingChanged();
        return download.candidates().stream().anyMatch(candidate -> !candidate.bad());
    }

    /** Those whose queue we would lose our place in, an open link first, then the fast, then those that did not fail, then those that were not busy when found. */
    private List<Candidate> byPreference() {
        var ready = new ArrayList<Candidate>();
        for (var candidate : download.candidates()) {
            if (candidate.ready(now()) && !workers.containsKey(candidate)) {
                ready.add(candidate);
            }
        }
        ready.sort(Comparator.<Candidate, Boolean>comparing(candidate -> !candidate.due(now()))
                .thenComparing(candidate -> !engine.hosts().hasLink(candidate.key()))
                .thenComparingLong(candidate -> -candidate.received())
                .thenComparing(candidate -> candidate.source().busy())
                .thenComparing(candidate -> candidate.source().push()));
        return ready;
    }

    private long working() {
        return workers.values().stream().filter(worker -> !worker.waiting()).count();
    }

    /** Does it take one of the places for active downloads? Waiting in other servents' queues, checking and moving do not. */
    boolean takesPlace() {
        return stage == Stage.PREPARING || (stage == Stage.FETCHING && (working() > 0 || workers.isEmpty()));
    }

    /** A host it is about to use, once its partial file is open. */
    Optional<HostKey> promised() {
        return stage == Stage.PREPARING ? promised : Optional.empty();
    }

    /** Is everybody it could ask letting it wait? */
    boolean onlyWaits() {
        return !workers.isEmpty() && working() == 0;
    }

    boolean busyElsewhere(Candidate but) {
        return workers.keySet().stream().anyMatch(candidate -> candidate != but && candidate.state() == Candidate.State.RECEIVING);
    }

    private boolean wants(Candidate candidate) {
        if (size() < 0) {
            return prober == null;
        }
        return segments != null
                && (segments.offers(candidate.available(now())) || treeFrom(candidate) != null);
    }

    Task taskFor(Candidate candidate) {
        if (size() < 0 && stage == Stage.PREPARING && prober == null) {
            prober = candidate;
            return new Task.Probe();
        }
        var parts = segments;
        if (stage != Stage.FETCHING || parts == null) {
            return new Task.Nothing();
        }
        var root = treeFrom(candidate);
        if (root != null) {
            treeAsker = candidate;
            return new Task.Tree(root);
        }
        var has = candidate.available(now());
        var claim = parts.claim(goal(candidate, parts), has);
        if (claim.isPresent()) {
            return new Task.Range(claim.get());
        }
        return has != null && parts.offers(null) ? new Task.NotHere() : new Task.Nothing();
    }

    /** As much as it brings in a minute, but no more than its share. */
    private long goal(Candidate candidate, Segments parts) {
        var rate = candidate.rate(now());
        var minute = rate == 0 ? FIRST_GOAL : Math.min(LARGEST_GOAL, rate * SECONDS_PER_REQUEST);
        var share = parts.free() / Math.max(1, working());
        return Math.max(parts.unit(), Math.min(minute, share));
    }

    /** The tree to ask this source for now; null for none. */
    private @Nullable TigerRoot treeFrom(Candidate candidate) {
        var root = trust.root().orElse(null);
        if (root == null || hasTree || treeAsker != null || stage != Stage.FETCHING || shape().width() == 1) {
            return null;
        }
        if (!mustHaveTree && segments != null && !segments.offers(null)) {
            return null; // the SHA-1 will say as much, sooner
        }
        var says = candidate.thex().map(uri -> uri.root().equals(root));
        var maybe = says.orElse(download.tigerRoot().isPresent() && candidate.available(now()) == null);
        return maybe && (mustHaveTree || candidate.answered()) && candidate.mayGiveTree(root, now()) ? root : null;
    }

    private TreeShape shape() {
        return TreeShape.keptFor(size());
    }

    // What workers ask and tell

    Owner owner() {
        return engine.owner();
    }

    Executor lane() {
        return download.lane();
    }

    Requests requests() {
        return engine.requests();
    }

    Storage storage() {
        return storage;
    }

    long now() {
        return engine.now();
    }

    boolean wayOut() {
        return engine.hosts().wayOut();
    }

    Instant instant() {
        return engine.clock().instant();
    }

    Sha1 sha1() {
        return download.sha1();
    }

    long size() {
        return download.size();
    }

    long arrivedBytes() {
        return segments == null ? 0 : segments.arrived();
    }

    Mesh mesh() {
        return engine.mesh();
    }

    /** Others are said to have it. */
    void heardOf(Alternatives.News others) {
        if (stage != Stage.OVER && download.heardOf(others)) {
            outcome.somethingChanged();
        }
    }

    boolean lacks(Spans offered) {
        return segments != null && segments.offers(offered);
    }

    void left(Candidate candidate) {
        workers.remove(candidate);
        outcome.somethingChanged();
    }

    /** A source told of our place in its queue, or forgot it. */
    void placed(Candidate candidate) {
        download.placed();
        engine.places().keep(download, candidate);
    }

    /** The host served another file on the link before: its slot is ours, whatever we ask for (3-transfer, 3.6.2). */
    void goOnInPlaceOf(Candidate former, Candidate candidate) {
        engine.places().exchange(download, candidate, former);
    }

    void waits() {
        outcome.somethingChanged();
    }

    void probeEnded(Candidate candidate) {
        if (prober == candidate) {
            prober = null;
        }
    }

    void sizeTold(long size) {
        if (size() < 0 && stage == Stage.PREPARING) {
            download.sizeIs(size);
            outcome.sizeKnown();
            if (stage != Stage.OVER) {
                start();
            }
        }
    }

    void narrowed(Segments.Claim claim, Span given) {
        if (segments != null) {
            segments.narrow(claim, given);
            outcome.somethingChanged();
        }
    }

    void arrived(Span span, Candidate from) {
        if (segments == null || stage == Stage.OVER) {
            return;
        }
        segments.arrived(span);
        suppliers.add(span, from);
        from.brought(now(), span.length());
    }

    void released(Segments.Claim claim) {
        if (segments != null) {
            segments.release(claim);
            settleWhenComplete();
            outcome.somethingChanged();
        }
    }

    void hear(TigerRoot root) {
        if (stage != Stage.OVER) {
            trust.hear(root);
            trustSmall();
        }
    }

    void treeProved(TreeRow row) {
        if (stage == Stage.FETCHING && !hasTree && trust.root().equals(Optional.of(row.root()))) {
            trust(row);
        }
    }

    private void trust(TreeRow row) {
        hasTree = true;
        mustHaveTree = false;
        storage.trust(row);
        if (segments != null) {
            segments.align(row.shape().slice());
        }
        settleWhenComplete();
    }

    /** A file of one slice needs no tree but its root. */
    private void trustSmall() {
        if (stage == Stage.FETCHING && !hasTree && shape().width() == 1) {
            trust.root().ifPresent(root -> trust(new TreeRow(shape(), root.bytes())));
        }
    }

    void treeEnded(Candidate candidate) {
        if (treeAsker == candidate) {
            treeAsker = null;
        }
    }

    // What the storage tells

    @Override
    public void opened(Storage.Contents contents) {
        var parts = new Segments(size(), contents.arrived());
        segments = parts;
        stage = Stage.FETCHING;
        contents.tree().ifPresent(trust::hear);
        hasTree = contents.tree().isPresent() && contents.tree().equals(trust.root());
        if (hasTree) {
            contents.slice().ifPresent(parts::align);
        } else if (contents.tree().isPresent()) {
            storage.distrust();
        }
        if (!contents.right().isEmpty()) {
            trust.right();
        }
        trustSmall();
        progress(contents);
        settleWhenComplete();
        outcome.somethingChanged();
    }

    @Override
    public void synced(Storage.Contents contents) {
        progress(contents);
    }

    private void progress(Storage.Contents contents) {
        var root = contents.tree().filter(tree -> hasTree && trust.root().filter(tree::equals).isPresent());
        root.ifPresentOrElse(
                tree -> engine.partials().show(download, engine.settings().incomplete(), tree, contents.verified()),
                () -> engine.partials().withdraw(download.sha1()));
        outcome.progress(contents);
    }

    private boolean complete() {
        return segments != null && segments.complete();
    }

    private void settleWhenComplete() {
        if (stage == Stage.FETCHING && complete() && !mustHaveTree) {
            stage = Stage.SETTLING;
            dismissWaiting();
            storage.settle();
        }
    }

    @Override
    public void judged(PartialFile.Verdict verdict) {
        var slice = verdict.slice();
        if (verdict.right()) {
            trust.right();
            suppliers.forget(slice);
            return;
        }
        if (segments != null) {
            segments.missing(slice);
        }
        var brought = suppliers.of(slice);
        var alone = suppliers.alone(slice);
        suppliers.forget(slice);
        if (trust.failed(slice.length(), brought, size())) {
            suspectTree();
        } else {
            brought.forEach(candidate -> punish(candidate, alone));
        }
        outcome.somethingChanged();
    }

    private void punish(Candidate candidate, boolean alone) {
        if (candidate.strike() >= MAX_STRIKES || alone) {
            var worker = workers.remove(candidate);
            if (worker != null) {
                worker.dismiss();
            }
            candidate.banByTree("sent wrong bytes");
            Meshed.failed(engine.mesh(), candidate, download.sha1());
        }
    }

    private void suspectTree() {
        trust.suspect();
        dropTree();
    }

    private void dropTree() {
        hasTree = false;
        engine.partials().withdraw(download.sha1());
        storage.distrust();
        if (segments != null) {
            segments.align(Segments.UNIT);
        }
        download.candidates().forEach(candidate -> candidate.forgiveTree(now()));
    }

    @Override
    public void settled(Storage.Contents contents) {
        progress(contents);
        if (contents.arrived().total() == size()) {
            stage = Stage.CHECKING;
            outcome.checking(0);
            storage.check();
        } else {
            stage = Stage.FETCHING;
            outcome.somethingChanged();
        }
    }

    @Override
    public void checking(long bytes) {
        outcome.checking(bytes);
    }

    @Override
    public void checked(Sha1 sha1) {
        if (sha1.equals(download.sha1())) {
            stage = Stage.PUBLISHING;
            outcome.publishing();
            storage.publish(() -> engine.folders().apply(download.person()), SafeName.of(download.name()));
        } else {
            findOutWhatIsWrong();
        }
    }

    /** A tree that agreed is worthless; one that did not, or another one, may tell which slices are wrong. */
    private void findOutWhatIsWrong() {
        if (hasTree) {
            trust.distrust();
            dropTree();
        } else {
            trust.rehabilitate();
        }
        download.candidates().forEach(candidate -> candidate.thex().ifPresent(uri -> trust.hear(uri.root())));
        mustHaveTree = true;
        stage = Stage.FETCHING;
        trustSmall();
        outcome.somethingChanged();
    }

    @Override
    public void published(Path path, Optional<TreeRow> row) {
        over();
        outcome.published(path, row);
    }

    @Override
    public void troubled(DiskTrouble trouble) {
        over();
        engine.partials().withdraw(download.sha1());
        outcome.troubled(trouble);
    }

    void sync() {
        storage.sync();
    }
}
