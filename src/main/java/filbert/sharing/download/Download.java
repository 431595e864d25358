package filbert.sharing.download;

import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.servent.search.Source;
import filbert.sharing.download.DownloadStore.StoredDownload;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.disk.Lane;
import filbert.sharing.download.disk.Storage;
import filbert.sharing.download.disk.Wanted;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One row of the queue: what is wanted, how it stands, who has it. Owner only. */
final class Download {
    private final Engine engine;
    private static final int MOST_BEGUN_ANEW = 3; // ours: a host that has changed a file has one again soon

    private final long id;
    private final long person;
    private final Sha1 sha1;
    private final boolean unvouched;
    private @Nullable Sha1 content; // of one nobody vouches for, once all of it was there
    private int begunAnew;
    private final Optional<TigerRoot> tigerRoot;
    private final String name;
    private final Instant added;
    private final Undertaking undertaking;
    private final TreeTrust trust;
    private final Looks looks;
    private final Chronicle chronicle;
    private final Diary diary;
    private final Candidates candidates;
    private final Glance glance;
    private Stock stock;
    private Priority priority;
    private final Heading heading;
    private State state;
    private String reason;
    private String detail;
    private long nextTryAt; // nanos; past when nothing is planned
    private final FinishedFile finished;
    private @Nullable Fetching fetching;
    private long turn = Turns.NEW; // the last it had, counted over all downloads
    private final Arrears arrears = new Arrears();

    /** @param undertaking perhaps somebody else's too */
    Download(Engine engine, StoredDownload row, Undertaking undertaking) {
        this.engine = engine;
        this.undertaking = undertaking;
        var stored = row.download();
        id = stored.id();
        person = stored.person();
        sha1 = stored.sha1();
        unvouched = stored.unvouched();
        tigerRoot = stored.tigerRoot();
        name = stored.name();
        added = stored.added();
        state = stored.state();
        priority = stored.priority();
        heading = new Heading(engine, person, stored.folder(), row.memo().place());
        reason = stored.reason();
        detail = stored.detail();
        finished = new FinishedFile(stored.path());
        stock = undertaking.stock();
        nextTryAt = engine.now();
        glance = new Glance(this, engine, stock);
        trust = new TreeTrust(tigerRoot);
        looks = new Looks(stored.looking(), added, row.memo().sought(), engine);
        chronicle = new Chronicle(engine.clock());
        diary = new Diary(chronicle);
        candidates = new Candidates(engine, name, diary::became);
        candidates.offer(row.sources());
        row.places().forEach(place -> engine.places().recall(this, place, engine));
    }

    long id() {
        return id;
    }

    long person() {
        return person;
    }

    /** What it is called by: the hash of its content, unless nobody vouches for it. */
    Sha1 sha1() {
        return sha1;
    }

    /** Has nobody told a hash of it? Then only its host is asked, by index and name, and nothing of it is shown to others or compared. */
    boolean unvouched() {
        return unvouched;
    }

    /** What came has this hash. */
    void contains(Sha1 hash) {
        content = hash;
    }

    /** What its row is called by: once it is done, the hash of what came, also where nobody had told it. */
    Sha1 called() {
        return state() == State.DONE && content != null ? content : sha1;
    }

    /** What its host sends is not what it sent before. @return false where that has happened too often to believe that it will ever be one file */
    boolean mayBeginAnew() {
        return ++begunAnew <= MOST_BEGUN_ANEW;
    }

    void forgetBegunAnew() {
        begunAnew = 0;
    }

    Optional<TigerRoot> tigerRoot() {
        return tigerRoot;
    }

    String name() {
        return name;
    }

    /** What it shares with those of others who want the same. */
    Undertaking undertaking() {
        return undertaking;
    }

    long size() {
        return undertaking.size();
    }

    void sizeIs(long bytes) {
        undertaking.sizeIs(bytes);
        arrears.arise();
    }

    TreeTrust trust() {
        return trust;
    }

    Chronicle chronicle() {
        return chronicle;
    }

    Announcement announcement() {
        return undertaking.announcement();
    }

    Readership readership() {
        return undertaking.readership();
    }

    /** Somebody wants the same and knows more of it. */
    void learn(DownloadRequest request) {
        if (unvouched) {
            return;
        }
        request.tigerRoot().ifPresent(trust::hear);
        undertaking.sizes().wanted(request.person(), request.size());
        if (size() < 0 && request.size() >= 0 && undertaking.atWork().isEmpty()) {
            sizeIs(request.size());
        }
    }

    Looks looks() {
        return looks;
    }

    /** It has begun to look for more sources. */
    void looked() {
        looks.looked(engine);
        arrears.arise();
        arrears.press();
    }

    Lane lane() {
        return undertaking.lane();
    }

    /** What we have of it. */
    Stock stock() {
        return stock;
    }

    /** Does it need nobody any more? So it is with an empty file. */
    boolean allThere() {
        return size() >= 0 && stock.expected() == size();
    }

    int beginning() {
        return undertaking.beginning();
    }

    /** Begin anew even if the partial file is gone; what is still told of it does not count. */
    void expectNothing() {
        undertaking.beginsAnew();
        diary.anew();
    }

    Wanted wanted() {
        return new Wanted(sha1, size(), tigerRoot, person, name, added, unvouched);
    }

    State state() {
        return state;
    }

    String reason() {
        return reason;
    }

    /** The lower, the longer ago it last had a place; lowest for one that is new. */
    long turn() {
        return turn;
    }

    void hasTurn(long number) {
        turn = number;
    }

    Priority priority() {
        return priority;
    }

    void comes(Priority when) {
        priority = when;
        arrears.arise();
    }

    /** Where it goes. */
    Heading heading() {
        return heading;
    }

    long nextTryAt() {
        return nextTryAt;
    }

    void becomes(State next, String why, String about, long tryAt) {
        if (state != next && !(active(state) && active(next))) {
            arrears.arise();
        }
        if (state == State.ACTIVE && next != State.ACTIVE) {
            undertaking.passesOn(this);
        }
        var news = state != next || !reason.equals(why) ? Optional.of(state) : Optional.<State>empty();
        state = next;
        reason = why;
        detail = about;
        nextTryAt = tryAt;
        news.ifPresent(before -> diary.became(before, next, why));
        readership().changed();
    }

    Diary diary() {
        return diary;
    }

    DownloadDetail detail() {
        return diary.detail(fetching == null ? Map.of() : fetching.coming());
    }

    /** A restart makes no difference between waiting and working. */
    private static boolean active(State state) {
        return state == State.QUEUED || state == State.ACTIVE || state == State.CHECKING;
    }

    void becomes(State next) {
        becomes(next, "", "", engine.now());
    }

    FinishedFile finished() {
        return finished;
    }

    void doneAt(Path where) {
        becomes(State.DONE);
        finished.isAt(where);
        chronicle.tell("done", "", where.toString());
        stock = unvouched ? Stock.unchecked(size()) : Stock.whole(size());
        candidates.forgetAll();
    }

    Optional<Fetching> fetching() {
        return Optional.ofNullable(fetching);
    }

    void fetching(@Nullable Fetching now) {
        fetching = now;
    }

    void endFetching() {
        fetching().ifPresent(Fetching::stop);
        fetching = null;
    }

    /** What its journal says, where nobody has opened its file yet. */
    Glance glance() {
        return glance;
    }

    void progress(Storage.Contents contents) {
        var before = stock.expected();
        var right = stock.verified();
        stock.holds(contents);
        diary.verified(size(), right, stock.verified());
        if ((before == 0 && stock.expected() > 0) || fetching == null) {
            arrears.arise();
        }
    }

    Collection<Candidate> candidates() {
        return candidates.all();
    }

    /** What a source told of our place in its queue has to be kept, or a restart would make us ask too early. */
    void placed() {
        arrears.arise();
        arrears.press();
    }

    Optional<Candidate> candidate(HostKey key) {
        return candidates.find(key);
    }

    /** A source is called elsewhere from now on, unless that is another source. */
    void moves(Candidate candidate, HostAddress address) {
        if (candidates.move(candidate, address)) {
            arrears.arise();
        }
    }

    /** Who may have it. */
    Candidates sources() {
        return candidates;
    }

    /** @return whether any of them is news */
    boolean offer(Collection<Source> sources) {
        var news = candidates.offer(unvouched ? sources.stream().filter(this::isItsHost).toList() : sources);
        if (news == Candidates.News.MORE) {
            arrears.arise();
        }
        return news != Candidates.News.NONE;
    }

    /** Where nobody vouches for a file, the one who offered it is all there is to ask: another might send another file. */
    private boolean isItsHost(Source source) {
        return StandIn.of(person, source, size()).equals(sha1) && (candidates.isEmpty() || candidates.find(HostKey.of(source)).isPresent());
    }

    /** What the store does not know yet. */
    Arrears arrears() {
        return arrears;
    }

    /** A row to be kept, newer than all before. */
    Row row() {
        var revision = arrears.settle();
        var content = new StoredDownload(
                new Portrait(this, engine, stock).row(), candidates.sources(), candidates.places(), new DownloadStore.Memo(looks.sought(), heading.place()));
        return new Row(revision, content);
    }

    /** Older rows are never written over newer ones. */
    record Row(long revision, StoredDownload content) {}

    DownloadView view() {
        return new Portrait(this, engine, stock).view();
    }

    /** What the reason is about. */
    String about() {
        return detail;
    }

    Instant added() {
        return added;
    }
}
