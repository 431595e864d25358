package filbert.servent.search;

import filbert.event.Signal;
import filbert.net.Owner;
import filbert.servent.dynamicquery.DynamicQueries;
import filbert.servent.dynamicquery.Outcome;
import filbert.servent.dynamicquery.Why;
import filbert.servent.routing.Neighbourhood;
import filbert.servent.topology.Self;
import filbert.wire.message.Query;
import filbert.wire.message.SearchText;
import filbert.wire.vendor.QueryStatusResponse;
import java.time.Duration;

/**
 * How a search gets about: neighbours are asked, those that come later too; as an ultrapeer we ask on by and by, as a leaf we let ultrapeers do so; and
 * when a person wants it, hosts beyond are asked one by one. Confined to the owner.
 */
final class Pursuit {
    static final int ENOUGH = 150; // results wanted by an own query: 2-search, 5

    private static final Duration LIFETIME = Duration.ofSeconds(200); // 2-search, 5
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);
    private static final Duration FEATURES_WITHIN = Duration.ofSeconds(5); // ours: a neighbour says what it can do right after it came

    /** Told when nobody is to be asked any more. */
    interface Finish {
        /** @param why message key below {@code search.why.}, or empty */
        void over(SearchRun run, SearchView.State end, String why);
    }

    private final Self self;
    private final Owner owner;
    private final Questions questions;
    private final Neighbourhood neighbourhood;
    private final DynamicQueries dynamicQueries;
    private final Signal changed;
    private final Finish finish;
    private DeepSearch deep = DeepSearch.NONE;

    Pursuit(
            Self self, Owner owner, Questions questions, Neighbourhood neighbourhood, DynamicQueries dynamicQueries, Signal changed, Finish finish) {
        this.self = self;
        this.owner = owner;
        this.questions = questions;
        this.neighbourhood = neighbourhood;
        this.dynamicQueries = dynamicQueries;
        this.changed = changed;
        this.finish = finish;
    }

    /** From now on searches may go beyond neighbours. */
    void deepenBy(DeepSearch datagrams) {
        deep = datagrams;
    }

    boolean anybodyToAsk() {
        return !neighbourhood.isEmpty();
    }

    void begin(SearchRun run) {
        var asking = run.asking;
        neighbourhood.ask(asking);
        if (self.ultrapeer() && !asking.query().whatsNew()) {
            dynamicQueries.start(asking, run::records, followUp(run));
        }
        if (asking.asked() > 0) {
            run(run);
        } else {
            run.next(owner.after(LONGEST_WAIT, () -> finish.over(run, SearchView.State.DONE, "")));
        }
    }

    private void run(SearchRun run) {
        run.running();
        run.next(owner.after(LIFETIME, () -> finish.over(run, SearchView.State.DONE, "time")));
    }

    private void askedMore(SearchRun run) {
        if (run.state() == SearchView.State.WAITING) {
            run(run);
        } else {
            run.running();
        }
        changed.raise();
    }

    /** What a dynamic query of ours tells. */
    private Outcome followUp(SearchRun run) {
        return new Told(
                hosts -> {
                    run.reaches(reach -> reach.hosts(hosts));
                    askedMore(run);
                },
                why -> {
                    switch (why) {
                        case ENOUGH -> finish.over(run, SearchView.State.DONE, "enough");
                        case HORIZON -> finish.over(run, SearchView.State.DONE, "horizon");
                        case TIME, NOBODY_LEFT, UNWANTED -> {} // it has its own time
                    }
                });
    }

    /** A neighbour came. */
    void joined(SearchRun run) {
        if (run.asking.query().whatsNew()) {
            owner.after(FEATURES_WITHIN, () -> askAgain(run));
        } else {
            askAgain(run);
        }
    }

    private void askAgain(SearchRun run) {
        if (run.isOver() || run.isDeepening()) {
            return;
        }
        var query = run.asking.query();
        if (!query.whatsNew() && query.has(Query.LEAF_GUIDED) == self.ultrapeer()) {
            askAsWeAreNow(run);
        }
        if (neighbourhood.ask(run.asking) > 0) {
            askedMore(run);
        }
    }

    /** Our role changed: an ultrapeer carries its search itself, a leaf lets others do it. */
    private void askAsWeAreNow(SearchRun run) {
        var query = run.asking.query();
        if (self.ultrapeer()) {
            run.asking = run.asking.again(query.without(Query.LEAF_GUIDED));
            dynamicQueries.start(run.asking, run::records, followUp(run));
        } else {
            dynamicQueries.end(run.asking.guid());
            run.asking = run.asking.again(query.with(Query.LEAF_GUIDED));
        }
    }

    /** @throws UnsearchableException when no search can go deeper now */
    void checkDeeper() {
        deep.obstacle().ifPresent(obstacle -> {
            throw new UnsearchableException(obstacle);
        });
    }

    /**
     * Neighbours have been asked, and need ask nobody more (2-search, section 8).
     *
     * @return false when it is going deeper already
     */
    boolean deepen(SearchRun run, SearchText text) {
        if (run.isDeepening()) {
            return false;
        }
        if (run.records() >= ENOUGH) {
            throw new UnsearchableException("deeper-enough");
        }
        if (!run.isOver()) {
            dynamicQueries.end(run.asking.guid());
            tellUltrapeers(run);
        }
        run.next(() -> {}); // whatever ends it now is not its time
        run.deepen();
        var before = run.records();
        deep.start(
                run.asking.guid(),
                key -> questions.byDatagram(run.asking, text, key),
                () -> run.records() - before,
                depth(run));
        return true;
    }

    /** What a search by datagram tells. */
    private Outcome depth(SearchRun run) {
        var before = run.reach().byDatagram();
        return new Told(
                asked -> {
                    run.reaches(reach -> reach.byDatagram(before + (int) asked));
                    changed.raise();
                },
                why -> finish.over(
                        run, SearchView.State.DONE, why == Why.ENOUGH ? "enough" : why == Why.NOBODY_LEFT ? "deeper-nobody" : "deeper"));
    }

    /** Nobody is asked any more; to be called before the run is over. */
    void end(SearchRun run) {
        if (!run.isDeepening()) {
            dynamicQueries.end(run.asking.guid());
            tellUltrapeers(run);
        }
        deep.end(run.asking.guid());
    }

    /** They need ask nobody more (2-search, 6). */
    private void tellUltrapeers(SearchRun run) {
        if (!self.ultrapeer()) {
            neighbourhood.tellAsked(run.asking, new QueryStatusResponse(QueryStatusResponse.STOP).toVendor());
        }
    }
}
