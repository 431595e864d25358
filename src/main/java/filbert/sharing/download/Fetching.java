package filbert.sharing.download;

import filbert.identity.HostAddress;
import filbert.identity.TigerRoot;
import filbert.net.Owner;
import filbert.sharing.download.disk.Span;
import filbert.sharing.download.disk.Spans;
import filbert.sharing.download.disk.Storage;
import filbert.sharing.mesh.Alternatives;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A download while it is worked at: its open partial file, the workers that fill it, and the steps at the end: verify what is left, read the whole
 * file for its SHA-1, publish. Ends with one call of {@link Outcome}, or by {@link #stop}. Owner only.
 */
final class Fetching {
    private static final long NEVER = Long.MIN_VALUE;

    private final Download download;
    private final Engine engine;
    private final Optional<HostKey> promised;
    private final Outcome outcome;
    private final Surroundings around;
    private final Storage storage;
    private final Proof proof;
    private final Crew crew;
    private Stage stage = Stage.PREPARING;
    private @Nullable Segments segments;
    private @Nullable Assignments assignments;
    private @Nullable Candidate prober;
    private long calledAt = NEVER; // the last of its sources, by us

    /** @param promised the host it is begun for */
    Fetching(Download download, Engine engine, Optional<HostKey> promised, Outcome outcome) {
        this.download = download;
        this.engine = engine;
        this.promised = promised;
        this.outcome = outcome;
        around = new Surroundings(download, engine);
        crew = new Crew(download, engine, outcome::somethingChanged);
        var completion = new Completion(this, download, engine, outcome);
        storage = new Storage(
                engine.disk(), engine.settings().incomplete(), download.lane(), engine.workers(), engine.owner(), completion);
        proof = new Proof(this, download, storage);
    }

    /** Leaves the disk asleep until there is something to be written, where it is known what the partial file holds. */
    void start() {
        var held = download.stock().held();
        if (download.size() >= 0 && held.isPresent() && !download.allThere()) {
            assume(held.get());
            storage.openWhenNeeded(download.wanted(), download.stock().expected(), engine.settings().reserve(), held.get().bytes());
        } else {
            startWithDisk();
        }
    }

    /** Looks at the partial file first: it may be the disk that keeps the download. */
    void startWithDisk() {
        if (download.size() >= 0) {
            storage.open(download.wanted(), download.stock().expected(), engine.settings().reserve());
        }
    }

    private void fetch(Spans arrived) {
        segments = new Segments(download.size(), arrived);
        assignments = new Assignments(download, engine, crew, segments);
        stage = Stage.FETCHING;
    }

    private void assume(Held held) {
        fetch(held.bytes());
        proof.assume(held);
    }

    /** Ends everything at once; what has arrived is synced. */
    void stop() {
        if (stage != Stage.OVER) {
            over();
            storage.close(outcome::progress);
        }
    }

    void over() {
        stage = Stage.OVER;
        proof.askedOfNobody();
        prober = null;
        crew.dismissAll();
    }

    /** Puts idle sources to work. */
    void pump() {
        if (stage != Stage.FETCHING && !(stage == Stage.PREPARING && download.size() < 0)) {
            return;
        }
        crew.sound();
        for (var candidate : crew.byPreference()) {
            restWhenUseless(candidate);
            if (!crew.hasRoomFor(candidate)) {
                break;
            }
            if (candidate.ready(engine.now()) && wants(candidate) && crew.mayCall(candidate) && engine.hosts().mayUse(candidate)) {
                calledAt = engine.hosts().hasLink(candidate.key()) ? calledAt : engine.now();
                crew.begin(candidate, this);
            }
        }
        if (crew.isEmpty() && !crew.listens() && !bytesOnTheirWay() && stage != Stage.OVER && (proof.needed() || !complete()) && !proof.forgiveAfterFalseTree()) {
            starved();
        }
    }

    /** When it last had one of the calls that all share. */
    long calledAt() {
        return calledAt;
    }

    /** The last worker leaves when its link is done, which is before the disk is. */
    private boolean bytesOnTheirWay() {
        return segments != null && segments.claimed();
    }

    private void restWhenUseless(Candidate candidate) {
        if (assignments != null && assignments.lacksOnlyOthers(candidate) && !wants(candidate)) {
            candidate.rest(engine.now() + Worker.NOTHING_WAIT.toNanos(), Grounds.of(Grounds.Kind.NOTHING_NEW));
        }
    }

    private void starved() {
        if (proof.needed()) {
            stop();
            outcome.mismatch();
        } else {
            outcome.starved();
        }
    }

    /** Would more bytes come if they might? */
    boolean wantsBytes() {
        return stage == Stage.PREPARING ? !download.allThere() : stage == Stage.FETCHING && !complete();
    }

    /** Does it take one of the places for active downloads? Waiting in other servents' queues, checking and moving do not. */
    boolean takesPlace() {
        return stage == Stage.PREPARING || (stage == Stage.FETCHING && (crew.working() > 0 || crew.isEmpty()));
    }

    /** A host it is about to use, once its partial file is open. */
    Optional<HostKey> promised() {
        return stage == Stage.PREPARING ? promised : Optional.empty();
    }

    /** Is everybody it could ask letting it wait? */
    boolean onlyWaits() {
        return !crew.isEmpty() && crew.working() == 0;
    }

    boolean busyElsewhere(Candidate but) {
        return crew.anyReceives(but);
    }

    private boolean wants(Candidate candidate) {
        if (download.size() < 0) {
            return prober == null;
        }
        return assignments != null && (assignments.wants(candidate) || proof.wantedFrom(candidate) != null);
    }

    /** @param compared does the candidate send what is there already? */
    Task taskFor(Candidate candidate, boolean compared) {
        if (download.size() < 0 && stage == Stage.PREPARING && prober == null) {
            prober = candidate;
            return new Task.Probe();
        }
        if (stage != Stage.FETCHING || assignments == null) {
            return new Task.Nothing();
        }
        if (download.unvouched() && !compared) {
            var known = segments == null ? Optional.<Span>empty() : segments.tail(OverlapExchange.LENGTH);
            if (known.isPresent()) {
                return new Task.Compare(known.get());
            }
        }
        var root = proof.wantedFrom(candidate);
        if (root != null) {
            proof.askedOf(candidate);
            return new Task.Tree(root);
        }
        return assignments.taskFor(candidate);
    }

    /** What is around those who work for it. */
    Surroundings around() {
        return around;
    }

    /** Somebody waits for this byte, and has for a while. */
    void turnTo(long position) {
        if (assignments != null && stage == Stage.FETCHING) {
            assignments.turnTo(position);
        }
    }

    // What its proof asks and tells

    boolean fetches() {
        return stage == Stage.FETCHING;
    }

    boolean lacksAnything() {
        return segments == null || segments.offers(null);
    }

    void align(long slice) {
        if (segments != null) {
            segments.align(slice);
        }
    }

    void throwOut(Candidate candidate) {
        crew.dismiss(candidate);
    }

    // What workers ask and tell

    Proof proof() {
        return proof;
    }

    Storage storage() {
        return storage;
    }

    long arrivedBytes() {
        return segments == null ? 0 : segments.arrived();
    }

    /** Bytes we have of what is verified together with this one. */
    long arrivedAround(long position) {
        return segments == null ? 0 : segments.arrivedAround(position);
    }

    /** Bytes asked for that are not on disk, and of whom. */
    Map<Span, HostAddress> coming() {
        return assignments == null ? Map.of() : assignments.coming();
    }

    /** Others are said to have it. */
    void heardOf(Alternatives.News others) {
        if (stage != Stage.OVER && !download.unvouched() && download.sources().heardOf(others)) {
            outcome.somethingChanged();
        }
    }

    boolean lacks(Spans offered) {
        return segments != null && segments.offers(offered);
    }

    /**
     * Nothing but these bytes, sent again, tells whether what comes is still the file whose beginning is there.
     *
     * @param then when they are the same; otherwise everything ends
     */
    void compare(long at, byte[] bytes, Runnable then) {
        storage.compare(at, bytes, same -> {
            if (same) {
                then.run();
            } else if (stage != Stage.OVER) {
                stop();
                outcome.anotherFile();
            }
        });
    }

    void left(Candidate candidate) {
        crew.left(candidate);
        outcome.somethingChanged();
    }

    void changed() {
        outcome.somethingChanged();
    }

    void probeEnded(Candidate candidate) {
        if (prober == candidate) {
            prober = null;
        }
    }

    void sizeTold(long size) {
        if (download.size() < 0 && stage == Stage.PREPARING) {
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
        proof.brought(span, from);
        download.diary().brought(span, from);
        from.brought(engine.now(), span.length());
        download.looks().served(engine.now());
        engine.rations().took(download.person(), span.length());
        if (engine.rations().exhausted(download.person())) {
            outcome.somethingChanged();
        }
    }

    void released(Segments.Claim claim, Candidate by) {
        if (segments != null && assignments != null) {
            segments.release(claim, by);
            assignments.reconsiderSpent();
            settleWhenComplete();
            outcome.somethingChanged();
        }
    }

    void hear(TigerRoot root) {
        if (stage != Stage.OVER && !download.unvouched()) {
            proof.hear(root);
        }
    }

    // What the disk leads to

    void opened(Storage.Contents contents) {
        if (segments == null) {
            fetch(contents.arrived());
        }
        proof.opened(contents);
    }

    /** These bytes are wrong. */
    void missing(Span slice) {
        if (segments != null) {
            segments.missing(slice);
        }
    }

    void becomes(Stage next) {
        stage = next;
    }

    private boolean complete() {
        return segments != null && segments.complete();
    }

    void settleWhenComplete() {
        if (stage == Stage.FETCHING && complete() && !proof.needed()) {
            stage = Stage.SETTLING;
            crew.dismissWaiting();
            storage.settle();
        }
    }

    void sync() {
        storage.sync();
    }
}
