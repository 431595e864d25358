package filbert.web.search;

import filbert.servent.search.FoundLine;
import filbert.servent.search.SearchSummary;
import filbert.sharing.library.FileType;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Filters and sorts the lines of a search, once for all who look at the same view of it: pages, watchers and updates about something else are served
 * from what is remembered, until something is found.
 */
@Component
final class Sieve {
    private static final int MOST_VIEWS = 32; // each refers to lines kept elsewhere: four bytes a line

    private record Key(String run, Filter filter) {}

    /**
     * @param shown what the filter leaves, in its order
     * @param kinds how many of each kind there would be without the filter by kind
     * @param honest how many are no junk
     * @param spam how many are
     * @param hidden how many the filter hides, without junk that is hidden as such
     */
    record Sifted(List<FoundLine> shown, Map<FileType, Long> kinds, int honest, int spam, int hidden) {}

    private final LinkedHashMap<Key, View> views = new LinkedHashMap<>(16, 0.75f, true); // last looked at comes last

    /** One at a time: who comes while it is being sorted waits and gets the same. */
    private static final class View {
        private @Nullable List<FoundLine> lines;
        private Sifted sifted = new Sifted(List.of(), Map.of(), 0, 0, 0);

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

    private static Sifted sift(List<FoundLine> lines, Filter filter) {
        var honest = lines.stream().filter(line -> !line.isSpam()).toList();
        var all = filter.showsSpam() ? lines : honest;
        var wide = all.stream().filter(filter.anyKind()).toList();
        var kinds = new EnumMap<FileType, Long>(FileType.class);
        wide.forEach(line -> kinds.merge(FileType.of(line.name()), 1L, Long::sum));
        var shown = wide.stream().filter(filter.kind()).sorted(filter.order()).toList();
        return new Sifted(shown, kinds, honest.size(), lines.size() - honest.size(), all.size() - shown.size());
    }
}
