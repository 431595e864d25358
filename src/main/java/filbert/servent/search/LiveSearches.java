package filbert.servent.search;

import filbert.event.Signal;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.net.AddressScope;
import filbert.net.Owner;
import filbert.servent.connection.Neighbour;
import filbert.servent.dynamicquery.DynamicQueries;
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
    private static final Duration LATE_HITS = Duration.ofMinutes(3); // 2-search, 5, step 4
    private static final Duration REUSED = Duration.ofSeconds(60); // manual repeats: 2-search, 10
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
    private final Pursuit pursuit;
    private final Executor workers;
    private final SearchDiary diary;
    private final Signal changed = new Signal();

    private final Map<Guid, SearchRun> byGuid = new HashMap<>();
    private Consumer<List<FoundFile>> foundListener = _ -> {};

    public LiveSearches(
            Surroundings around, Neighbourhood neighbourhood, DynamicQueries dynamicQueries, SearchStore store, Executor workers) {
        super(new PastSearches(store, around.experience()));
        this.self = around.self();
        this.scope = around.scope();
        this.owner = around.owner();
        this.clock = around.clock();
        this.random = around.random();
        this.experience = around.experience();
        this.questions = new Questions(self, scope, owner, random);
        this.limits = new StartLimits(owner);
        this.pursuit = new Pursuit(self, owner, questions, neighbourhood, dynamicQueries, changed, this::finish);
        this.workers = workers;
        this.diary = new SearchDiary(owner, store, workers);
    }

    @Override
    public String start(long person, String query) {
        if (query.length() > MAX_TYPED) {
            throw new UnsearchableException("too-long");
        }
        var text = SearchText.of(query).orElseThrow(() -> new UnsearchableException("too-short"));
        if (Commonplace.isAll(text)) {
            throw new UnsearchableException("too-common");
        }
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
        live.put(run.id, run);
        byGuid.put(run.asking.guid(), run);
        pursuit.begin(run);
        save(run);
        changed.raise();
        return run;
    }

    @Override
    public boolean anybodyToAsk() {
        return pursuit.anybodyToAsk();
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

    @Override
    public String deepen(String searchId) {
        var before = head(searchId).orElseThrow(() -> new NoSuchElementException("search " + searchId));
        if (before.whatsNew()) {
            throw new UnsearchableException("deeper-new");
        }
        var text = SearchText.of(before.query()).orElseThrow(() -> new UnsearchableException("too-short"));
        return owner.ask(() -> {
            pursuit.checkDeeper();
            var lives = live.get(searchId);
            var run = lives != null && goesOn(lives) ? lives : start(before.person(), before.query(), text);
            if (pursuit.deepen(run, text)) {
                save(run);
                changed.raise();
            }
            return run.id;
        });
    }

    private boolean goesOn(SearchRun run) {
        return run.state() != SearchView.State.STOPPED && byGuid.containsKey(run.asking.guid());
    }

    /** From now on searches may go beyond neighbours. */
    public void deepenBy(DeepSearch datagrams) {
        pursuit.deepenBy(datagrams);
    }

    private void finish(SearchRun run, SearchView.State end, String why) {
        if (run.isOver()) {
            return;
        }
        pursuit.end(run);
        run.over(end, why);
        run.next(owner.after(LATE_HITS, () -> forget(run)));
        save(run);
        changed.raise();
        foundListener.accept(run.view().files());
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
        diary.settle(run);
        diary.then(() -> live.remove(run.id));
    }

    @Override
    public void joined(Neighbour neighbour) {
        live.values().forEach(pursuit::joined);
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
        return run == null || run.isOver() ? 0 : Math.max(0, Pursuit.ENOUGH - run.records());
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
        if (run.records() >= Pursuit.ENOUGH) {
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
