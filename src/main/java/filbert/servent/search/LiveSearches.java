package filbert.servent.search;

import filbert.event.Signal;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
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
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.Addresses;
import filbert.wire.message.Query;
import filbert.wire.message.SearchText;
import filbert.wire.vendor.QueryStatusResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The household's searches over the overlay: live ones from memory, older ones as stored. A search waits for a neighbour, runs, and goes on
 * taking late hits for a while after it is over; then it lives in the {@link SearchStore} only.
 */
public final class LiveSearches implements Searches, HitListener, HitSeeker {
    private static final Duration LIFETIME = Duration.ofSeconds(200); // 2-search, 5
    private static final Duration LATE_HITS = Duration.ofMinutes(3); // 2-search, 5, step 4
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);
    private static final Duration REUSED = Duration.ofSeconds(60); // manual repeats: 2-search, 10
    private static final Duration SAVE_EVERY = Duration.ofSeconds(2);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final int MAX_A_MINUTE = 12; // 2-search, 10
    private static final int MAX_LIVE = 50; // 2-search, 10
    private static final int ENOUGH = 150; // results wanted by an own query: 2-search, 5
    private static final Ggep WITH_TOKENS = Ggep.EMPTY.with("SO"); // out of band, version 3: 2-search, 7.1
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
    private final Neighbourhood neighbourhood;
    private final DynamicQueries dynamicQueries;
    private final SearchStore store;
    private final PastSearches past;
    private final Executor workers;
    private final InOrder diary;
    private final Signal changed = new Signal();

    /** Read by everybody, changed by the owner. */
    private final Map<String, SearchRun> live = new ConcurrentHashMap<>();

    private final Map<Guid, SearchRun> byGuid = new HashMap<>();
    private final Deque<Long> startedLately = new ArrayDeque<>();
    private final AskedTexts texts;
    private Supplier<Optional<HostAddress>> hitsByDatagram = Optional::empty;
    private final Set<SearchRun> unsaved = new HashSet<>();

    public LiveSearches(
            Surroundings around, Neighbourhood neighbourhood, DynamicQueries dynamicQueries, SearchStore store, Executor workers) {
        this.dynamicQueries = dynamicQueries;
        this.self = around.self();
        this.scope = around.scope();
        this.owner = around.owner();
        this.clock = around.clock();
        this.random = around.random();
        this.experience = around.experience();
        this.texts = new AskedTexts(owner, random);
        this.neighbourhood = neighbourhood;
        this.store = store;
        this.past = new PastSearches(store, experience);
        this.workers = workers;
        this.diary = new InOrder(workers);
    }

    @Override
    public String start(long person, String query) {
        if (query.length() > MAX_TYPED) {
            throw new UnsearchableException("too-long");
        }
        var text = SearchText.of(query).orElseThrow(() -> new UnsearchableException("too-short"));
        return owner.ask(() -> start(person, query, text));
    }

    private String start(long person, String typed, SearchText text) {
        var canonical = text.full();
        var reused = newest(person, canonical).filter(run -> run.state() != SearchView.State.STOPPED && isYoung(run));
        if (reused.isPresent()) {
            return reused.get().id;
        }
        checkLimits();
        var asking = hitsByDatagram.get().map(to -> askedFrom(to, text)).orElseGet(() -> asked(text));
        var run = new SearchRun(
                Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX),
                person,
                new SearchRun.Typed(typed, canonical),
                clock.instant(),
                asking,
                self.servent(),
                scope,
                experience,
                new InOrder(workers));
        live.put(run.id, run);
        byGuid.put(asking.guid(), run);
        neighbourhood.ask(asking);
        if (self.ultrapeer()) {
            dynamicQueries.start(asking, run::records, new FollowUp(run));
        }
        if (asking.asked() > 0) {
            run(run);
        } else {
            owner.after(LONGEST_WAIT, () -> giveUpWaiting(run));
        }
        save(run);
        changed.raise();
        return run.id;
    }

    /** Hits may come by datagram: our address is in the GUID (2-search, 7.1). */
    private OwnQuery askedFrom(HostAddress us, SearchText text) {
        var extensions = us.isIpv4() ? WITH_TOKENS : Addresses.with(us.ip(), WITH_TOKENS);
        return new OwnQuery(Guid.randomForOutOfBand(random, us), query(texts.inFreshOrder(text), Query.OUT_OF_BAND, extensions));
    }

    private OwnQuery asked(SearchText text) {
        return new OwnQuery(Guid.random(random), query(texts.inFreshOrder(text), 0, Ggep.EMPTY));
    }

    private boolean isYoung(SearchRun run) {
        return run.started.plus(REUSED).isAfter(clock.instant());
    }

    private void checkLimits() {
        var now = owner.nanos();
        while (!startedLately.isEmpty() && now - startedLately.getFirst() >= A_MINUTE.toNanos()) {
            startedLately.removeFirst();
        }
        if (startedLately.size() >= MAX_A_MINUTE) {
            throw new UnsearchableException("too-many-a-minute");
        }
        if (live.values().stream().filter(run -> !run.isOver()).count() >= MAX_LIVE) {
            throw new UnsearchableException("too-many-live");
        }
        startedLately.addLast(now);
    }

    private Query query(SearchText text, int flags, Ggep extensions) {
        var firewalled = scope == AddressScope.PUBLIC && !self.reachable();
        var guided = self.ultrapeer() ? 0 : Query.LEAF_GUIDED;
        return text.query(flags | guided | Query.MARK | Query.XML | Query.GGEP_H | (firewalled ? Query.FIREWALLED : 0), extensions);
    }

    private void run(SearchRun run) {
        run.running();
        owner.after(LIFETIME, () -> finish(run, SearchView.State.DONE, "time"));
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
    private final class FollowUp implements Outcome {
        private final SearchRun run;

        FollowUp(SearchRun run) {
            this.run = run;
        }

        @Override
        public void asked(long hosts) {
            askedMore(run);
        }

        @Override
        public void ended(Why why) {
            switch (why) {
                case ENOUGH -> finish(run, SearchView.State.DONE, "enough");
                case HORIZON -> finish(run, SearchView.State.DONE, "horizon");
                case TIME, NOBODY_LEFT, UNWANTED -> {} // it has its own time
            }
        }
    }

    private void giveUpWaiting(SearchRun run) {
        if (run.state() == SearchView.State.WAITING) {
            finish(run, SearchView.State.DONE, "");
        }
    }

    private void finish(SearchRun run, SearchView.State end, String why) {
        if (run.isOver()) {
            return;
        }
        run.over(end, why);
        dynamicQueries.end(run.asking.guid());
        tellUltrapeers(run);
        save(run);
        changed.raise();
        owner.after(LATE_HITS, () -> forget(run));
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
        save(run);
        diary.execute(() -> live.remove(run.id));
    }

    /** Our role changed: an ultrapeer carries its search itself, a leaf lets others do it. */
    private void askAsWeAreNow(SearchRun run) {
        var query = run.asking.query();
        if (self.ultrapeer()) {
            run.asking = run.asking.again(query.without(Query.LEAF_GUIDED));
            dynamicQueries.start(run.asking, run::records, new FollowUp(run));
        } else {
            dynamicQueries.end(run.asking.guid());
            run.asking = run.asking.again(query.with(Query.LEAF_GUIDED));
        }
    }

    @Override
    public void joined(Neighbour neighbour) {
        for (var run : live.values()) {
            if (!run.isOver() && run.asking.query().has(Query.LEAF_GUIDED) == self.ultrapeer()) {
                askAsWeAreNow(run);
            }
            if (!run.isOver() && neighbourhood.ask(run.asking) > 0) {
                askedMore(run);
            }
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
        hitsByDatagram = address;
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
            run.found(payload, clock.instant(), changed::raise);
            saveSoon(run);
            if (run.records() >= ENOUGH) {
                finish(run, SearchView.State.DONE, "enough");
            }
        }
    }

    private void saveSoon(SearchRun run) {
        if (unsaved.isEmpty()) {
            owner.after(SAVE_EVERY, () -> {
                unsaved.forEach(this::save);
                unsaved.clear();
            });
        }
        unsaved.add(run);
    }

    /** What changed since the last time, on the worker that writes. */
    private void save(SearchRun run) {
        diary.execute(() -> {
            store.save(run.viewWithoutFiles(), run.canonical);
            var files = run.takeChanged();
            if (!files.isEmpty()) {
                store.saveFiles(run.id, files);
            }
        });
    }

    /** Writes down what is not yet; completes when the store has it. Any thread. */
    public CompletionStage<Void> writeDown() {
        var done = new CompletableFuture<Void>();
        owner.execute(() -> {
            unsaved.forEach(this::save);
            unsaved.clear();
            diary.execute(() -> done.complete(null));
        });
        return done;
    }

    @Override
    public void stop(String searchId) {
        owner.tell(() -> Optional.ofNullable(live.get(searchId)).ifPresent(run -> finish(run, SearchView.State.STOPPED, "")));
    }

    @Override
    public Optional<SearchView> view(String searchId) {
        var run = live.get(searchId);
        return run != null ? Optional.of(run.view()) : past.view(searchId);
    }

    @Override
    public Optional<SearchView> head(String searchId) {
        var run = live.get(searchId);
        return run != null ? Optional.of(run.viewWithoutFiles()) : past.head(searchId);
    }

    @Override
    public Optional<SearchSummary> summary(String searchId) {
        var run = live.get(searchId);
        return run != null ? Optional.of(run.summary()) : past.summary(searchId);
    }

    @Override
    public Optional<FoundFile> file(String searchId, String fileId) {
        var run = live.get(searchId);
        return run != null ? run.file(fileId) : past.file(searchId, fileId);
    }

    @Override
    public Optional<SearchView> latest(long person, String query) {
        var text = SearchText.of(query);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var canonical = text.get().full();
        return newest(person, canonical)
                .map(SearchRun::viewWithoutFiles)
                .or(() -> past.latestCanonical(person, canonical));
    }

    private Optional<SearchRun> newest(long person, String canonical) {
        return live.values().stream()
                .filter(run -> run.person == person && run.canonical.equals(canonical))
                .max(Comparator.comparing(run -> run.started));
    }

    @Override
    public List<SearchView> recent(long person, int atMost) {
        var views = new LinkedHashMap<String, SearchView>();
        past.recent(person, atMost).forEach(stored -> views.put(stored.id(), stored));
        live.values().stream().filter(run -> run.person == person).forEach(run -> views.put(run.id, run.viewWithoutFiles()));
        return views.values().stream()
                .sorted(Comparator.comparing(SearchView::started, Comparator.<Instant>reverseOrder()))
                .limit(atMost)
                .toList();
    }

    @Override
    public Signal changed() {
        return changed;
    }
}
