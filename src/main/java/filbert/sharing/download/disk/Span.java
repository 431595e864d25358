package filbert.sharing.download.disk;

import java.util.Optional;

/** Bytes {@code from} to {@code to}, exclusive, of a file; at least one. */
public record Span(long from, long to) {
    public Span {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("span from " + from + " to " + to);
        }
    }

    public long length() {
        return to - from;
    }

    public Optional<Span> intersection(Span other) {
        var start = Math.max(from, other.from);
        var end = Math.min(to, other.to);
        return start < end ? Optional.of(new Span(start, end)) : Optional.empty();
    }
}
