package filbert.web;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which columns of a table somebody sees. Written as names with commas between, the one that is always there first: {@code name,size,sources}.
 *
 * @param shown some of the table's
 */
public record Columns(Table table, Set<String> shown) {
    /** The column that is always there: what a row is about. */
    private static final String NAME = "name";

    private static final int MOST = 50; // names that are looked at

    public Columns {
        shown = Set.copyOf(shown);
    }

    /** Tables whose columns people choose, by the page they stand on. */
    public enum Table {
        SEARCH("search", List.of("size", "sources"), List.of("type", "size", "length", "bitrate", "sources", "seen")),
        DOWNLOADS("downloads", List.of("progress", "size", "rate", "sources", "state"), List.of("type", "progress", "size", "rate", "sources", "state", "added")),
        UPLOADS("uploads", List.of("host", "progress", "rate", "state", "since")),
        LIBRARY("library", List.of("size", "modified", "visibility", "hash", "asked"), List.of("type", "size", "length", "modified", "visibility", "hash", "asked")),
        NETWORK("network", List.of("role", "since", "in", "out", "messages", "deflate", "hops", "table"));

        private final String key;
        private final List<String> usual;
        private final List<String> all;

        Table(String key, List<String> all) {
            this(key, all, all);
        }

        /** @param all in the order of the table */
        Table(String key, List<String> usual, List<String> all) {
            this.key = key;
            this.usual = usual;
            this.all = all;
        }

        /** Of the page, and of the message keys of its columns. */
        public String key() {
            return key;
        }

        /** What a person's choice is kept as, among their {@link Preferences}. */
        public String preference() {
            return "columns-" + key;
        }

        public static Optional<Table> of(String key) {
            return Arrays.stream(values()).filter(table -> table.key.equals(key)).findFirst();
        }

        static Optional<Table> ofPreference(String name) {
            return Arrays.stream(values()).filter(table -> table.preference().equals(name)).findFirst();
        }

        /** What of a wish is known; nothing where nothing is. */
        private Optional<Columns> parse(String text) {
            var names = Arrays.stream(text.split(",", MOST)).map(String::strip).collect(Collectors.toSet());
            var known = all.stream().filter(names::contains).collect(Collectors.toSet());
            return known.isEmpty() && !names.contains(NAME) ? Optional.empty() : Optional.of(new Columns(this, known));
        }

        private Columns usual() {
            return new Columns(this, Set.copyOf(usual));
        }
    }

    /**
     * What an address asks for counts before what a person chose, and that before what is usual; names that are none do not count.
     *
     * @param asked and {@code chosen} as they are written, or nothing
     */
    static Columns of(Table table, String asked, String chosen) {
        return table.parse(asked).or(() -> table.parse(chosen)).orElseGet(table::usual);
    }

    /** A choice as it is kept: nothing for what is usual, or for no choice at all. */
    static String meant(Table table, String wanted) {
        return table.parse(wanted).filter(columns -> !columns.equals(table.usual())).map(Columns::toString).orElse("");
    }

    public boolean has(String name) {
        return shown.contains(name);
    }

    /** All there are, to choose from. */
    public List<Choice> choices() {
        return table.all.stream().map(name -> new Choice(name, table.key + ".column." + name, has(name))).toList();
    }

    /** @param label message key */
    public record Choice(String name, String label, boolean shown) {}

    /** Behind other parameters of an address: the stream of a page shows the columns of the page. */
    public String more() {
        return "&cols=" + this;
    }

    @Override
    public String toString() {
        var names = new LinkedHashSet<>(table.all);
        names.retainAll(shown);
        return Stream.concat(Stream.of(NAME), names.stream()).collect(Collectors.joining(","));
    }
}
