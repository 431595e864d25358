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

    /** A range that is asked of one source, or in the end game of two, of which the first to bring a byte writes it. Compared by identity. */
    static final class Claim {
        private final List<Candidate> holders = new ArrayList<>(2);
        private final Course course;
        private long from;

        private Claim(Span span) {
            from = span.from();
            course = new Course(span);
        }

        Course course() {
            return course;
        }

        /** What it keeps from others. */
        Span span() {
            return new Span(from, course.end());
        }

        /** Nothing is left of one whose server begins where another took over. */
        private boolean isEmpty() {
            return course.end() <= from;
        }

        /** What nobody has brought yet. */
        Optional<Span> rest() {
            return course.rest();
        }

        /** The one source it is asked of; null when there are two. */
        @Nullable Candidate onlyHolder() {
            return holders.size() == 1 ? holders.getFirst() : null;
        }

        List<Candidate> holders() {
            return List.copyOf(holders);
        }
    }

    /** @param bytes of file under one node of the tree: claims end at multiples of it */
    void align(long bytes) {
        unit = bytes;
    }

    long unit() {
        return unit;
    }

    /** The end of the last bytes that are there, {@code most} of them at most; empty when there are none. */
    Optional<Span> tail(int most) {
        var all = arrived.list();
        return all.isEmpty() ? Optional.empty() : Optional.of(new Span(Math.max(all.getLast().from(), all.getLast().to() - most), all.getLast().to()));
    }

    /** Bytes we have. */
    long arrived() {
        return arrived.total();
    }

    /**
     * @param goal about how many bytes; rounded up to the end of a unit
     * @param available what the source has, or null for everything
     * @param by the source
     * @return the first free bytes the source has, of those wanted first if there are any
     */
    Optional<Claim> claim(long goal, @Nullable Spans available, Candidate by) {
        var taken = taken();
        for (var free : order().stream().flatMap(part -> taken.missingFrom(part).stream()).toList()) {
            var offered = available == null ? free : first(available, free);
            if (offered != null) {
                var end = roundUp(offered.from() + Math.max(1, Math.min(goal, whole.to())));
                var claim = new Claim(new Span(offered.from(), Math.min(offered.to(), end)));
                return Optional.of(hold(claim, by));
            }
        }
        return Optional.empty();
    }

    /** Somebody reads here: it is fetched first, in this order, then what is behind the lowest of it, then the rest. Empty for nobody. */
    void wanted(List<Span> spans) {
        wanted = List.copyOf(spans);
    }

    /** A unit is verified as a whole, so it is wanted as a whole. */
    private List<Span> order() {
        var order = new ArrayList<Span>(wanted.size() + 2);
        for (var span : wanted) {
            order.add(units(span));
        }
        order.stream().mapToLong(Span::from).min().ifPresent(lowest -> order.add(new Span(lowest, whole.to())));
        order.add(whole);
        return order;
    }

    private Span units(Span span) {
        return new Span(span.from() / unit * unit, Math.min(whole.to(), roundUp(span.to())));
    }

    /** What is verified together with the byte at {@code position}. */
    Span unitAround(long position) {
        return units(new Span(position, position + 1));
    }

    boolean has(Span span) {
        return arrived.contains(span);
    }

    /** Nothing more of it is wanted: what did not come yet is free again. */
    void callOff(Claim claim) {
        claim.course.cut(0);
    }

    /** Bytes we have of the unit around {@code position}. */
    long arrivedAround(long position) {
        return arrived.within(unitAround(position)).stream().mapToLong(Span::length).sum();
    }

    private Claim hold(Claim claim, Candidate by) {
        claims.add(claim);
        claim.holders.add(by);
        return claim;
    }

    /** Takes the end of a claim over. @param at where it is to begin, or later, when the other was quicker */
    Optional<Claim> steal(Claim from, long at, Candidate by) {
        var end = from.course.end();
        var cut = from.course.cut(at);
        return cut < end ? Optional.of(hold(new Claim(new Span(cut, end)), by)) : Optional.empty();
    }

    /** Asks for what is left of a claim, too. @return what that is */
    Optional<Span> join(Claim claim, Candidate by) {
        var rest = claim.rest();
        if (rest.isPresent()) {
            claim.holders.add(by);
        }
        return rest;
    }

    List<Span> toCome(Claim claim) {
        return claim.isEmpty() ? List.of() : arrived.missingFrom(claim.span());
    }

    List<Claim> claims() {
        return List.copyOf(claims);
    }

    /** Of these nothing more is wanted, whoever was asked. */
    List<Claim> spent() {
        return claims.stream().filter(claim -> claim.rest().isEmpty()).toList();
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
        claims.stream().filter(claim -> !claim.isEmpty()).forEach(claim -> taken.add(claim.span()));
        return taken;
    }

    boolean offers(@Nullable Spans available) {
        return taken().missingFrom(whole).stream().anyMatch(free -> available == null || first(available, free) != null);
    }

    /** The server sends less than was claimed; the rest is free again, if nobody else was asked for it. */
    void narrow(Claim claim, Span given) {
        if (claim.holders.size() == 1) {
            claim.from = given.from();
            claim.course.narrow(given);
        }
    }

    /** A source has done with it. When it was the last, what did not arrive of it is free again. */
    void release(Claim claim, Candidate by) {
        claim.holders.remove(by);
        if (claim.holders.isEmpty()) {
            claims.remove(claim);
        }
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
