package filbert.household.results;

import filbert.household.Holdings;
import filbert.identity.Sha1;
import filbert.servent.search.FoundLine;
import filbert.servent.search.SearchSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** Which of all results of a search the library has: asked once for each content, and anew after {@value #SECONDS} seconds. Thread-safe; may block. */
final class Possessions {
    private static final int SECONDS = 60;
    private static final int MOST_SEARCHES = 8; // of which somebody hides what is owned at the same time

    private final Holdings library;
    private final InstantSource clock;
    private final LinkedHashMap<String, Asked> searches = new LinkedHashMap<>(16, 0.75f, true); // last looked at comes last

    Possessions(Holdings library, InstantSource clock) {
        this.library = library;
        this.clock = clock;
    }

    private static final class Asked {
        private final Set<Sha1> known = new HashSet<>();
        private Set<Sha1> owned = Set.of();
        private Instant since;

        Asked(Instant since) {
            this.since = since;
        }

        synchronized Set<Sha1> of(long person, List<FoundLine> lines, Holdings library, Instant now) {
            if (since.plus(Duration.ofSeconds(SECONDS)).isBefore(now)) {
                since = now;
                known.clear();
            }
            var unknown = lines.stream().flatMap(line -> line.sha1().stream()).filter(known::add).toList();
            if (!unknown.isEmpty()) {
                var all = unknown.size() == known.size() ? new HashSet<Sha1>() : new HashSet<>(owned);
                all.addAll(library.of(person, unknown));
                owned = Set.copyOf(all);
            }
            return owned;
        }
    }

    Set<Sha1> of(long person, SearchSummary run) {
        var now = clock.instant();
        return entry(run.search().id(), now).of(person, run.lines(), library, now);
    }

    private synchronized Asked entry(String run, Instant now) {
        var entry = searches.computeIfAbsent(run, _ -> new Asked(now));
        if (searches.size() > MOST_SEARCHES) {
            searches.pollFirstEntry();
        }
        return entry;
    }
}
