package filbert.web.search;

import filbert.servent.search.FoundLine;
import filbert.servent.search.SearchSummary;
import filbert.servent.search.SearchView;
import filbert.sharing.library.FileType;
import filbert.web.Figures;
import filbert.web.LiveView;
import filbert.web.MessageKey;
import filbert.web.Moment;
import filbert.web.Pager;
import filbert.web.Part;
import filbert.web.TagLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.IntFunction;

/** What a search page shows of a run under a filter. */
record Results(State state, Found found, Facets facets, Pager pager, List<ResultRow> rows) {
    static final String TEMPLATE = "search/search";

    /** After this long a bookmark offers to ask again (UI.md). */
    private static final Duration STALE = Duration.ofMinutes(30);

    /** With so many files nobody needs to search deeper: 2-search, section 8. */
    private static final int MANY = 100;

    /**
     * How the run goes.
     *
     * @param state message key
     * @param why message key of the reason when nobody was asked or nobody answered, or empty
     * @param going is it still running or about to?
     * @param stale is it so old that asking again would tell more?
     * @param newest does it ask for the newest files, whatever they are called?
     * @param hosts about how many were reached by way of neighbours; empty when nobody knows
     * @param byDatagram ultrapeers beyond them that were asked one by one
     * @param deeper may there be any use in asking such?
     */
    record State(
            String run,
            String state,
            String why,
            boolean going,
            boolean stale,
            boolean newest,
            int asked,
            int answered,
            String hosts,
            int byDatagram,
            boolean deeper,
            Moment started) {}

    /** How much was found and how much of it the filter hides. Junk does not count, but is counted (S-71). */
    record Found(int files, String filesText, int dropped, String hidden, String shown, String spam, boolean none) {}

    /** A kind of file to choose. */
    record Facet(String kind, String label, String count, boolean chosen, String link) {}

    /** Wrapped, so that it is one value to compare. */
    record Facets(List<Facet> kinds, List<Step> lengths, List<Step> bitRates) {}

    /** A least length or bit rate to choose. */
    record Step(String text, String count, boolean chosen, String link) {}

    static Results of(SearchSummary run, Sieve sieve, Filter filter, Marks marks, Instant now) {
        var sifted = sieve.sift(run, filter);
        var all = sifted.shown();
        if (filter.hidesHad()) {
            marks.knowing(all.stream().map(FoundLine::sha1).toList());
            all = all.stream().filter(line -> !marks.isHad(line.sha1())).toList();
        }
        var had = sifted.shown().size() - all.size();
        var pager = Pager.of(filter.page(), all.size(), filter.query());
        var cut = pager.cut(all);
        marks.knowing(cut.stream().map(FoundLine::sha1).toList());
        return new Results(
                state(run.search(), sifted.honest(), now),
                found(run, sifted, had),
                new Facets(
                        facets(sifted.kinds(), filter),
                        steps(sifted.lengths(), "minlen", filter.leastSeconds(), TagLine::length, filter),
                        steps(sifted.bitRates(), "bitrate", filter.leastKilobits(), String::valueOf, filter)),
                pager,
                cut.stream()
                        .map(line -> ResultRow.of(line, marks.of(line.sha1())))
                        .toList());
    }

    private static State state(SearchView view, int files, Instant now) {
        var going = view.state() == SearchView.State.WAITING || view.state() == SearchView.State.RUNNING;
        return new State(
                view.id(),
                "search.state." + view.state().name().toLowerCase(Locale.ROOT),
                MessageKey.below("search.why.", view.reason()),
                going,
                !going && view.started().plus(STALE).isBefore(now),
                view.whatsNew(),
                view.asked(),
                view.answered(),
                view.reach().hosts() == 0 ? "" : Figures.count(view.reach().hosts()),
                view.reach().byDatagram(),
                !view.whatsNew() && files < MANY,
                Moment.of(view.started(), now));
    }

    private static Found found(SearchSummary run, Sieve.Sifted sifted, int had) {
        return new Found(
                sifted.honest(),
                Figures.count(sifted.honest()),
                run.search().dropped(),
                sifted.hidden() + had == 0 ? "" : Figures.count(sifted.hidden() + had),
                Figures.count(sifted.shown().size()),
                sifted.spam() == 0 ? "" : Figures.count(sifted.spam()),
                sifted.honest() == 0 && sifted.shown().isEmpty());
    }

    private static List<Facet> facets(Map<FileType, Long> counts, Filter filter) {
        var chosen = filter.narrowing().value("type");
        return Arrays.stream(FileType.values())
                .filter(kind -> counts.containsKey(kind) || kind.key().equals(chosen))
                .map(kind -> new Facet(
                        kind.key(),
                        "type." + kind.key(),
                        Figures.count(counts.getOrDefault(kind, 0L)),
                        kind.key().equals(chosen),
                        filter.explicit().with("type", kind.key().equals(chosen) ? "" : kind.key()).toString()))
                .toList();
    }

    private static List<Step> steps(SortedMap<Integer, Long> counts, String name, int chosen, IntFunction<String> text, Filter filter) {
        return counts.entrySet().stream()
                .map(step -> new Step(
                        text.apply(step.getKey()),
                        Figures.count(step.getValue()),
                        step.getKey() == chosen,
                        filter.explicit().with(name, step.getKey() == chosen ? "" : String.valueOf(step.getKey())).toString()))
                .toList();
    }

    /** All of it, in the pieces it changes by. */
    LiveView live(Filter filter) {
        return new LiveView(
                List.of(
                        new Part(TEMPLATE + " :: state", Map.of("state", state, "found", found, "filter", filter)),
                        new Part(TEMPLATE + " :: facets", Map.of("facets", facets, "filter", filter)),
                        pager.part("/search"),
                        new Part(TEMPLATE + " :: nothing", Map.of("state", state, "found", found, "filter", filter, "any", !rows.isEmpty()))),
                TEMPLATE,
                rows);
    }
}
