package filbert.sharing.download;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.search.Source;
import filbert.sharing.download.DownloadStore.StoredPlace;
import filbert.sharing.mesh.Alternatives;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Everybody who may have what one download wants, each under one key, in the order we heard of them. Owner only. */
final class Candidates {
    static final int MAX_SOURCES = 500; // 3-transfer, 3.8.3: "Keep at most 500 sources per file"

    private final Engine engine;
    private final String name;
    private final Candidate.Watcher watcher;
    private final Map<HostKey, Candidate> byKey = new LinkedHashMap<>();

    /**
     * @param name what the file is called by those who only name hosts
     * @param watcher told of whatever becomes of one of them
     */
    Candidates(Engine engine, String name, Candidate.Watcher watcher) {
        this.engine = engine;
        this.name = name;
        this.watcher = watcher;
    }

    Collection<Candidate> all() {
        return byKey.values();
    }

    boolean isEmpty() {
        return byKey.isEmpty();
    }

    Optional<Candidate> find(HostKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    void forgetAll() {
        byKey.clear();
    }

    /** Does anybody let us wait in a queue? */
    boolean inLine(long now) {
        return byKey.values().stream().anyMatch(candidate -> candidate.inLine(now).isPresent());
    }

    /** How many of them nobody told us of before. */
    int newAmong(Collection<Source> sources) {
        return (int) sources.stream().map(HostKey::of).distinct().filter(key -> !byKey.containsKey(key)).count();
    }

    /** @return what there is to do about it */
    News offer(Collection<Source> sources) {
        var news = News.NONE;
        for (var source : sources) {
            var known = byKey.get(HostKey.of(source));
            if (known != null) {
                var was = known.readyAt();
                known.heardAgain(source, engine.now());
                news = known.readyAt() == was ? news : news.and(News.SOONER);
            } else if (byKey.size() < MAX_SOURCES) {
                byKey.put(HostKey.of(source), new Candidate(source, engine.now()).watchedBy(watcher));
                news = News.MORE;
            }
        }
        return news;
    }

    enum News {
        NONE,
        /** One that we know may be asked again. */
        SOONER,
        /** There are some we did not know. */
        MORE;

        private News and(News other) {
            return compareTo(other) < 0 ? other : this;
        }
    }

    /** Others have been named that may have it. @return whether any of them is news */
    boolean heardOf(Alternatives.News others) {
        var called = others.hosts().stream().map(host -> new Source(host, Guid.ZERO, 0, name, "", 0, false, false, List.of()));
        var pushed = others.pushed().stream()
                .map(each -> new Source(each.address().orElse(HostKey.NOWHERE), each.servent(), 0, name, "", 0, true, false, each.proxies()));
        var news = false;
        for (var source : Stream.concat(called, pushed).toList()) {
            if (byKey.size() < MAX_SOURCES && byKey.putIfAbsent(HostKey.of(source), Candidate.named(source, engine.now()).watchedBy(watcher)) == null) {
                news = true;
            }
        }
        return news;
    }

    /** A source is called elsewhere from now on, unless that is another source. @return whether it is */
    boolean move(Candidate candidate, HostAddress address) {
        var key = candidate.key();
        candidate.movesTo(address);
        if (byKey.putIfAbsent(candidate.key(), candidate) != null) {
            candidate.movesTo(key.address());
            return false;
        }
        byKey.remove(key);
        return true;
    }

    List<Source> sources() {
        return byKey.values().stream().map(Candidate::source).toList();
    }

    /** The places in their queues that outlive connection and restart. */
    List<StoredPlace> places() {
        return byKey.entrySet().stream()
                .flatMap(entry -> Optional.ofNullable(entry.getValue().footing().place()).flatMap(place -> place.stored(entry.getKey(), engine)).stream())
                .toList();
    }
}
