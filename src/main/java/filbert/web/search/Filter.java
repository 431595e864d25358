package filbert.web.search;

import filbert.household.results.DefaultFilter.Usual;
import filbert.household.Narrowing;
import filbert.household.results.Grouping;
import filbert.household.results.Hiding;
import filbert.household.results.Selection;
import filbert.web.Pager;
import filbert.web.Query;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.util.MultiValueMap;

/**
 * Which rows of a search a page shows, and how: exactly what stands in its address, {@code
 * /search?q=&type=&ext=&min=&max=&minlen=&bitrate=&has=sources:3&not=&group=file|folder|host&host=&folder=&sort=&hide=spam,owned,queued,blocked&page=&cols=size,sources}.
 *
 * @param query everything in the address that means something
 * @param usual what is hidden besides, unless the address says {@code own=off}
 */
record Filter(Query query, Usual usual) {
    private static final List<String> NAMES = List.of(
            "q", "type", "ext", "min", "max", "minlen", "bitrate", "has", "not", "group", "host", "folder", "sort", "page", "own", "cols");
    private static final int MAX_LENGTH = 300; // 2-search, 1.3: no query is longer than 200; folders are shown with as many
    private static final String HAS_SOURCES = "sources:";
    private static final String OFF = "off";

    Filter(Query query) {
        this(query, Usual.NONE);
    }

    static Filter of(MultiValueMap<String, String> parameters) {
        return of(parameters, Usual.NONE);
    }

    static Filter of(MultiValueMap<String, String> parameters, Usual usual) {
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
        if (Grouping.parse(values.getOrDefault("group", "")) == Grouping.FILE) {
            values.remove("group");
        }
        hide(parameters, values);
        return new Filter(new Query(values), usual);
    }

    /** A tick a value from a form, all in one from an address; {@code spam=show} and {@code hide=had} are from addresses of earlier versions. */
    private static void hide(MultiValueMap<String, String> parameters, LinkedHashMap<String, String> values) {
        var given = parameters.getOrDefault("hide", List.of()).stream().filter(text -> !text.isBlank()).limit(2L * Hiding.values().length).toList();
        var showsSpam = "show".equals(parameters.getFirst("spam"));
        if (!given.isEmpty() || showsSpam) {
            var hidden = EnumSet.noneOf(Hiding.class);
            hidden.addAll(given.isEmpty() ? Hiding.USUAL : Hiding.parse(given));
            if (showsSpam) {
                hidden.remove(Hiding.SPAM);
            }
            values.put("hide", Hiding.write(hidden));
        }
    }

    public String text() {
        return query.value("q");
    }

    int page() {
        return Pager.parse(query.value("page"));
    }

    public String group() {
        return grouping().key();
    }

    private Grouping grouping() {
        return Grouping.parse(query.value("group"));
    }

    /** What of the results is shown. */
    Selection selection() {
        return new Selection(narrowing(), hidden(), grouping(), query.value("sort"), query.value("host"), query.value("folder"));
    }

    private Set<Hiding> hidden() {
        if (!query.value("hide").isEmpty()) {
            return Hiding.parse(List.of(query.value("hide")));
        }
        return usesUsual() ? usual.hidden().orElse(Hiding.USUAL) : Hiding.USUAL;
    }

    public boolean hides(String what) {
        return hidden().stream().anyMatch(one -> one.key().equals(what));
    }

    /** Are junk rows shown, among the others? */
    public boolean showsSpam() {
        return !hidden().contains(Hiding.SPAM);
    }

    /** The same, with junk or without it. */
    public Query otherSpam() {
        return withOther(Hiding.SPAM);
    }

    /** The same with what is hidden shown, or what is shown hidden. */
    private Query withOther(Hiding what) {
        var hidden = EnumSet.noneOf(Hiding.class);
        hidden.addAll(hidden());
        if (!hidden.remove(what)) {
            hidden.add(what);
        }
        var usually = usesUsual() ? usual.hidden().orElse(Hiding.USUAL) : Hiding.USUAL;
        return query.with("hide", hidden.equals(usually) ? "" : Hiding.write(hidden));
    }

    /** The same without one thing that hides something, by its name in an address or that of what it hides. */
    Query without(String name) {
        var hiding = Arrays.stream(Hiding.values()).filter(one -> one.key().equals(name)).findFirst();
        if (hiding.isPresent()) {
            return withOther(hiding.get());
        }
        var rest = explicit().with(name, "");
        return name.equals("host") ? rest.with("folder", "") : rest;
    }

    /** The same rows, put together in another way. */
    public Query groupedBy(String group) {
        return query.with("group", group.equals(Grouping.FILE.key()) ? "" : group);
    }

    /** The files of one host, or of a folder of it. */
    Query place(String host, String folder) {
        return query.with("group", "").with("sort", "").with("host", host).with("folder", folder);
    }

    public String host() {
        return query.value("host");
    }

    /** As somebody reads it: nothing when it is a matter of none, or of the files no folder is told of. */
    public String folder() {
        return query.value("folder").equals(Selection.UNTOLD) ? "" : query.value("folder");
    }

    /** What it hides rows by. */
    public Narrowing narrowing() {
        if (!usesUsual()) {
            return new Narrowing(query.values());
        }
        var both = new LinkedHashMap<>(usual.narrowing().values());
        both.putAll(query.values());
        return new Narrowing(both);
    }

    /** Is something hidden that the address does not say? */
    public boolean usesUsual() {
        return !usual.isEmpty() && !query.value("own").equals(OFF);
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
        return hidden().equals(Hiding.USUAL) ? all.with("hide", "") : all.with("hide", Hiding.write(hidden()));
    }

    /** What would be kept as what always counts. */
    public Usual asUsual() {
        return new Usual(narrowing(), hidden().equals(Hiding.USUAL) ? Optional.empty() : Optional.of(hidden()));
    }

    /** The same for other words, to be remembered: {@code type=audio&group=folder}, or nothing. */
    String look() {
        var look = query.with("q", "").with("page", "").with("host", "").with("folder", "").with("cols", "").toString();
        return look.isEmpty() ? "" : look.substring(1);
    }

    /** For a form that does not ask for it, but keeps it: nothing when junk is hidden, as usual. */
    public String hiddenText() {
        return hidden().equals(Hiding.USUAL) ? "" : Hiding.write(hidden());
    }

    /** What can be hidden by what it is, and the page without it, or with it. */
    public List<Choice> choices() {
        return Arrays.stream(Hiding.values()).map(what -> new Choice(what.key(), hidden().contains(what), withOther(what).toString())).toList();
    }

    /** @param key of what is hidden when it was {@code chosen} */
    record Choice(String key, boolean chosen, String link) {}

    /** The same results as a table. */
    public String csv() {
        return "/search.csv" + query.with("page", "");
    }

    /** Does it hide anything but junk, or show that? */
    public boolean narrows() {
        return !asUsual().isEmpty() || !host().isEmpty() || !query.value("folder").isEmpty();
    }

    /** The same words in the same order, nothing hidden but junk. */
    public Query wide() {
        return Query.EMPTY
                .with("q", text())
                .with("group", query.value("group"))
                .with("sort", query.value("sort"))
                .with("own", usual.isEmpty() ? "" : OFF)
                .with("cols", query.value("cols"));
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
}
