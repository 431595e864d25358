package filbert.household.results;

import filbert.servent.search.FoundLine;
import filbert.servent.search.SearchSummary;
import filbert.sharing.library.FileType;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * Filters, sorts and groups the lines of a search, once for all who look at the same view of it: pages, watchers and updates about something else are
 * served from what is remembered, until something is found.
 */
final class Sieve {
    static final int MOST_LINES = 20_000; // of all views together: lines may be kept for them alone, up to a kilobyte each
    private static final int USUAL_HOSTS = 12; // of a line: what offers more weighs more
    private static final int MOST_VIEWS = 32; // those of the same lines cost four bytes a line more
    private static final int MOST_GROUPED = 4; // of them: those have rows of their own, some two hundred bytes each

    private static final int[] LENGTHS = {60, 300, 1_200, 3_600}; // seconds: what parts clips, songs, episodes and films
    private static final int[] BIT_RATES = {128, 192, 256, 320}; // kbit/s: the usual ones of MP3

    private record Key(String run, Selection selection) {}

    /** Lines that a view keeps. Views of the same lines share them. */
    private record Load(List<FoundLine> lines, int weight) {
        static final Load NOTHING = new Load(List.of(), 0);

        static Load of(List<FoundLine> lines) {
            return new Load(lines, lines.stream().mapToInt(line -> 1 + line.sources() / USUAL_HOSTS).sum());
        }
    }

    private final LinkedHashMap<Key, View> views = new LinkedHashMap<>(16, 0.75f, true); // last looked at comes last

    /** One at a time: who comes while it is being sorted waits and gets the same. */
    private static final class View {
        private volatile Load load = Load.NOTHING;
        private Had had = Had.NOTHING;
        private Sifted sifted = Sifted.NOTHING;

        synchronized Sifted of(List<FoundLine> now, Had hadNow, Selection selection) {
            if (load.lines() != now || !had.equals(hadNow)) {
                sifted = sift(now, hadNow, selection);
                load = load.lines() == now ? load : Load.of(now);
                had = hadNow;
            }
            return sifted;
        }
    }

    Sifted sift(SearchSummary run, Had had, Selection selection) {
        var sifted = view(new Key(run.search().id(), selection)).of(run.lines(), had, selection);
        relieve();
        return sifted;
    }

    /** Forgets the views looked at longest ago, except the last, until the others keep little enough. */
    private synchronized void relieve() {
        while (views.size() > 1 && weight() > MOST_LINES) {
            views.pollFirstEntry();
        }
    }

    private long weight() {
        var counted = Collections.newSetFromMap(new IdentityHashMap<List<FoundLine>, Boolean>());
        return views.values().stream().map(view -> view.load).filter(load -> counted.add(load.lines())).mapToLong(Load::weight).sum();
    }

    private synchronized View view(Key key) {
        var view = views.computeIfAbsent(key, _ -> new View());
        if (views.size() > MOST_VIEWS) {
            views.pollFirstEntry();
        }
        var grouped = views.keySet().stream().filter(one -> one.selection().group() != Grouping.FILE).toList();
        if (grouped.size() > MOST_GROUPED) {
            views.remove(grouped.getFirst());
        }
        return view;
    }

    private static TreeMap<Integer, Long> steps(List<FoundLine> lines, Predicate<FoundLine> counts, ToIntFunction<FoundLine> value, int[] steps) {
        var reached = new TreeMap<Integer, Long>();
        for (var line : lines) {
            var its = value.applyAsInt(line);
            for (var i = 0; i < steps.length && steps[i] <= its && counts.test(line); i++) {
                reached.merge(steps[i], 1L, Long::sum);
            }
        }
        return reached;
    }

    private static Sifted sift(List<FoundLine> lines, Had had, Selection selection) {
        var honest = lines.stream().filter(line -> !line.isSpam()).toList();
        var all = selection.hides(Hiding.SPAM) ? honest : lines;
        var narrowing = selection.narrowing();
        var others = all.stream().filter(selection.others(had)).toList();
        var wide = others.stream().filter(narrowing.length().and(narrowing.bitRate())).toList();
        var kinds = new EnumMap<FileType, Long>(FileType.class);
        wide.forEach(line -> kinds.merge(FileType.of(line.name()), 1L, Long::sum));
        var shown = wide.stream().filter(narrowing.kind()).sorted(selection.order()).toList();
        return new Sifted(
                shown,
                selection.group(),
                Group.of(shown, selection),
                kinds,
                steps(others, narrowing.bitRate().and(narrowing.kind()), line -> line.tags().seconds(), LENGTHS),
                steps(others, narrowing.length().and(narrowing.kind()), line -> line.tags().kilobits(), BIT_RATES),
                marked(lines, had),
                honest.size(),
                all.size() - shown.size(),
                shown.isEmpty() ? reasons(lines, had, selection) : Map.of());
    }

    private static Map<Hiding, Integer> marked(List<FoundLine> lines, Had had) {
        var marked = new EnumMap<Hiding, Integer>(Hiding.class);
        for (var line : lines) {
            for (var what : Hiding.values()) {
                if (had.is(what, line)) {
                    marked.merge(what, 1, Integer::sum);
                }
            }
        }
        return marked;
    }

    private static Map<String, Integer> reasons(List<FoundLine> lines, Had had, Selection selection) {
        var reasons = new LinkedHashMap<String, Integer>();
        selection.reasons(had).forEach((name, passes) -> {
            var hidden = (int) lines.stream().filter(passes.negate()).count();
            if (hidden > 0) {
                reasons.put(name, hidden);
            }
        });
        return reasons;
    }
}
