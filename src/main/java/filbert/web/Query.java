package filbert.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What stands behind the {@code ?} of an address: names and values in order, none of them empty. Templates make links of it. */
public record Query(Map<String, String> values) {
    public static final Query EMPTY = new Query(Map.of());

    public Query {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** An empty value takes the name out. Whatever changes, the list starts at its first page again. */
    public Query with(String name, String value) {
        var changed = new LinkedHashMap<>(values);
        changed.remove("page");
        changed.remove(name);
        if (!value.isEmpty()) {
            changed.put(name, value);
        }
        return new Query(changed);
    }

    /** The same page of the list, without this. */
    public Query without(String name) {
        var changed = new LinkedHashMap<>(values);
        changed.remove(name);
        return new Query(changed);
    }

    /** Sorted by this column; the other way round when it is already. */
    public Query sortedBy(String column) {
        return with("sort", column.equals(values.get("sort")) ? "-" + column : column);
    }

    public Query page(int page) {
        return page <= 1 ? with("page", "") : with("page", Integer.toString(page));
    }

    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    /** {@code ?q=hazel&type=audio}, or nothing. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&", values.isEmpty() ? "" : "?", ""));
    }

    /** The same behind other parameters: {@code &q=hazel&type=audio}. */
    public String more() {
        return values.isEmpty() ? "" : "&" + toString().substring(1);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
