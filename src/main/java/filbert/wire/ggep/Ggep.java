package filbert.wire.ggep;

import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A GGEP block: named payloads behind a message (1-connect, section 7). Payloads are as unpacked; treat them as immutable. Of equal keys the
 * first one counts.
 */
public final class Ggep {
    public static final Ggep EMPTY = new Ggep(Map.of());

    private final Map<String, byte[]> items;

    private Ggep(Map<String, byte[]> items) {
        this.items = items;
    }

    public static Ggep of(Map<String, byte[]> items) {
        return items.isEmpty() ? EMPTY : new Ggep(Collections.unmodifiableMap(new LinkedHashMap<>(items)));
    }

    /** A copy with one more item at its end; a key that is there already keeps its payload. */
    public Ggep with(String key, byte... payload) {
        var more = new LinkedHashMap<>(items);
        more.putIfAbsent(key, payload);
        return of(more);
    }

    /** Both; where they share a key, this one's payload. */
    public Ggep and(Ggep more) {
        if (more.isEmpty()) {
            return this;
        }
        var all = new LinkedHashMap<>(items);
        more.items.forEach(all::putIfAbsent);
        return of(all);
    }

    /** A copy that lacks these keys. */
    public Ggep without(String... keys) {
        var fewer = new LinkedHashMap<>(items);
        fewer.keySet().removeAll(Arrays.asList(keys));
        return of(fewer);
    }

    public boolean has(String key) {
        return items.containsKey(key);
    }

    public Optional<byte[]> get(String key) {
        return Optional.ofNullable(items.get(key));
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }

    public Map<String, byte[]> items() {
        return items;
    }

    /** Do both hold the same payloads under the same keys, in the same order? */
    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Ggep that) || items.size() != that.items.size()) {
            return false;
        }
        var theirs = that.items.entrySet().iterator();
        for (var mine : items.entrySet()) {
            var next = theirs.next();
            if (!mine.getKey().equals(next.getKey()) || !Arrays.equals(mine.getValue(), next.getValue())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return items.keySet().hashCode();
    }

    /** Keys with their payloads in hex. */
    @Override
    public String toString() {
        return items.entrySet().stream()
                .map(item -> item.getKey() + "=" + HexFormat.of().formatHex(item.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
