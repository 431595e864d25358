package filbert.sharing.download;

import filbert.sharing.download.disk.Span;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;

/** Who brought which bytes, until they are verified; bounded, forgetting the lowest bytes first. Owner only. */
final class Suppliers {
    static final int MAX_ENTRIES = 10_000; // ours: beyond it somebody goes unpunished

    private final TreeMap<Long, Brought> brought = new TreeMap<>(); // by first byte

    private record Brought(long to, Candidate by) {}

    void add(Span span, Candidate by) {
        forget(span);
        var from = span.from();
        var before = brought.floorEntry(from);
        if (before != null && before.getValue().to == from && before.getValue().by == by) {
            from = before.getKey();
        }
        brought.put(from, new Brought(span.to(), by));
        if (brought.size() > MAX_ENTRIES) {
            brought.pollFirstEntry();
        }
    }

    void forget(Span span) {
        var before = brought.lowerEntry(span.from());
        if (before != null && before.getValue().to > span.from()) {
            brought.put(before.getKey(), new Brought(span.from(), before.getValue().by));
            putRest(span, before.getValue());
        }
        for (var next = brought.ceilingEntry(span.from()); next != null && next.getKey() < span.to(); next = brought.ceilingEntry(span.from())) {
            brought.remove(next.getKey());
            putRest(span, next.getValue());
        }
    }

    private void putRest(Span span, Brought cut) {
        if (cut.to > span.to()) {
            brought.put(span.to(), cut);
        }
    }

    /** Everybody who brought some of it, and whether nobody else did is told by {@link #alone}. */
    Set<Candidate> of(Span span) {
        var all = new LinkedHashSet<Candidate>();
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
        Candidate first = null;
        while (at < span.to()) {
            var holder = brought.floorEntry(at);
            if (holder == null || holder.getValue().to <= at || (first != null && holder.getValue().by != first)) {
                return false;
            }
            first = holder.getValue().by;
            at = holder.getValue().to;
        }
        return true;
    }

    int entries() {
        return brought.size();
    }
}
