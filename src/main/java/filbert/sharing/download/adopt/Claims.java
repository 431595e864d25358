package filbert.sharing.download.adopt;

import filbert.sharing.download.disk.Span;
import java.util.List;

/** Bytes said to be there. */
final class Claims {
    private Claims() {}

    /** What of them lies before {@code length}. */
    static List<Span> within(List<Span> claims, long length) {
        if (length <= 0) {
            return List.of();
        }
        var there = new Span(0, length);
        return claims.stream().flatMap(span -> span.intersection(there).stream()).toList();
    }

    static List<Span> upTo(long length) {
        return length <= 0 ? List.of() : List.of(new Span(0, length));
    }
}
