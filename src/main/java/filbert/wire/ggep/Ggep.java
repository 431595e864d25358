package filbert.wire.ggep;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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

    /** A copy with one more item at its end. */
    public Ggep with(String key, byte... payload) {
        var more = new LinkedHashMap<>(items);
        more.putIfAbsent(key, payload);
        return of(more);
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
}
