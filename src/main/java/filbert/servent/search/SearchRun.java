package filbert.servent.search;

import filbert.identity.Guid;
import filbert.net.AddressScope;
import filbert.net.Timeline;
import filbert.servent.connection.Neighbour;
import filbert.servent.routing.OwnQuery;
import filbert.servent.spam.Asked;
import filbert.servent.spam.Experience;
import filbert.wire.message.Header;
import filbert.wire.message.MalformedMessageException;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Query;
import filbert.wire.message.QueryHit;
import filbert.wire.vendor.QueryStatusResponse;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * One search from its start until it is forgotten here. The owner moves it on; hits are read, checked and grouped by its own worker; {@link #view} may be
 * called from any thread.
 */
final class SearchRun {
    /** Where it stands; replaced as a whole, by the owner. */
    private record Progress(SearchView.State state, int asked, String reason) {}

    private static final int MAX_UNREAD_HITS = 1_000;

    final String id;
    final long person;
    final String query;
    final String canonical;
    final Instant started;
    volatile OwnQuery asking; // another one when our role changes, of the same GUID

    private final Guid self;
    private final Findings findings;
    private final Executor worker;
    private final AtomicInteger unread = new AtomicInteger();
    private volatile Progress progress;
    private volatile boolean discarded;
    private volatile Reach reach = Reach.NONE;
    private Timeline.Timer timer = () -> {}; // the owner's
    private boolean deepening; // the owner's
    private Runnable onMore = () -> {}; // the owner's

    /** @param typed the text as typed, with its canonical form */
    SearchRun(
            String id,
            long person,
            Typed typed,
            Instant started,
            OwnQuery asking,
            Guid self,
            AddressScope scope,
            Experience experience,
            Executor worker) {
        this.id = id;
        this.person = person;
        this.query = typed.text();
        this.canonical = typed.canonical();
        this.started = started;
        this.asking = asking;
        this.self = self;
        var firewalled = asking.query().has(Query.FIREWALLED);
        this.findings = new Findings(scope, Asked.of(typed.canonical()), experience, firewalled);
        this.worker = worker;
        this.progress = new Progress(SearchView.State.WAITING, 0, nobodyYet(asking.query()));
    }

    /** Why it waits: a leaf needs an ultrapeer to carry it. */
    private static String nobodyYet(Query query) {
        return query.whatsNew() ? "nobody-knows-new" : query.has(Query.LEAF_GUIDED) ? "no-ultrapeers" : "no-neighbours";
    }

    record Typed(String text, String canonical) {}

    SearchView.State state() {
        return progress.state();
    }

    boolean isOver() {
        return state() == SearchView.State.DONE || state() == SearchView.State.STOPPED;
    }

    /** Owner only. */
    void running() {
        progress = new Progress(SearchView.State.RUNNING, asking.asked(), "");
    }

    /** From now on ultrapeers beyond our neighbours are asked. Owner only. */
    void deepen() {
        deepening = true;
        running();
    }

    /** Owner only. */
    boolean isDeepening() {
        return deepening && !isOver();
    }

    /** It goes on to {@code next} in its time, and to nothing else. Owner only. */
    void next(Timeline.Timer next) {
        timer.cancel();
        timer = next;
    }

    /** Owner only. */
    void whenMore(Runnable then) {
        onMore = then;
    }

    /** Hits have been read. Owner only. */
    void tellMore() {
        onMore.run();
    }

    /** Nothing of it is written down any more. */
    void discard() {
        discarded = true;
    }

    boolean isDiscarded() {
        return discarded;
    }

    Reach reach() {
        return reach;
    }

    /** Owner only. */
    void reaches(UnaryOperator<Reach> farther) {
        reach = farther.apply(reach);
    }

    /**
     * Owner only.
     *
     * @param end DONE or STOPPED
     * @param why message key of what ended it, or empty
     */
    void over(SearchView.State end, String why) {
        timer.cancel();
        progress = new Progress(end, asking.asked(), reasonAtTheEnd(why));
    }

    private String reasonAtTheEnd(String why) {
        if (asking.asked() == 0 && reach.byDatagram() == 0) {
            return "not-connected";
        }
        return findings.hosts() == 0 ? "nobody-answered" : why;
    }

    /**
     * Owner only.
     *
     * @param payload a copy of the hit's
     * @param then runs on the worker when it has been dealt with
     */
    void found(byte[] payload, Instant at, Runnable then) {
        if (unread.incrementAndGet() > MAX_UNREAD_HITS) {
            unread.decrementAndGet();
            findings.drop();
            return;
        }
        worker.execute(() -> {
            unread.decrementAndGet();
            read(payload, at);
            then.run();
        });
    }

    private void read(byte[] payload, Instant at) {
        try {
            if (MessageCodec.decode(Header.QUERY_HIT, Unpooled.wrappedBuffer(payload)) instanceof QueryHit hit
                    && hit.answers(asking.guid(), self)) {
                findings.add(hit, at);
            } else {
                findings.drop();
            }
        } catch (MalformedMessageException malformed) {
            findings.drop();
        }
    }

    /** Records kept, without spam: it must not keep a search from going on (S-71). */
    int records() {
        return findings.records();
    }

    /** As the ultrapeer counts: gtk-gnutella wants the sum, others the part each ultrapeer brought (2-search, 6). */
    int kept(Neighbour ultrapeer) {
        var all = findings.records();
        var share = ultrapeer.capabilities().userAgent().startsWith("gtk-gnutella") ? all : all / Math.max(1, asking.asked());
        return Math.min(share, QueryStatusResponse.STOP - 1);
    }

    List<FoundFile> takeChanged() {
        return findings.takeChanged();
    }

    SearchView view() {
        return view(findings.files());
    }

    SearchSummary summary() {
        return new SearchSummary(viewWithoutFiles(), findings.lines());
    }

    Optional<FoundFile> file(String fileId) {
        return findings.file(fileId);
    }

    SearchView viewWithoutFiles() {
        return view(List.of());
    }

    private SearchView view(List<FoundFile> files) {
        var now = progress;
        var answered = findings.hosts();
        var reason = now.reason().equals("nobody-answered") && answered > 0 ? "" : now.reason(); // late hits
        return new SearchView(
                id, person, query, now.state(), started, now.asked(), answered, reason, findings.dropped(), files, reach);
    }
}
