package filbert.web.adopt;

import filbert.household.HouseholdAdoptions;
import filbert.household.HouseholdDownloads;
import filbert.household.Person;
import filbert.sharing.download.AdoptionView;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.adopt.SearchView;
import filbert.web.Figures;
import filbert.web.LiveView;
import filbert.web.MessageKey;
import filbert.web.Pager;
import filbert.web.Part;
import filbert.web.Query;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the page shows. */
record AdoptPage(Looking looking, Taken taken, Pager pager, List<FindingRow> rows) {
    static final String TEMPLATE = "adopt/adopt";
    private static final int MOST_TAKEN = 50; // take-overs on the page

    /**
     * How far the search is.
     *
     * @param state message key
     * @param damaged empty for none
     * @param unreadable empty for none
     * @param more empty for none
     */
    record Looking(
            boolean going,
            boolean began,
            String state,
            String folder,
            String files,
            String found,
            String now,
            String damaged,
            String unreadable,
            String more,
            boolean cut,
            List<Sample> samples) {

        static Looking of(SearchView search) {
            var damaged = search.damaged().values().stream().mapToLong(Long::longValue).sum();
            return new Looking(
                    search.state() == SearchView.State.LOOKING,
                    search.state() != SearchView.State.NONE,
                    "adopt.search." + search.state().name().toLowerCase(Locale.ROOT),
                    search.folder().orElse(""),
                    Figures.count(search.files()),
                    Figures.count(search.found().size() + search.more()),
                    search.now(),
                    someOf(damaged),
                    someOf(search.unreadable()),
                    someOf(search.more()),
                    search.cut(),
                    search.samples().stream().map(one -> new Sample(one.relative(), MessageKey.below("adopt.damage.", one.key()))).toList());
        }

        private static String someOf(long count) {
            return count > 0 ? Figures.count(count) : "";
        }
    }

    /** @param damage message key */
    record Sample(String relative, String damage) {}

    /** Wrapped, so that it is one value to compare. @param more take-overs beyond, empty for none */
    record Taken(List<TakenRow> all, String more) {}

    static AdoptPage of(HouseholdAdoptions adoptions, HouseholdDownloads downloads, Person person, Query query) {
        var search = adoptions.search(person);
        var offers = adoptions.offers(person, search).stream()
                .sorted(Comparator.comparing(offer -> !offer.adoptable())) // those one can do something with first
                .toList();
        var all = adoptions.adoptions(person);
        var byFile = new HashMap<Path, AdoptionView>();
        all.forEach(adoption -> byFile.put(adoption.file(), adoption));
        var pager = Pager.of(Pager.parse(query.value("page")), offers.size(), query);
        return new AdoptPage(
                Looking.of(search),
                taken(all, downloads.list(person)),
                pager,
                pager.cut(offers).stream().map(offer -> FindingRow.of(offer, byFile.get(offer.finding().origin().file()))).toList());
    }

    /** Newest first, what is under way before what is over. */
    private static Taken taken(List<AdoptionView> all, List<DownloadView> downloads) {
        var names = downloads.stream().collect(Collectors.toMap(DownloadView::id, DownloadView::name));
        var rows = all.reversed().stream()
                .map(adoption -> TakenRow.of(adoption, names.getOrDefault(adoption.download(), adoption.file().getFileName().toString())))
                .sorted(Comparator.comparing(row -> !row.pending()))
                .toList();
        var more = rows.size() - MOST_TAKEN;
        return new Taken(rows.subList(0, Math.min(MOST_TAKEN, rows.size())), more > 0 ? Figures.count(more) : "");
    }

    LiveView live() {
        return new LiveView(
                List.of(
                        Part.of(TEMPLATE + " :: looking", "looking", looking),
                        Part.of(TEMPLATE + " :: taken", "taken", taken),
                        pager.part("/downloads/adopt"),
                        new Part(TEMPLATE + " :: nothing", Map.of("looking", looking, "any", !rows.isEmpty()))),
                TEMPLATE,
                rows);
    }
}
