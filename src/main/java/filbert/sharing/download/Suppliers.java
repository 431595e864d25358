package filbert.sharing.download;

import filbert.sharing.download.disk.Span;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Who brought which bytes; bounded, forgetting the lowest bytes first. Owner only.
 *
 * @param <S> told apart by identity or equality, as they wish
 */
final class Suppliers<S> {
    static final int MAX_ENTRIES = 10_000; // ours: beyond it somebody goes unpunished

    private final int most;
    private final TreeMap<Long, Brought<S>> brought = new TreeMap<>(); // by first byte

    private record Brought<S>(long to, S by) {}

    Suppliers() {
        this(MAX_ENTRIES);
    }

    /** @param most ranges remembered */
    Suppliers(int most) {
        this.most = most;
    }

    void add(Span span, S by) {
        forget(span);
        var from = span.from();
        var before = brought.floorEntry(from);
        if (before != null && before.getValue().to == from && before.getValue().by.equals(by)) {
            from = before.getKey();
        }
        brought.put(from, new Brought<>(span.to(), by));
        if (brought.size() > most) {
            brought.pollFirstEntry();
        }
    }

    void forget(Span span) {
        var before = brought.lowerEntry(span.from());
        if (before != null && before.getValue().to > span.from()) {
            brought.put(before.getKey(), new Brought<>(span.from(), before.getValue().by));
            putRest(span, before.getValue());
        }
        for (var next = brought.ceilingEntry(span.from()); next != null && next.getKey() < span.to(); next = brought.ceilingEntry(span.from())) {
            brought.remove(next.getKey());
            putRest(span, next.getValue());
        }
    }

    private void putRest(Span span, Brought<S> cut) {
        if (cut.to > span.to()) {
            brought.put(span.to(), cut);
        }
    }

    /** Everybody who brought some of it, and whether nobody else did is told by {@link #alone}. */
    Set<S> of(Span span) {
        var all = new LinkedHashSet<S>();
        var before = brought.lowerEntry(span.from());
        if (before != null && before.getValue().to > span.from()) {
            all.add(before.getValue().by);
        }
        brought.subMap(span.from(), span.to()).values().forEach(entry -> all.add(entry.by));
        return all;
    }

    /** Did one source bring all of it? */
    boolean alone(Span span) {
        var at = span.from();
        @Nullable S first = null;
        while (at < span.to()) {
            var holder = brought.floorEntry(at);
            if (holder == null || holder.getValue().to <= at || (first != null && !holder.getValue().by.equals(first))) {
                return false;
            }
            first = holder.getValue().by;
            at = holder.getValue().to;
        }
        return true;
    }

    /** Calls {@code each} with every range in order, and whose it is. */
    void forEach(BiConsumer<Span, S> each) {
        brought.forEach((from, by) -> each.accept(new Span(from, by.to), by.by));
    }

    int entries() {
        return brought.size();
    }
}
