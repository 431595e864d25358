package filbert.web.downloads;

import filbert.sharing.download.DownloadView;
import filbert.sharing.library.FileType;
import filbert.web.Figures;
import filbert.web.Query;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which of a tab's downloads a page lists: those of one kind, of one person, or with an empty word all.
 *
 * @param type as {@link DownloadRow#kind}
 * @param who a person's id
 */
record Narrowing(String type, String who) {
    /**
     * One word to narrow by, or, when it is chosen, to widen again.
     *
     * @param name a kind, or a person's name, which is empty for who looks
     * @param link the page's query string
     */
    record Choice(String name, String count, boolean chosen, String link) {}

    /** Either is empty where there is nothing to choose. */
    record Choices(List<Choice> kinds, List<Choice> people) {}

    static Narrowing of(Query query) {
        return new Narrowing(query.value("type"), query.value("who"));
    }

    boolean has(DownloadView download) {
        return isOfType(download) && isTheirs(download);
    }

    private boolean isOfType(DownloadView download) {
        return type.isEmpty() || type.equals(kind(download));
    }

    private boolean isTheirs(DownloadView download) {
        return who.isEmpty() || who.equals(person(download));
    }

    private static String kind(DownloadView download) {
        return FileType.of(download.name()).name().toLowerCase(Locale.ROOT);
    }

    private static String person(DownloadView download) {
        return Long.toString(download.person());
    }

    /** Each counts what would be listed; what is chosen is there even where that is nothing. @param tab has the tab that is shown this one? */
    Choices choices(List<DownloadView> all, Predicate<DownloadView> tab, Query query, LongFunction<String> names) {
        return new Choices(
                choices(all, tab.and(this::isTheirs), Narrowing::kind, Function.identity(), "type", query),
                choices(all, tab.and(this::isOfType), Narrowing::person, id -> names.apply(Long.parseLong(id)), "who", query));
    }

    private static List<Choice> choices(
            List<DownloadView> all, Predicate<DownloadView> listed, Function<DownloadView, String> word, Function<String, String> name, String parameter, Query query) {
        var chosen = query.value(parameter);
        var counts = all.stream().filter(listed).collect(Collectors.groupingBy(word, TreeMap::new, Collectors.counting()));
        if (all.stream().map(word).anyMatch(chosen::equals)) {
            counts.putIfAbsent(chosen, 0L);
        }
        if (counts.size() < 2 && !counts.containsKey(chosen)) {
            return List.of();
        }
        return counts.entrySet().stream()
                .map(one -> new Choice(
                        name.apply(one.getKey()),
                        Figures.count(one.getValue()),
                        one.getKey().equals(chosen),
                        query.with(parameter, one.getKey().equals(chosen) ? "" : one.getKey()).toString()))
                .toList();
    }
}
