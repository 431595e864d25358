package filbert.web.search;

import filbert.household.results.Group;
import filbert.household.results.Grouping;
import filbert.household.results.Hiding;
import filbert.household.results.HouseholdResults.Looked;
import filbert.household.results.Sifted;
import filbert.servent.search.FoundLine;
import filbert.servent.search.SearchView;
import filbert.sharing.library.FileType;
import filbert.web.Figures;
import filbert.web.LiveRow;
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
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** What a search page shows of a run under a filter: rows are files, folders or hosts. */
record Results(State state, Found found, Facets facets, List<Hidden> nothing, Pager pager, String template, List<? extends LiveRow> rows) {
    static final String TEMPLATE = "search/search";

    private static final String GROUPS = "search/groups";

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

    /**
     * How much was found and how much of it the filter hides. Junk does not count, but is counted (S-71).
     *
     * @param groups how many rows there are, where those are folders or hosts; else empty
     * @param none was nothing found, not even junk?
     */
    record Found(int files, String filesText, int dropped, String hidden, String groups, String spam, boolean none) {}

    /** A kind of file to choose. */
    record Facet(String kind, String label, String count, boolean chosen, String link) {}

    /**
     * Wrapped, so that it is one value to compare.
     *
     * @param marks how many results are what, by the names of {@link Hiding}; those there are none of, or nobody counted, are left out
     */
    record Facets(List<Facet> kinds, List<Step> lengths, List<Step> bitRates, Map<String, String> marks) {}

    /** A least length or bit rate to choose. */
    record Step(String text, String count, boolean chosen, String link) {}

    /** Why nothing is shown: one thing that hides results, how many it would hide alone, and the page without it. */
    record Hidden(String name, String value, String count, String link) {}

    static Results of(Looked looked, Filter filter, Predicate<String> blocked, Instant now) {
        var sifted = looked.sifted();
        var grouped = sifted.grouping() != Grouping.FILE;
        var pager = Pager.of(filter.page(), grouped ? sifted.groups().size() : sifted.shown().size(), filter.query());
        return new Results(
                state(looked.search(), sifted.honest(), now),
                found(looked.search(), sifted, grouped),
                facets(sifted, filter),
                nothing(sifted, filter),
                pager,
                grouped ? GROUPS : TEMPLATE,
                grouped ? groups(pager.cut(sifted.groups()), looked.search().id(), filter, blocked) : files(pager.cut(sifted.shown()), looked, now));
    }

    private static List<ResultRow> files(List<FoundLine> lines, Looked looked, Instant now) {
        looked.marks().knowing(lines.stream().map(FoundLine::sha1).toList());
        return lines.stream().map(line -> ResultRow.of(line, looked.marks().of(line.sha1()), now)).toList();
    }

    private static List<GroupRow> groups(List<Group> groups, String run, Filter filter, Predicate<String> blocked) {
        return groups.stream().map(group -> GroupRow.of(group, run, filter, blocked.test(group.host()))).toList();
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

    private static Found found(SearchView run, Sifted sifted, boolean grouped) {
        var spam = sifted.marked(Hiding.SPAM);
        return new Found(
                sifted.honest(),
                Figures.count(sifted.honest()),
                run.dropped(),
                sifted.hidden() == 0 ? "" : Figures.count(sifted.hidden()),
                grouped ? Figures.count(sifted.groups().size()) : "",
                spam == 0 ? "" : Figures.count(spam),
                sifted.honest() + spam == 0);
    }

    private static Facets facets(Sifted sifted, Filter filter) {
        var marks = new TreeMap<String, String>();
        sifted.marked().forEach((what, count) -> marks.put(what.key(), Figures.count(count)));
        return new Facets(
                kinds(sifted.kinds(), filter),
                steps(sifted.lengths(), "minlen", filter.leastSeconds(), TagLine::length, filter),
                steps(sifted.bitRates(), "bitrate", filter.leastKilobits(), String::valueOf, filter),
                marks);
    }

    private static List<Facet> kinds(Map<FileType, Long> counts, Filter filter) {
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

    private static List<Hidden> nothing(Sifted sifted, Filter filter) {
        return sifted.reasons().entrySet().stream()
                .map(one -> new Hidden(
                        "search.hides." + one.getKey(), filter.narrowing().value(one.getKey()), Figures.count(one.getValue()), filter.without(one.getKey()).toString()))
                .toList();
    }

    /** All of it, in the pieces it changes by. */
    LiveView live(Filter filter) {
        return new LiveView(
                List.of(
                        new Part(TEMPLATE + " :: state", Map.of("state", state, "found", found, "filter", filter)),
                        new Part(TEMPLATE + " :: facets", Map.of("facets", facets, "filter", filter)),
                        new Part(TEMPLATE + " :: marks", Map.of("facets", facets, "filter", filter)),
                        pager.part("/search"),
                        new Part(
                                TEMPLATE + " :: nothing",
                                Map.of("state", state, "found", found, "filter", filter, "hiding", nothing, "any", !rows.isEmpty()))),
                template,
                rows);
    }
}
