package filbert.sharing.download.disk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** A set of bytes of a file, kept as spans that neither touch nor overlap. Not thread-safe. */
public final class Spans {
    private final TreeMap<Long, Long> ends = new TreeMap<>(); // start of a span to its end
    private long total;

    public static Spans of(Collection<Span> spans) {
        var set = new Spans();
        spans.forEach(set::add);
        return set;
    }

    public void add(Span span) {
        var from = span.from();
        var to = span.to();
        var before = ends.floorEntry(from);
        if (before != null && before.getValue() >= from) {
            from = before.getKey();
            to = Math.max(to, before.getValue());
        }
        for (var next = ends.ceilingEntry(from); next != null && next.getKey() <= to; next = ends.ceilingEntry(from)) {
            to = Math.max(to, next.getValue());
            total -= next.getValue() - next.getKey();
            ends.remove(next.getKey());
        }
        ends.put(from, to);
        total += to - from;
    }

    public void addAll(Spans others) {
        others.list().forEach(this::add);
    }

    public void remove(Span span) {
        var before = ends.lowerEntry(span.from());
        if (before != null && before.getValue() > span.from()) {
            ends.put(before.getKey(), span.from());
            total -= before.getValue() - span.from();
            if (before.getValue() > span.to()) {
                add(new Span(span.to(), before.getValue()));
                return;
            }
        }
        for (var next = ends.ceilingEntry(span.from()); next != null && next.getKey() < span.to(); next = ends.ceilingEntry(span.from())) {
            ends.remove(next.getKey());
            total -= next.getValue() - next.getKey();
            if (next.getValue() > span.to()) {
                add(new Span(span.to(), next.getValue()));
                return;
            }
        }
    }

    public void clear() {
        ends.clear();
        total = 0;
    }

    /** Are all bytes of {@code span} in the set? */
    public boolean contains(Span span) {
        var holder = ends.floorEntry(span.from());
        return holder != null && holder.getValue() >= span.to();
    }

    public boolean isEmpty() {
        return ends.isEmpty();
    }

    /** Bytes in the set. */
    public long total() {
        return total;
    }

    /** In order. */
    public List<Span> list() {
        var list = new ArrayList<Span>(ends.size());
        ends.forEach((from, to) -> list.add(new Span(from, to)));
        return list;
    }

    /** What of the set lies within {@code window}, in order. */
    public List<Span> within(Span window) {
        var inside = new ArrayList<Span>();
        var first = ends.floorKey(window.from());
        for (var span : ends.subMap(first == null ? window.from() : first, true, window.to(), false).entrySet()) {
            new Span(span.getKey(), span.getValue()).intersection(window).ifPresent(inside::add);
        }
        return inside;
    }

    /** What of {@code window} is not in the set, in order. */
    public List<Span> missingFrom(Span window) {
        var missing = new ArrayList<Span>();
        var at = window.from();
        for (var span : within(window)) {
            if (span.from() > at) {
                missing.add(new Span(at, span.from()));
            }
            at = span.to();
        }
        if (at < window.to()) {
            missing.add(new Span(at, window.to()));
        }
        return missing;
    }

    public Spans copy() {
        var copy = new Spans();
        copy.ends.putAll(ends);
        copy.total = total;
        return copy;
    }

    @Override
    public String toString() {
        return list().toString();
    }
}
