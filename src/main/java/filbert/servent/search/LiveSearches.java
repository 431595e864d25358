package filbert.servent.search;

import filbert.event.Signal;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.net.AddressScope;
import filbert.net.Owner;
import filbert.servent.connection.Neighbour;
import filbert.servent.dynamicquery.DynamicQueries;
import filbert.servent.dynamicquery.Outcome;
import filbert.servent.dynamicquery.Why;
import filbert.servent.routing.HitListener;
import filbert.servent.routing.Neighbourhood;
import filbert.servent.routing.OwnQuery;
import filbert.servent.spam.Experience;
import filbert.servent.topology.Self;
import filbert.wire.message.Header;
import filbert.wire.message.Query;
import filbert.wire.message.SearchText;
import filbert.wire.vendor.QueryStatusResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The household's searches over the overlay: live ones from memory, older ones as stored. A search waits for a neighbour, runs, and goes on
 * taking late hits for a while after it is over; then it lives in the {@link SearchStore} only.
 */
public final class LiveSearches extends KnownSearches implements HitListener, HitSeeker, SourceSeeker {
    private static final Duration LIFETIME = Duration.ofSeconds(200); // 2-search, 5
    private static final Duration LATE_HITS = Duration.ofMinutes(3); // 2-search, 5, step 4
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);
    private static final Duration REUSED = Duration.ofSeconds(60); // manual repeats: 2-search, 10
    private static final Duration FEATURES_WITHIN = Duration.ofSeconds(5); // ours: a neighbour says what it can do right after it came
    private static final int ENOUGH = 150; // results wanted by an own query: 2-search, 5
    private static final long NOBODY = 0; // no person's id, as all below: what is not in anybody's list, and not kept
    private static final int MAX_TYPED = 1_000; // characters; as many are kept with the search

    /** What a search needs of the servent around it. */
    public record Surroundings(
            Self self, AddressScope scope, Owner owner, InstantSource clock, RandomGenerator random, Experience experience) {
        public Surroundings(Self self, AddressScope scope, Owner owner, InstantSource clock, RandomGenerator random) {
            this(self, scope, owner, clock, random, new Experience());
        }
    }

    private final Self self;
    private final AddressScope scope;
    private final Owner owner;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Experience experience;
    private final Questions questions;
    private final StartLimits limits;
    private final Neighbourhood neighbourhood;
    private final DynamicQueries dynamicQueries;
    private final Executor workers;
    private final SearchDiary diary;
    private final Signal changed = new Signal();

    private final Map<Guid, SearchRun> byGuid = new HashMap<>();
    private DeepSearch deep = DeepSearch.NONE;
    private Consumer<List<FoundFile>> foundListener = _ -> {};

    public LiveSearches(
            Surroundings around, Neighbourhood neighbourhood, DynamicQueries dynamicQueries, SearchStore store, Executor workers) {
        super(new PastSearches(store, around.experience()));
        this.dynamicQueries = dynamicQueries;
        this.self = around.self();
        this.scope = around.scope();
        this.owner = around.owner();
        this.clock = around.clock();
        this.random = around.random();
        this.experience = around.experience();
        this.questions = new Questions(self, scope, owner, random);
        this.limits = new StartLimits(owner);
        this.neighbourhood = neighbourhood;
        this.workers = workers;
        this.diary = new SearchDiary(owner, store, workers);
    }

    @Override
    public String start(long person, String query) {
        if (query.length() > MAX_TYPED) {
            throw new UnsearchableException("too-long");
        }
        var text = SearchText.of(query).orElseThrow(() -> new UnsearchableException("too-short"));
        return owner.ask(() -> start(person, query, text).id);
    }

    /** In the name of a number below {@link #NOBODY}, which is no person's. */
    @Override
    public String startUnlisted(long number, String query) {
        return start(NOBODY - number, query);
    }

    private SearchRun start(long person, String typed, SearchText text) {
        var whatsNew = typed.strip().equalsIgnoreCase(Query.WHATS_NEW);
        var fresh = whatsNew ? StartLimits.NEWEST_EVERY : REUSED;
        var reused = newest(person, text.full()).filter(run -> run.state() != SearchView.State.STOPPED && isYoung(run, fresh));
        if (reused.isPresent()) {
            return reused.get();
        }
        oneMore(whatsNew);
        var asking = whatsNew ? questions.whatsNew() : questions.about(text);
        return begin(run(person, new SearchRun.Typed(whatsNew ? Query.WHATS_NEW : typed, text.full()), asking));
    }

    private void oneMore(boolean whatsNew) {
        limits.one(live.values().stream().filter(run -> !run.isOver()).count(), whatsNew);
    }

    private SearchRun run(long person, SearchRun.Typed typed, OwnQuery asking) {
        return new SearchRun(
                Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX),
                person,
                typed,
                clock.instant(),
                asking,
                self.servent(),
                scope,
                experience,
                new InOrder(workers));
    }

    private SearchRun begin(SearchRun run) {
        var asking = run.asking;
        live.put(run.id, run);
        byGuid.put(asking.guid(), run);
        neighbourhood.ask(asking);
        if (self.ultrapeer() && !asking.query().whatsNew()) {
            dynamicQueries.start(asking, run::records, followUp(run));
        }
        if (asking.asked() > 0) {
            run(run);
        } else {
            run.next(owner.after(LONGEST_WAIT, () -> finish(run, SearchView.State.DONE, "")));
        }
        save(run);
        changed.raise();
        return run;
    }

    @Override
    public boolean anybodyToAsk() {
        return !neighbourhood.isEmpty();
    }

    @Override
    public void seek(Sha1 content, String name, By by, Consumer<List<Source>> found) {
        oneMore(false);
        var words = FileWords.of(name);
        var asking = by == By.HASH || words.isEmpty() ? questions.about(content) : questions.about(words.get());
        var run = run(NOBODY, new SearchRun.Typed(name, words.map(SearchText::full).orElse("")), asking);
        run.whenMore(() -> run.file(content.base32()).ifPresent(file -> found.accept(file.sources())));
        begin(run);
    }

    @Override
    public void tellFound(Consumer<List<FoundFile>> listener) {
        foundListener = listener;
    }

    private void save(SearchRun run) {
        if (run.person > NOBODY) {
            diary.save(run);
        }
    }

    private boolean isYoung(SearchRun run, Duration age) {
        return run.started.plus(age).isAfter(clock.instant());
    }

    private void run(SearchRun run) {
        run.running();
        run.next(owner.after(LIFETIME, () -> finish(run, SearchView.State.DONE, "time")));
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
                        case ENOUGH -> finish(run, SearchView.State.DONE, "enough");
                        case HORIZON -> finish(run, SearchView.State.DONE, "horizon");
                        case TIME, NOBODY_LEFT, UNWANTED -> {} // it has its own time
                    }
                });
    }

    @Override
    public String deepen(String searchId) {
        var before = head(searchId).orElseThrow(() -> new NoSuchElementException("search " + searchId));
        if (before.whatsNew()) {
            throw new UnsearchableException("deeper-new");
        }
        var text = SearchText.of(before.query()).orElseThrow(() -> new UnsearchableException("too-short"));
        return owner.ask(() -> {
            deep.obstacle().ifPresent(obstacle -> {
                throw new UnsearchableException(obstacle);
            });
            var lives = live.get(searchId);
            var run = lives != null && goesOn(lives) ? lives : start(before.person(), before.query(), text);
            deepen(run, text);
            return run.id;
        });
    }

    private boolean goesOn(SearchRun run) {
        return run.state() != SearchView.State.STOPPED && byGuid.containsKey(run.asking.guid());
    }

    /** Neighbours have been asked, and need ask nobody more (2-search, section 8). */
    private void deepen(SearchRun run, SearchText text) {
        if (run.isDeepening()) {
            return;
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
        save(run);
        changed.raise();
    }

    /** What a search by datagram tells. */
    private Outcome depth(SearchRun run) {
        var before = run.reach().byDatagram();
        return new Told(
                asked -> {
                    run.reaches(reach -> reach.byDatagram(before + (int) asked));
                    changed.raise();
                },
                why -> finish(run, SearchView.State.DONE, why == Why.ENOUGH ? "enough" : why == Why.NOBODY_LEFT ? "deeper-nobody" : "deeper"));
    }

    /** From now on searches may go beyond neighbours. */
    public void deepenBy(DeepSearch datagrams) {
        deep = datagrams;
    }

    private void finish(SearchRun run, SearchView.State end, String why) {
        if (run.isOver()) {
            return;
        }
        if (!run.isDeepening()) {
            dynamicQueries.end(run.asking.guid());
            tellUltrapeers(run);
        }
        deep.end(run.asking.guid());
        run.over(end, why);
        run.next(owner.after(LATE_HITS, () -> forget(run)));
        save(run);
        changed.raise();
        foundListener.accept(run.view().files());
    }

    /** They need ask nobody more (2-search, 6). */
    private void tellUltrapeers(SearchRun run) {
        if (!self.ultrapeer()) {
            neighbourhood.tellAsked(run.asking, new QueryStatusResponse(QueryStatusResponse.STOP).toVendor());
        }
    }

    /** An ultrapeer wants to know how many hits we kept of what it asks for us (2-search, 6). */
    public void statusAsked(Neighbour ultrapeer, Guid query) {
        var run = byGuid.get(query);
        var kept = run == null || run.isOver() ? QueryStatusResponse.STOP : run.kept(ultrapeer);
        ultrapeer.send(query, 1, 0, new QueryStatusResponse(kept).toVendor());
    }

    private void forget(SearchRun run) {
        byGuid.remove(run.asking.guid());
        foundListener.accept(run.view().files());
        save(run);
        diary.then(() -> live.remove(run.id));
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

    @Override
    public void joined(Neighbour neighbour) {
        for (var run : live.values()) {
            if (run.asking.query().whatsNew()) {
                owner.after(FEATURES_WITHIN, () -> askAgain(run));
            } else {
                askAgain(run);
            }
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

    @Override
    public void found(Neighbour from, Header header, ByteBuf payload) {
        found(header.guid(), ByteBufUtil.getBytes(payload));
    }

    /**
     * Lets hits come by datagram.
     *
     * @param address asked for every search that starts: where, if they may
     */
    public void hitsMayComeTo(Supplier<Optional<HostAddress>> address) {
        questions.hitsMayComeTo(address);
    }

    @Override
    public int wanted(Guid query) {
        var run = byGuid.get(query);
        return run == null || run.isOver() ? 0 : Math.max(0, ENOUGH - run.records());
    }

    @Override
    public void found(Guid query, byte[] payload) {
        var run = byGuid.get(query);
        if (run != null && run.state() != SearchView.State.STOPPED) {
            run.found(payload, clock.instant(), () -> owner.execute(() -> foundMore(run)));
            if (run.person > NOBODY) {
                diary.saveSoon(run);
            }
        }
    }

    private void foundMore(SearchRun run) {
        changed.raise();
        run.tellMore();
        if (run.records() >= ENOUGH) {
            finish(run, SearchView.State.DONE, "enough");
        }
    }

    /** Writes down what is not yet; completes when the store has it. Any thread. */
    public CompletionStage<Void> writeDown() {
        return diary.writeDown();
    }

    @Override
    public void stop(String searchId) {
        owner.tell(() -> Optional.ofNullable(live.get(searchId)).ifPresent(run -> finish(run, SearchView.State.STOPPED, "")));
    }

    @Override
    public void discard(String searchId) {
        owner.tell(() -> Optional.ofNullable(live.remove(searchId)).ifPresent(run -> {
            run.discard();
            finish(run, SearchView.State.STOPPED, "");
            byGuid.remove(run.asking.guid());
        }));
    }

    @Override
    public Signal changed() {
        return changed;
    }
}
