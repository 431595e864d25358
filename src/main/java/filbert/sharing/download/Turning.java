package filbert.sharing.download;

import filbert.sharing.download.disk.Span;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * Whose range is cut short because somebody reads elsewhere: HTTP knows no other way to make a source that is in the middle of a long one bring
 * something else soon. It costs that source's connection, so it is done only when what is waited for would not begin to come soon by itself.
 * Owner only.
 */
final class Turning {
    static final Duration AGAIN = Duration.ofSeconds(10); // ours: no sooner for one download
    private static final int SOON = 5; // seconds; ours: who is done by then is left alone

    private final Segments segments;
    private final Span unit;
    private final long now;

    private Turning(Segments segments, long position, long now) {
        this.segments = segments;
        this.unit = segments.unitAround(position);
        this.now = now;
    }

    /** @param position of the byte that is waited for */
    static Optional<Segments.Claim> victim(Segments segments, long position, long now) {
        return new Turning(segments, position, now).victim();
    }

    private Optional<Segments.Claim> victim() {
        if (segments.has(unit) || segments.claims().stream().anyMatch(this::comesSoon)) {
            return Optional.empty();
        }
        return segments.claims().stream()
                .filter(claim -> claim.onlyHolder() != null && mayTurn(claim, claim.onlyHolder()))
                .max(Comparator.comparingLong(claim -> pace(claim)));
    }

    /** Are its bytes about to be brought, or is the source about to be free? */
    private boolean comesSoon(Segments.Claim claim) {
        var rest = claim.rest().orElse(null);
        if (rest == null) {
            return true;
        }
        var seconds = SOON * Math.max(1, pace(claim));
        var within = rest.from() < unit.to() && unit.from() < rest.to();
        return within ? unit.from() - rest.from() <= seconds : rest.length() <= seconds && knows(claim);
    }

    private boolean knows(Segments.Claim claim) {
        var holder = claim.onlyHolder();
        return holder == null || brings(holder);
    }

    /** One that must be pushed, or let us wait, may not come back soon. */
    private boolean mayTurn(Segments.Claim claim, Candidate holder) {
        return holder.pace().current(now).isPresent()
                && !holder.source().push()
                && holder.inLine(now).isEmpty()
                && brings(holder)
                && claim.rest().isPresent();
    }

    private boolean brings(Candidate holder) {
        var available = holder.wares().available(now);
        return available == null || available.contains(unit);
    }

    private long pace(Segments.Claim claim) {
        var holder = claim.onlyHolder();
        return holder == null ? 0 : holder.pace().current(now).orElse(0);
    }
}
