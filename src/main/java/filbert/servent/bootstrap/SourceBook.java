package filbert.servent.bootstrap;

import filbert.servent.bootstrap.HostSource.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Who may be asked for hosts, and when: each at most once an hour, over restarts too; after three failures in a row a listed one is left alone for a day
 * and a learnt one is forgotten (1-connect, 8.3 and 8.4). Confined to the owner.
 */
final class SourceBook {
    static final Duration EVERY = Duration.ofHours(1); // 1-connect, 8.3 and 8.4
    static final Duration REST = Duration.ofDays(1);
    static final int MOST_LEARNT = 100; // 1-connect, 8.3

    private record Key(Kind kind, String name) {}

    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<Key, HostSource> sources = new LinkedHashMap<>();

    SourceBook(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    void list(Kind kind, String name) {
        sources.put(new Key(kind, name), HostSource.unasked(kind, name, true));
    }

    /** Of what an earlier run remembered, the hours since the last ask count for listed ones; the others are known again. */
    void load(Collection<HostSource> remembered) {
        for (var source : remembered) {
            var key = new Key(source.kind(), source.name());
            var listed = sources.containsKey(key);
            if (listed || mayLearn(source.kind())) {
                sources.put(key, new HostSource(
                        source.kind(), source.name(), listed, source.lastAsked(), source.lastAnswered(), source.hosts(), source.failures()));
            }
        }
    }

    /** Where nobody of a kind is listed, nobody of that kind is learnt: the list was emptied on purpose. */
    void learn(Kind kind, String name) {
        if (mayLearn(kind)) {
            sources.computeIfAbsent(new Key(kind, name), _ -> HostSource.unasked(kind, name, false));
        }
    }

    private boolean mayLearn(Kind kind) {
        var ofKind = of(kind);
        return ofKind.stream().anyMatch(HostSource::listed) && ofKind.stream().filter(source -> !source.listed()).count() < MOST_LEARNT;
    }

    List<HostSource> all() {
        return List.copyOf(sources.values());
    }

    List<HostSource> of(Kind kind) {
        return sources.values().stream().filter(source -> source.kind() == kind).toList();
    }

    /** Who may be asked now: listed ones first, else by lot. */
    List<HostSource> due(Kind kind, int atMost) {
        var now = clock.instant();
        var due = new ArrayList<>(of(kind).stream().filter(source -> !mayBeAskedFrom(source).isAfter(now)).toList());
        Collections.shuffle(due, Random.from(random));
        return due.stream().sorted(Comparator.comparing((HostSource source) -> !source.listed())).limit(atMost).toList();
    }

    /** When the next of them may be asked; empty when there is none at all. */
    Optional<Instant> nextDue() {
        return sources.values().stream().map(this::mayBeAskedFrom).min(Comparator.naturalOrder());
    }

    private Instant mayBeAskedFrom(HostSource source) {
        var last = source.lastAsked();
        if (last == null || last.isAfter(clock.instant().plus(REST))) { // never, or the clock was wrong
            return Instant.EPOCH;
        }
        return last.plus(source.failures() >= HostSource.MOST_FAILURES ? REST : EVERY);
    }

    boolean anyAnsweredWithin(Kind kind, Duration span) {
        var since = clock.instant().minus(span);
        return of(kind).stream().anyMatch(source -> source.lastAnswered() != null && source.lastAnswered().isAfter(since));
    }

    void asked(HostSource source) {
        sources.computeIfPresent(key(source), (_, known) -> known.askedAt(clock.instant()));
    }

    void answered(HostSource source, int hosts) {
        sources.computeIfPresent(key(source), (_, known) -> known.answeredAt(clock.instant(), hosts));
    }

    void failed(HostSource source) {
        sources.computeIfPresent(key(source), (_, known) -> {
            var failed = known.failedAgain();
            return failed.listed() || failed.failures() < HostSource.MOST_FAILURES ? failed : null;
        });
    }

    private static Key key(HostSource source) {
        return new Key(source.kind(), source.name());
    }
}
