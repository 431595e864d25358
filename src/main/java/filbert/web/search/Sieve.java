package filbert.web.search;

import filbert.servent.search.FoundLine;
import filbert.servent.search.SearchSummary;
import filbert.sharing.library.FileType;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Filters and sorts the lines of a search, once for all who look at the same view of it: pages, watchers and updates about something else are served
 * from what is remembered, until something is found.
 */
@Component
final class Sieve {
    private static final int MOST_VIEWS = 32; // each refers to lines kept elsewhere: four bytes a line

    private static final int[] LENGTHS = {60, 300, 1_200, 3_600}; // seconds: what parts clips, songs, episodes and films
    private static final int[] BIT_RATES = {128, 192, 256, 320}; // kbit/s: the usual ones of MP3

    private record Key(String run, Filter filter) {}

    /**
     * @param shown what the filter leaves, in its order
     * @param lengths how many play at least so many seconds, and {@code bitRates} have at least so many kilobits a second, without the filter by it;
     *     only steps that some reach
     * @param kinds how many of each kind there would be without the filter by kind
     * @param honest how many are no junk
     * @param spam how many are
     * @param hidden how many the filter hides, without junk that is hidden as such
     */
    record Sifted(List<FoundLine> shown, Map<FileType, Long> kinds, SortedMap<Integer, Long> lengths, SortedMap<Integer, Long> bitRates, int honest, int spam, int hidden) {}

    private final LinkedHashMap<Key, View> views = new LinkedHashMap<>(16, 0.75f, true); // last looked at comes last

    /** One at a time: who comes while it is being sorted waits and gets the same. */
    private static final class View {
        private @Nullable List<FoundLine> lines;
        private Sifted sifted = new Sifted(List.of(), Map.of(), new TreeMap<>(), new TreeMap<>(), 0, 0, 0);

        synchronized Sifted of(List<FoundLine> now, Filter filter) {
            if (lines != now) {
                sifted = sift(now, filter);
                lines = now;
            }
            return sifted;
        }
    }

    Sifted sift(SearchSummary run, Filter filter) {
        var sameOnEveryPage = filter.onEveryPage();
        return view(new Key(run.search().id(), sameOnEveryPage)).of(run.lines(), sameOnEveryPage);
    }

    private synchronized View view(Key key) {
        var view = views.computeIfAbsent(key, _ -> new View());
        if (views.size() > MOST_VIEWS) {
            views.pollFirstEntry();
        }
        return view;
    }

    private static SortedMap<Integer, Long> steps(List<FoundLine> lines, Predicate<FoundLine> counts, ToIntFunction<FoundLine> value, int[] steps) {
        var reached = new TreeMap<Integer, Long>();
        for (var line : lines) {
            var its = value.applyAsInt(line);
            for (var i = 0; i < steps.length && steps[i] <= its && counts.test(line); i++) {
                reached.merge(steps[i], 1L, Long::sum);
            }
        }
        return reached;
    }

    private static Sifted sift(List<FoundLine> lines, Filter filter) {
        var honest = lines.stream().filter(line -> !line.isSpam()).toList();
        var all = filter.showsSpam() ? lines : honest;
        var narrowing = filter.narrowing();
        var others = all.stream().filter(narrowing.others()).toList();
        var wide = others.stream().filter(narrowing.length().and(narrowing.bitRate())).toList();
        var kinds = new EnumMap<FileType, Long>(FileType.class);
        wide.forEach(line -> kinds.merge(FileType.of(line.name()), 1L, Long::sum));
        var shown = wide.stream().filter(narrowing.kind()).sorted(filter.order()).toList();
        var lengths = steps(others, narrowing.bitRate().and(narrowing.kind()), line -> line.tags().seconds(), LENGTHS);
        var bitRates = steps(others, narrowing.length().and(narrowing.kind()), line -> line.tags().kilobits(), BIT_RATES);
        return new Sifted(shown, kinds, lengths, bitRates, honest.size(), lines.size() - honest.size(), all.size() - shown.size());
    }
}
