package filbert.sharing.download;

import filbert.sharing.download.disk.Span;
import filbert.sharing.download.disk.Spans;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes of a file are still to be fetched, and by whom: what neither arrived nor is claimed is free, and no two claims share a byte (T-43).
 * Owner only.
 */
final class Segments {
    static final long UNIT = 256 * 1024; // 3-transfer, 3.8.2: "unit without tree"

    private final Span whole;
    private final Spans arrived;
    private final Set<Claim> claims = new LinkedHashSet<>();
    private List<Span> wanted = List.of();
    private long unit = UNIT;

    /** @param size at least 1 */
    Segments(long size, Spans arrived) {
        whole = new Span(0, size);
        this.arrived = arrived.copy();
    }

    /** A range that one worker alone may write. Compared by identity. */
    static final class Claim {
        private Span span;

        private Claim(Span span) {
            this.span = span;
        }

        Span span() {
            return span;
        }
    }

    /** @param bytes of file under one node of the tree: claims end at multiples of it */
    void align(long bytes) {
        unit = bytes;
    }

    long unit() {
        return unit;
    }

    /** Bytes we have. */
    long arrived() {
        return arrived.total();
    }

    /**
     * @param goal about how many bytes; rounded up to the end of a unit
     * @param available what the source has, or null for everything
     * @return the first free bytes the source has, of those wanted first if there are any
     */
    Optional<Claim> claim(long goal, @Nullable Spans available) {
        var taken = taken();
        for (var free : order().stream().flatMap(part -> taken.missingFrom(part).stream()).toList()) {
            var offered = available == null ? free : first(available, free);
            if (offered != null) {
                var end = roundUp(offered.from() + Math.max(1, Math.min(goal, whole.to())));
                var claim = new Claim(new Span(offered.from(), Math.min(offered.to(), end)));
                claims.add(claim);
                return Optional.of(claim);
            }
        }
        return Optional.empty();
    }

    /** Somebody waits for these bytes: they are fetched first, then what is behind the first of them, then the rest. In order; empty for nobody. */
    void wanted(List<Span> spans) {
        wanted = List.copyOf(spans);
    }

    /** A unit is verified as a whole, so it is wanted as a whole. */
    private List<Span> order() {
        var order = new ArrayList<Span>(wanted.size() + 2);
        for (var span : wanted) {
            order.add(units(span));
        }
        if (!order.isEmpty()) {
            order.add(new Span(order.getFirst().from(), whole.to()));
        }
        order.add(whole);
        return order;
    }

    private Span units(Span span) {
        return new Span(span.from() / unit * unit, Math.min(whole.to(), roundUp(span.to())));
    }

    /** Bytes we have of the unit around {@code position}. */
    long arrivedAround(long position) {
        return arrived.within(units(new Span(position, position + 1))).stream().mapToLong(Span::length).sum();
    }

    private static @Nullable Span first(Spans available, Span free) {
        var within = available.within(free);
        return within.isEmpty() ? null : within.getFirst();
    }

    private long roundUp(long position) {
        return (position + unit - 1) / unit * unit;
    }

    private Spans taken() {
        var taken = arrived.copy();
        claims.forEach(claim -> taken.add(claim.span));
        return taken;
    }

    boolean offers(@Nullable Spans available) {
        return taken().missingFrom(whole).stream().anyMatch(free -> available == null || first(available, free) != null);
    }

    /** The server sends less than was claimed; the rest is free again. */
    void narrow(Claim claim, Span given) {
        claim.span = given;
    }

    /** What did not arrive of it is free again. */
    void release(Claim claim) {
        claims.remove(claim);
    }

    void arrived(Span span) {
        arrived.add(span);
    }

    /** Wrong bytes: to be fetched again. */
    void missing(Span span) {
        arrived.remove(span);
    }

    /** Is somebody fetching, or are bytes still on their way to disk? */
    boolean claimed() {
        return !claims.isEmpty();
    }

    long free() {
        return whole.length() - taken().total();
    }

    boolean complete() {
        return arrived.total() == whole.length();
    }
}
