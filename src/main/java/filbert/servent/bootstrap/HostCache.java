package filbert.servent.bootstrap;

import filbert.identity.HostAddress;
import filbert.net.AddressScope;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Ultrapeers we might call, usually at most {@value #MOST} of them, no more than a fifth from one teller (1-connect, 8.2). Who answered lately comes first,
 * then who was named by tellers that proved right, then by two far apart; who failed waits, each time longer. Confined to the owner.
 */
public final class HostCache {
    /** Of hosts that settings or a person named: never evicted, and waiting is short. */
    public static final String LISTED = "listed";

    public static final int MOST = 2_000;

    private static final int SOURCES_AT_LEAST = 5;
    static final int MOST_FAILURES = 5;

    /** Hosts to draw from for each one handed on. */
    private static final int DRAWN_FROM = 6;

    private static final Duration FIRST_WAIT = Duration.ofMinutes(5);
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);
    private static final Duration FIRST_WAIT_LISTED = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT_LISTED = Duration.ofMinutes(1);
    private static final Duration FRESH = Duration.ofHours(24);
    private static final Duration STALE = Duration.ofDays(7);
    private static final Duration LONGEST_EVER = Duration.ofHours(13); // a wait beyond it is the clock's fault

    private final InstantSource clock;
    private final AddressScope scope;
    private final int most;
    private final Map<HostAddress, HostEntry> entries = new LinkedHashMap<>();
    private final Tellers tellers = new Tellers();
    private Predicate<InetAddress> shunned = _ -> false;
    private boolean changed;

    public HostCache(InstantSource clock, AddressScope scope) {
        this(clock, scope, MOST);
    }

    /** @param most hosts, at least 5 */
    public HostCache(InstantSource clock, AddressScope scope, int most) {
        this.clock = clock;
        this.scope = scope;
        this.most = most;
    }

    /** Never takes those in, from now on. @param hostile asked whenever somebody is named */
    public void leaveOut(Predicate<InetAddress> hostile) {
        shunned = hostile;
    }

    public void forget(Predicate<InetAddress> whom) {
        List.copyOf(entries.keySet()).stream().filter(host -> whom.test(host.ip())).forEach(this::remove);
    }

    private boolean mayBe(HostAddress host) {
        return scope.admits(host) && !shunned.test(host.ip());
    }

    private int mostPerSource() {
        return most / SOURCES_AT_LEAST;
    }

    /** Takes what an earlier run remembered, as far as it is still of use. */
    public void load(Collection<KnownHost> remembered) {
        for (var host : remembered) {
            if (entries.size() >= most || !mayBe(host.address()) || host.source().equals(LISTED) || entries.containsKey(host.address())) {
                continue;
            }
            var entry = HostEntry.of(host);
            if (!isStale(entry) && tellers.hostsOf(entry.teller) < mostPerSource()) {
                insert(entry);
            }
        }
    }

    /** A host named by settings or a person. */
    public void list(HostAddress host) {
        if (scope.admits(host)) {
            var known = entries.get(host);
            if (known == null || !known.listed()) {
                remove(host);
                makeRoom(LISTED);
                insert(new HostEntry(host, LISTED, clock.instant()));
            }
        }
    }

    /**
     * Somebody says there is an ultrapeer.
     *
     * @param source what kind of news it was and who told it, for instance {@code try 192.0.2.7}
     * @param dailyUptimeSeconds 0 when unsaid
     * @param freeSlots it has said itself that it has room
     */
    public void heardOf(HostAddress host, String source, int dailyUptimeSeconds, boolean freeSlots) {
        if (!mayBe(host)) {
            return;
        }
        var entry = entries.get(host);
        if (entry == null) {
            if (!tellers.mayName(Tellers.of(source), mostPerSource(), clock.instant())) {
                return;
            }
            entry = new HostEntry(host, source, clock.instant());
            makeRoom(source);
            insert(entry);
        } else if (!entry.confirmed) {
            entry.confirmed = Tellers.farApart(entry.source, source);
        }
        entry.lastSeen = clock.instant();
        entry.freeSlots = freeSlots;
        if (dailyUptimeSeconds > 0) {
            entry.dailyUptime = dailyUptimeSeconds;
        }
        changed = true;
    }

    /** The best host that may be called now. */
    public Optional<HostAddress> next(boolean listedOnly, Predicate<HostAddress> free) {
        var now = clock.instant();
        return entries.values().stream()
                .filter(entry -> entry.listed() || !listedOnly)
                .filter(entry -> isRested(entry, now) && free.test(entry.address))
                .min(bestFirst(now))
                .map(entry -> entry.address);
    }

    /**
     * Hosts to hand on, listed ones left out: drawn from the best of those heard of within a day that never failed us, so that not the same few are sent to
     * everybody.
     */
    public List<HostAddress> suggestions(int atMost, Predicate<HostAddress> wanted, RandomGenerator random) {
        var now = clock.instant();
        var best = entries.values().stream()
                .filter(entry -> !entry.listed() && entry.failures == 0 && entry.latest().plus(FRESH).isAfter(now) && wanted.test(entry.address))
                .sorted(bestFirst(now))
                .limit((long) atMost * DRAWN_FROM)
                .map(entry -> entry.address)
                .collect(Collectors.toList());
        Collections.shuffle(best, Random.from(random));
        return List.copyOf(best.subList(0, Math.min(atMost, best.size())));
    }

    /** How many hosts might be called now. */
    public int callable() {
        var now = clock.instant();
        return (int) entries.values().stream().filter(entry -> isRested(entry, now)).count();
    }

    public void connected(HostAddress host) {
        var entry = entries.get(host);
        if (entry != null) {
            entry.lastConnected = clock.instant();
            entry.lastSeen = clock.instant();
            entry.failures = 0;
            entry.notBefore = null;
            tellers.kept(entry.teller);
            changed = true;
        }
    }

    /** It did not answer as a servent: it waits 5 minutes, then twice as long each time, and is forgotten after five failures in a row. */
    public void failed(HostAddress host) {
        var entry = entries.get(host);
        if (entry == null) {
            return;
        }
        changed = true;
        tellers.missed(entry.teller);
        entry.failures++;
        entry.lastFailure = clock.instant();
        if (entry.failures >= MOST_FAILURES && !entry.listed()) {
            remove(host);
            return;
        }
        var first = entry.listed() ? FIRST_WAIT_LISTED : FIRST_WAIT;
        var longest = entry.listed() ? LONGEST_WAIT_LISTED : LONGEST_WAIT;
        var wait = first.multipliedBy(1L << Math.min(entry.failures - 1, 10));
        entry.notBefore = clock.instant().plus(wait.compareTo(longest) < 0 ? wait : longest);
    }

    /** It sent us away: see {@link CoolOff}. Waits of listed hosts are cut to a minute unless they are an hour or more. */
    public void coolOff(HostAddress host, Duration wait) {
        var entry = entries.get(host);
        if (entry != null) {
            var shortened = entry.listed() && wait.compareTo(Duration.ofHours(1)) < 0 ? LONGEST_WAIT_LISTED : wait;
            entry.notBefore = clock.instant().plus(shortened);
            tellers.kept(entry.teller);
            changed = true;
        }
    }

    /** Best first. */
    public List<KnownHost> best(int atMost) {
        return entries.values().stream().sorted(bestFirst(clock.instant())).limit(atMost).map(HostEntry::view).toList();
    }

    public int size() {
        return entries.size();
    }

    /** Is there something new to save? Asking resets the answer. */
    public boolean takeChanged() {
        var was = changed;
        changed = false;
        return was;
    }

    private void insert(HostEntry entry) {
        entries.put(entry.address, entry);
        tellers.add(entry.teller);
        changed = true;
    }

    private void remove(HostAddress host) {
        var gone = entries.remove(host);
        if (gone != null) {
            tellers.remove(gone.teller);
        }
    }

    private void makeRoom(String source) {
        var teller = Tellers.of(source);
        if (!source.equals(LISTED) && tellers.hostsOf(teller) >= mostPerSource()) {
            evict(entry -> entry.teller.equals(teller));
        } else if (entries.size() >= most) {
            evict(entry -> !entry.listed());
        }
    }

    /** By age, then by score. */
    private void evict(Predicate<HostEntry> candidate) {
        var now = clock.instant();
        entries.values().stream()
                .filter(candidate)
                .max(Comparator.comparing(this::isStale).thenComparing(bestFirst(now)))
                .ifPresent(entry -> remove(entry.address));
    }

    private boolean isStale(HostEntry entry) {
        return entry.latest().plus(STALE).isBefore(clock.instant());
    }

    private boolean isRested(HostEntry entry, Instant now) {
        return entry.notBefore == null || !entry.notBefore.isAfter(now) || entry.notBefore.isAfter(now.plus(LONGEST_EVER));
    }

    private Comparator<HostEntry> bestFirst(Instant now) {
        return Comparator.comparing((HostEntry entry) -> !entry.listed())
                .thenComparing(entry -> entry.lastConnected == null || entry.lastConnected.plus(FRESH).isBefore(now))
                .thenComparingInt(entry -> entry.failures)
                .thenComparingInt(entry -> tellers.doubt(entry.teller))
                .thenComparing(entry -> !entry.confirmed)
                .thenComparing(entry -> !entry.freeSlots)
                .thenComparing(entry -> entry.dailyUptime, Comparator.reverseOrder())
                .thenComparing(entry -> entry.lastSeen, Comparator.reverseOrder());
    }
}
