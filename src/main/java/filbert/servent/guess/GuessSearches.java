package filbert.servent.guess;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import filbert.net.Owner;
import filbert.servent.datagram.Arrival;
import filbert.servent.datagram.Post;
import filbert.servent.dynamicquery.Outcome;
import filbert.servent.dynamicquery.Why;
import filbert.servent.search.DeepSearch;
import filbert.servent.search.HitSeeker;
import filbert.servent.topology.Self;
import filbert.wire.message.HostsWanted;
import filbert.wire.message.Ping;
import filbert.wire.message.Pong;
import filbert.wire.message.Query;
import filbert.wire.message.QueryHit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The asking side of GUESS 0.2: one datagram every 250 ms for all searches together, to an ultrapeer that gave a key, or to one that shall give one and
 * name others. A search begins because a person wants it, and ends with 100 results, with 500 hosts, or with nobody left (2-search, section 8).
 * Hits are taken from whom it asked, and no more than it could want. Confined to the owner.
 */
final class GuessSearches implements DeepSearch {
    static final Duration EVERY = Duration.ofMillis(250); // 2-search, section 8
    static final int MOST_HOSTS = 500; // 2-search, section 8
    static final int ENOUGH = 100; // results: 2-search, section 8
    static final int MOST_AT_ONCE = 5; // searches: ours, for they share the datagrams

    /** Ours: hosts that keep naming others would keep it alive. Five hundred take two minutes, and some have to be waited for. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Duration LATE_HITS = Duration.ofMinutes(3); // as after a dynamic query: 2-search, section 5

    private final Self self;
    private final AddressScope scope;
    private final Owner owner;
    private final RandomGenerator random;
    private final GuessHosts hosts;
    private final Supplier<List<HostAddress>> neighbours;
    private final HitSeeker seeker;
    private final ArrayDeque<GuessCourse> turns = new ArrayDeque<>();
    private final Map<Guid, GuessCourse> courses = new HashMap<>(); // those that are over, for a while, too
    private boolean ticking;
    private @Nullable Post post;

    /**
     * @param neighbours ultrapeers we are connected with: they have the query already, but may name others
     * @param seeker whose searches these are
     */
    GuessSearches(
            Self self,
            AddressScope scope,
            Owner owner,
            RandomGenerator random,
            GuessHosts hosts,
            Supplier<List<HostAddress>> neighbours,
            HitSeeker seeker) {
        this.self = self;
        this.scope = scope;
        this.owner = owner;
        this.random = random;
        this.hosts = hosts;
        this.neighbours = neighbours;
        this.seeker = seeker;
    }

    void opened(Post wayOut) {
        post = wayOut;
    }

    @Override
    public Optional<String> obstacle() {
        if (post == null || !post.reachable()) {
            return Optional.of("deeper-unreachable");
        }
        if (turns.size() >= MOST_AT_ONCE) {
            return Optional.of("deeper-many");
        }
        return hosts.isEmpty() && neighbours.get().isEmpty() ? Optional.of("deeper-nobody-known") : Optional.empty();
    }

    @Override
    public void start(Guid query, Function<byte[], Query> withKey, IntSupplier results, Outcome outcome) {
        var before = courses.get(query);
        var course = before != null ? before.again(withKey, results, outcome, owner.nanos()) : new GuessCourse(query, withKey, results, outcome, owner.nanos());
        courses.put(query, course);
        for (var neighbour : neighbours.get()) {
            learn(neighbour);
            course.has(who(neighbour));
        }
        turns.add(course);
        if (!ticking) {
            ticking = true;
            tick();
        }
    }

    @Override
    public void end(Guid query) {
        var course = courses.get(query);
        if (course != null && turns.remove(course)) {
            owner.after(LATE_HITS, () -> courses.computeIfPresent(query, (_, now) -> now == course && !turns.contains(course) ? null : now));
        }
    }

    private void tick() {
        var course = turns.pollFirst();
        if (course == null) {
            ticking = false;
            return;
        }
        turns.addLast(course);
        go(course);
        owner.after(EVERY, this::tick);
    }

    private void go(GuessCourse course) {
        if (course.results() >= ENOUGH) {
            over(course, Why.ENOUGH);
        } else if (course.age(owner.nanos()) > LONGEST.toNanos()) {
            over(course, Why.HORIZON);
        } else if (!askAgain(course)
                && !ask(course)
                && !greet(course)
                && course.idle(owner.nanos(), GuessHosts.ANSWERS_WITHIN)
                && !awaitsTurn(course)) {
            over(course, course.asked() >= MOST_HOSTS ? Why.HORIZON : Why.NOBODY_LEFT);
        }
    }

    private void over(GuessCourse course, Why why) {
        end(course.query());
        course.ended(why);
    }

    /** With the key it gave instead of the wrong one. */
    private boolean askAgain(GuessCourse course) {
        var host = course.nextAgain();
        host.ifPresent(again -> hosts.key(again).ifPresent(key -> send(course, again, key)));
        return host.isPresent();
    }

    private boolean ask(GuessCourse course) {
        if (course.asked() >= MOST_HOSTS) {
            return false;
        }
        var host = hosts.withKey(candidate -> !isUs(candidate) && !course.knows(who(candidate)));
        host.ifPresent(next -> hosts.key(next).ifPresent(key -> {
            course.asks(who(next), next);
            send(course, next, key);
        }));
        return host.isPresent();
    }

    private void send(GuessCourse course, HostAddress host, byte[] key) {
        course.sent(owner.nanos());
        if (post != null) {
            post.send(host, course.query(), course.queryWith(key));
        }
    }

    private boolean greet(GuessCourse course) {
        if (post == null || course.asked() >= MOST_HOSTS) {
            return false;
        }
        var way = post;
        var host = hosts.greet(candidate -> !isUs(candidate) && way.mayPing(candidate));
        host.ifPresent(next -> {
            course.sent(owner.nanos());
            way.ping(next, Guid.randomForPing(random), greeting());
        });
        return host.isPresent();
    }

    /** Is there one that will be asked for a key once its minute is over, because another ping of ours went there? */
    private boolean awaitsTurn(GuessCourse course) {
        return post != null && course.asked() < MOST_HOSTS && hosts.anyDue(candidate -> !isUs(candidate));
    }

    private Ping greeting() {
        var ping = Ping.wanting(self.ultrapeer() ? HostsWanted.FOR_ULTRAPEER : HostsWanted.FOR_LEAF).askingForQueryKey();
        return self.ultrapeer() ? ping.introducing(self.address().port()) : ping;
    }

    private boolean isUs(HostAddress host) {
        return host.equals(self.address());
    }

    /** Strangers are told apart by address; on our own network many may share one. */
    private Object who(HostAddress host) {
        return scope.isStranger(host.ip()) ? host.ip() : host;
    }

    /** Somebody says that this ultrapeer answers. */
    void learn(HostAddress host) {
        if (scope.admits(host) && !isUs(host)) {
            hosts.named(host);
        }
    }

    /** It says so itself. */
    void met(HostAddress host) {
        if (scope.admits(host) && !isUs(host)) {
            hosts.introduced(host);
        }
    }

    /** A pong by datagram: a key, an acknowledgement, and others like it. What was not asked for is ignored. */
    void ponged(HostAddress from, Guid guid, Pong pong) {
        var course = courses.get(guid);
        var acknowledges = course != null && course.asked(who(from), from);
        if (!acknowledges && !hosts.isAwaited(from)) {
            return;
        }
        pong.queryKey().ifPresentOrElse(
                key -> {
                    hosts.gave(from, key);
                    if (course != null && acknowledges) {
                        course.refused(who(from), from);
                    }
                },
                () -> {
                    if (!acknowledges) {
                        hosts.answered(from);
                    }
                });
        if (acknowledges && pong.guess().isPresent()) {
            learn(pong.host());
        }
        pong.hosts().stream().limit(GuessHosts.MOST_OF_ONE_PONG).forEach(suggestion -> learn(suggestion.host()));
    }

    /** A hit by datagram. @return false when it has nothing to do with what was asked here */
    boolean found(Arrival arrival, QueryHit hit) {
        var course = courses.get(arrival.header().guid());
        if (course == null || !course.asked(who(arrival.from()), arrival.from())) {
            return false;
        }
        if (course.takes(who(arrival.from()), hit.results().size())) {
            seeker.found(course.query(), arrival.payload());
        }
        return true;
    }

    int running() {
        return turns.size();
    }
}
