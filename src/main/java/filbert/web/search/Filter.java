package filbert.web.search;

import filbert.servent.search.FoundLine;
import filbert.sharing.library.FileType;
import filbert.web.Pager;
import filbert.web.Query;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.util.MultiValueMap;

/**
 * Which rows of a search a page shows, and how: exactly what stands in its address, {@code
 * /search?q=&type=&ext=&min=&max=&minlen=&bitrate=&has=sources:3&not=&sort=&page=}.
 *
 * @param query everything in the address that means something
 */
record Filter(Query query) {
    private static final List<String> NAMES = List.of("q", "type", "ext", "min", "max", "minlen", "bitrate", "has", "not", "spam", "sort", "page");
    private static final int MAX_LENGTH = 200; // 2-search, 1.3: no query is longer; filters need not be either
    private static final String HAS_SOURCES = "sources:";
    private static final Pattern RATE = Pattern.compile("(\\d{1,6})\\s*k?(?:bit/s|bps|bit)?");
    private static final String SHOW = "show";
    private static final String DEFAULT_SORT = "-sources";

    static Filter of(MultiValueMap<String, String> parameters) {
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
        return new Filter(new Query(values));
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
        return new Filter(query.with("page", ""));
    }

    /** Does it hide anything? */
    public boolean narrows() {
        return List.of("type", "ext", "min", "max", "minlen", "bitrate", "has", "not").stream().anyMatch(name -> !query.value(name).isEmpty());
    }

    /** The same words, nothing hidden. */
    public Query wide() {
        return Query.EMPTY.with("q", text()).with("sort", query.value("sort"));
    }

    public int leastSources() {
        var has = query.value("has");
        return has.startsWith(HAS_SOURCES) && has.substring(HAS_SOURCES.length()).matches("[1-9]\\d{0,3}")
                ? Integer.parseInt(has.substring(HAS_SOURCES.length()))
                : 0;
    }

    /** Seconds; 0 for any. */
    int leastSeconds() {
        return PlayLength.parse(query.value("minlen")).orElse(0);
    }

    /** Kilobits per second; 0 for any. */
    int leastKilobits() {
        var rate = RATE.matcher(query.value("bitrate").toLowerCase(Locale.ROOT));
        return rate.matches() ? Integer.parseInt(rate.group(1)) : 0;
    }

    /** Who does not say how long it plays is hidden by any length. */
    Predicate<FoundLine> length() {
        var least = leastSeconds();
        return file -> file.tags().seconds() >= least;
    }

    Predicate<FoundLine> bitRate() {
        var least = leastKilobits();
        return file -> file.tags().kilobits() >= least;
    }

    /** Everything but kind, length and bit rate, so that each choice of those can be counted. */
    Predicate<FoundLine> others() {
        var extension = query.value("ext").toLowerCase(Locale.ROOT).replace(".", "");
        var least = ByteSize.parse(query.value("min")).orElse(0);
        var most = ByteSize.parse(query.value("max")).orElse(Long.MAX_VALUE);
        var without = Arrays.stream(query.value("not").toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        var sources = leastSources();
        return file -> (extension.isEmpty() || file.name().toLowerCase(Locale.ROOT).endsWith("." + extension))
                && file.size() >= least
                && file.size() <= most
                && file.sources() >= sources
                && without.stream().noneMatch(file.name().toLowerCase(Locale.ROOT)::contains);
    }

    Predicate<FoundLine> kind() {
        var type = query.value("type");
        return file -> type.isEmpty() || FileType.of(file.name()).key().equals(type);
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
