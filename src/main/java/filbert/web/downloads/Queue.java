package filbert.web.downloads;

import filbert.household.People;
import filbert.household.Person;
import filbert.sharing.download.DownloadView;
import filbert.web.Figures;
import filbert.web.LiveView;
import filbert.web.Pager;
import filbert.web.Part;
import filbert.web.Query;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the downloads page shows. */
record Queue(Tabs tabs, Narrowing.Choices choices, Pager pager, List<DownloadRow> rows, Allowed allowed) {
    static final String TEMPLATE = "downloads/downloads";

    /** @param link its query string */
    record TabView(String key, String count, boolean chosen, String link) {}

    /** Wrapped, so that it is one value to compare. */
    record Tabs(List<TabView> all) {}

    static Queue of(List<DownloadView> downloads, Query query, Names names, Folders folders, Allowed allowed, Instant now) {
        var tab = Tab.of(query.value("state"));
        var narrowing = Narrowing.of(query);
        var there = downloads.stream().filter(narrowing::has).toList();
        var shown = there.stream().filter(tab::has).sorted(order(query.value("sort"))).toList();
        var pager = Pager.of(Pager.parse(query.value("page")), shown.size(), query);
        return new Queue(
                new Tabs(Arrays.stream(Tab.values())
                        .map(one -> new TabView(
                                one.key(),
                                Figures.count(one.count(there)),
                                one == tab,
                                query.with("state", one == Tab.ALL ? "" : one.key()).toString()))
                        .toList()),
                narrowing.choices(downloads, tab::has, query, names::of),
                pager,
                rows(pager.cut(shown), names, folders, now),
                allowed);
    }

    private static List<DownloadRow> rows(List<DownloadView> cut, Names names, Folders folders, Instant now) {
        var where = folders.of(cut);
        return cut.stream().map(view -> DownloadRow.of(view, names.of(view.person()), where.get(view.person()), now)).toList();
    }

    /** Where downloads go, by person. */
    interface Folders {
        Map<Long, Path> of(List<DownloadView> shown);
    }

    /** Newest first unless the address says otherwise. */
    private static Comparator<DownloadView> order(String sort) {
        var newest = Comparator.comparingLong(DownloadView::id).reversed();
        var descending = sort.startsWith("-");
        Comparator<DownloadView> column =
                switch (descending ? sort.substring(1) : sort) {
                    case "name" -> Comparator.comparing(view -> view.name().toLowerCase(Locale.ROOT));
                    case "size" -> Comparator.comparingLong(DownloadView::size);
                    case "rate" -> Comparator.comparingLong(DownloadView::rate);
                    case "progress" ->
                        Comparator.comparingInt(view -> Figures.percent(view.written(), view.size()));
                    case "priority" -> Comparator.comparing(DownloadView::priority);
                    default -> (_, _) -> 0;
                };
        return (descending ? column.reversed() : column).thenComparing(newest);
    }

    LiveView live() {
        return new LiveView(
                List.of(
                        new Part(TEMPLATE + " :: tabs", Map.of("tabs", tabs)),
                        new Part(TEMPLATE + " :: narrow", Map.of("choices", choices)),
                        new Part(TEMPLATE + " :: allowed", Map.of("allowed", allowed)),
                        pager.part("/downloads"),
                        new Part(TEMPLATE + " :: nothing", Map.of("any", !rows.isEmpty()))),
                TEMPLATE,
                rows);
    }

    /** Whose a download is, said only where there is more than one person to be seen. */
    record Names(People people, Person viewer) {
        String of(long id) {
            return id == viewer.id() ? "" : people.byId(id).map(Person::name).orElse("");
        }
    }
}
