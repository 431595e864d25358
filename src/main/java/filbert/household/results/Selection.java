package filbert.household.results;

import filbert.household.Narrowing;
import filbert.servent.search.FoundLine;
import filbert.servent.search.Offers;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which results somebody wants to see, and how.
 *
 * @param sort {@code name}, {@code size}, {@code sources} or {@code seen}, with a minus in front for the other way round; anything else puts what most
 *     hosts have first
 * @param host only what this one offers, as {@link filbert.servent.search.Whence} writes it; nothing for all
 * @param folder only what a host has in this folder; {@link #UNTOLD} for what no folder is told of; nothing for all
 */
public record Selection(Narrowing narrowing, Set<Hiding> hidden, Grouping group, String sort, String host, String folder) {
    /** All but junk, by file. */
    public static final Selection USUAL = new Selection(Narrowing.NONE, Hiding.USUAL, Grouping.FILE, "", "", "");

    /** The folder of files whose host tells none. */
    public static final String UNTOLD = ".";

    private static final String DEFAULT_SORT = "-sources";

    public Selection {
        hidden = Set.copyOf(hidden);
    }

    public boolean hides(Hiding what) {
        return hidden.contains(what);
    }

    /** Is it a matter of one host or one folder? */
    boolean hasPlace() {
        return !host.isEmpty() || !folder.isEmpty();
    }

    boolean isPlace(Offers.One offer) {
        return (host.isEmpty() || offer.host().equals(host)) && (folder.isEmpty() || told(offer.folder()).equals(folder));
    }

    static String told(String folder) {
        return folder.isEmpty() ? UNTOLD : folder;
    }

    /** By all that hides something, without kinds of files, lengths and bit rates, so that each choice of those can be counted. */
    Predicate<FoundLine> others(Had had) {
        Predicate<FoundLine> wanted = narrowing.others();
        if (hasPlace()) {
            wanted = wanted.and(line -> line.offers().any(this::isPlace));
        }
        for (var what : hidden) {
            if (what != Hiding.SPAM) {
                wanted = wanted.and(line -> !had.is(what, line));
            }
        }
        return wanted;
    }

    /** Each thing by itself that may hide something, by its name in an address. */
    Map<String, Predicate<FoundLine>> reasons(Had had) {
        var all = new LinkedHashMap<String, Predicate<FoundLine>>();
        narrowing.values().forEach((name, value) -> all.put(name, new Narrowing(Map.of(name, value)).test()));
        hidden.stream().sorted().forEach(what -> all.put(what.key(), line -> !had.is(what, line)));
        if (hasPlace()) {
            all.put("host", line -> line.offers().any(this::isPlace));
        }
        return all;
    }

    private boolean isDescending() {
        return sort.isEmpty() || sort.startsWith("-");
    }

    private String column() {
        var wanted = sort.isEmpty() ? DEFAULT_SORT : sort;
        return wanted.startsWith("-") ? wanted.substring(1) : wanted;
    }

    Comparator<FoundLine> order() {
        Comparator<FoundLine> column =
                switch (column()) {
                    case "name" -> Comparator.comparing(FoundLine::name, String.CASE_INSENSITIVE_ORDER);
                    case "size" -> Comparator.comparingLong(FoundLine::size);
                    case "seen" -> Comparator.comparing(FoundLine::firstSeen);
                    default -> Comparator.comparingInt(FoundLine::sources).thenComparing(FoundLine::atOnce);
                };
        return (isDescending() ? column.reversed() : column).thenComparing(FoundLine::id);
    }

    Comparator<Group> groupOrder() {
        Comparator<Group> column =
                switch (column()) {
                    case "name" -> Comparator.comparing(group -> group(group), String.CASE_INSENSITIVE_ORDER);
                    case "size" -> Comparator.comparingLong(Group::bytes);
                    default -> Comparator.comparingInt(Group::files);
                };
        return (isDescending() ? column.reversed() : column).thenComparing(Group::host).thenComparing(Group::folder);
    }

    private String group(Group one) {
        return group == Grouping.HOST ? one.host() : one.folder();
    }
}
