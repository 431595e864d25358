package filbert.web.search;

import filbert.household.Narrowing;
import filbert.servent.search.FoundLine;
import filbert.web.Pager;
import filbert.web.Query;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.springframework.util.MultiValueMap;

/**
 * Which rows of a search a page shows, and how: exactly what stands in its address, {@code
 * /search?q=&type=&ext=&min=&max=&minlen=&bitrate=&has=sources:3&not=&sort=&page=}.
 *
 * @param query everything in the address that means something
 * @param usual what is hidden besides, unless the address says {@code own=off}
 */
record Filter(Query query, Narrowing usual) {
    private static final List<String> NAMES = List.of("q", "type", "ext", "min", "max", "minlen", "bitrate", "has", "not", "spam", "sort", "page", "own", "hide");
    private static final int MAX_LENGTH = 200; // 2-search, 1.3: no query is longer; filters need not be either
    private static final String HAS_SOURCES = "sources:";
    private static final String SHOW = "show";
    private static final String OFF = "off";
    private static final String HAD = "had";
    private static final String DEFAULT_SORT = "-sources";

    Filter(Query query) {
        this(query, Narrowing.NONE);
    }

    static Filter of(MultiValueMap<String, String> parameters) {
        return of(parameters, Narrowing.NONE);
    }

    static Filter of(MultiValueMap<String, String> parameters, Narrowing usual) {
        var values = new LinkedHashMap<String, String>();
        for (var name : NAMES) {
            var given = parameters.getFirst(name);
            var value = given == null ? "" : given.strip();
            if (!value.isEmpty()) {
                values.put(name, value.substring(0, Math.min(value.length(), MAX_LENGTH)));
            }
        }
        // the form has a field for the number alone
        var sources = parameters.getFirst("sources");
        if (sources != null && sources.matches("[1-9]\\d{0,3}")) {
            values.put("has", HAS_SOURCES + sources);
        }
        return new Filter(new Query(values), usual);
    }

    public String text() {
        return query.value("q");
    }

    int page() {
        return Pager.parse(query.value("page"));
    }

    /** Are junk rows shown, among the others? */
    public boolean showsSpam() {
        return query.value("spam").equals(SHOW);
    }

    /** The same, with junk or without it. */
    public Query otherSpam() {
        return query.with("spam", showsSpam() ? "" : SHOW);
    }

    /** The same rows in the same order, whichever page of them. */
    Filter onEveryPage() {
        return new Filter(query.with("page", ""), usual);
    }

    /** What it hides rows by. */
    public Narrowing narrowing() {
        if (!usesUsual()) {
            return new Narrowing(query.values());
        }
        var both = new LinkedHashMap<>(usual.values());
        both.putAll(query.values());
        return new Narrowing(both);
    }

    /** Is something hidden that the address does not say? */
    public boolean usesUsual() {
        return !usual.isEmpty() && !query.value("own").equals(OFF);
    }

    /** Are rows hidden that we have, or will have? */
    public boolean hidesHad() {
        return query.value("hide").equals(HAD);
    }

    /** The same with everything in the address. */
    public Query explicit() {
        if (!usesUsual()) {
            return query;
        }
        var all = query.with("own", OFF);
        for (var one : narrowing().values().entrySet()) {
            all = all.with(one.getKey(), one.getValue());
        }
        return all;
    }

    /** The same results as a table. */
    public String csv() {
        return "/search.csv" + query.with("page", "");
    }

    /** Does it hide anything? */
    public boolean narrows() {
        return !narrowing().isEmpty();
    }

    /** The same words, nothing hidden. */
    public Query wide() {
        return Query.EMPTY.with("q", text()).with("sort", query.value("sort")).with("own", usual.isEmpty() ? "" : OFF);
    }

    public int leastSources() {
        return narrowing().leastSources();
    }

    /** Seconds; 0 for any. */
    int leastSeconds() {
        return narrowing().leastSeconds();
    }

    /** Kilobits per second; 0 for any. */
    int leastKilobits() {
        return narrowing().leastKilobits();
    }

    Comparator<FoundLine> order() {
        var sort = query.value("sort").isEmpty() ? DEFAULT_SORT : query.value("sort");
        var descending = sort.startsWith("-");
        Comparator<FoundLine> column =
                switch (descending ? sort.substring(1) : sort) {
                    case "name" -> Comparator.comparing(file -> file.name().toLowerCase(Locale.ROOT));
                    case "size" -> Comparator.comparingLong(FoundLine::size);
                    case "seen" -> Comparator.comparing(FoundLine::firstSeen);
                    default -> Comparator.comparingInt(FoundLine::sources)
                            .thenComparing(FoundLine::atOnce);
                };
        return (descending ? column.reversed() : column).thenComparing(FoundLine::id);
    }
}
