package filbert.sharing.download;

import filbert.sharing.download.disk.Span;
import filbert.sharing.download.disk.Spans;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Work for a source when every missing byte has been asked of another (3-transfer, 3.8.2): it takes over the end of what a slower one was asked for,
 * or, when too little is left to be divided, asks for the same as the other: of each byte the first to come counts. What can be wasted is what is on
 * its way when a reply is cut, and in the end game at most once the rest of each range, which is no more than {@link #LARGEST_DUPLICATE}. Owner only.
 */
final class Poaching {
    static final long LEAST = 64 * 1024; // 3-transfer, 3.8.2: "last chunk split: half, ≥ 64 KiB"
    static final long LARGEST_DUPLICATE = 1 << 20; // ours; and less than one unit, as 3.8.2 has it
    private static final long STEP = 16 * 1024; // ours: where no unit ends, claims end at multiples of it
    private static final int TIMES_FASTER = 2; // 3-transfer, 3.8.2: "only if the thief is ≥ 2× faster"
    private static final int WORTH_SECONDS = 5; // ours: what ends sooner is left alone
    private static final int STRANGER_SECONDS = 30; // ours: a source of unknown speed may not be any better

    private final Segments segments;
    private final Candidate idle;
    private final @Nullable Spans available;
    private final long now;

    private Poaching(Segments segments, Candidate idle, long now) {
        this.segments = segments;
        this.idle = idle;
        this.now = now;
        available = idle.wares().available(now);
    }

    /** @param at where the other source is to end; {@code rest.from()} to ask for the same */
    private record Prey(Segments.Claim claim, Span rest, double secondsLeft, long at) {
        boolean divided() {
            return at > rest.from();
        }
    }

    static boolean offers(Segments segments, Candidate idle, long now) {
        return new Poaching(segments, idle, now).best().isPresent();
    }

    static Optional<Task.Range> take(Segments segments, Candidate idle, long now) {
        return new Poaching(segments, idle, now).best().flatMap(prey ->
                prey.divided()
                        ? segments.steal(prey.claim(), prey.at(), idle).map(claim -> new Task.Range(claim, claim.span()))
                        : segments.join(prey.claim(), idle).map(rest -> new Task.Range(prey.claim(), rest)));
    }

    /** The one that would take longest. */
    private Optional<Prey> best() {
        Prey best = null;
        for (var claim : segments.claims()) {
            var prey = consider(claim);
            if (prey != null && (best == null || prey.secondsLeft() > best.secondsLeft())) {
                best = prey;
            }
        }
        return Optional.ofNullable(best);
    }

    private @Nullable Prey consider(Segments.Claim claim) {
        var rest = claim.rest().orElse(null);
        var holder = claim.onlyHolder();
        if (rest == null || holder == null || holder == idle) {
            return null;
        }
        var theirs = holder.pace().current(now);
        if (theirs.isEmpty()) {
            return null;
        }
        var ours = idle.pace().expected();
        var secondsLeft = rest.length() / (double) Math.max(1, theirs.getAsLong());
        if (secondsLeft < WORTH_SECONDS || (ours.isEmpty() && secondsLeft < STRANGER_SECONDS)) {
            return null;
        }
        var at = divide(rest, theirs.getAsLong(), ours);
        if (at > rest.from() && available == null) { // 3-transfer, 3.8.2: "never if partial"
            return new Prey(claim, rest, secondsLeft, at);
        }
        var small = rest.length() < Math.min(segments.unit() + 1, LARGEST_DUPLICATE + 1);
        var sooner = ours.isEmpty() || ours.getAsLong() > theirs.getAsLong();
        return small && sooner && has(rest) ? new Prey(claim, rest, secondsLeft, rest.from()) : null;
    }

    /** So that both would end at the same time; the beginning of the rest when it is not to be divided. */
    private long divide(Span rest, long theirs, OptionalLong ours) {
        if (rest.length() < 2 * LEAST || (ours.isPresent() && ours.getAsLong() < TIMES_FASTER * theirs)) {
            return rest.from();
        }
        var share = ours.isEmpty() ? 0.5 : theirs / (double) Math.max(1, theirs + ours.getAsLong());
        var wished = rest.from() + Math.max(LEAST, Math.min(rest.length() - LEAST, (long) (rest.length() * share)));
        var unitEnd = wished / segments.unit() * segments.unit();
        if (unitEnd >= rest.from() + LEAST) {
            return unitEnd;
        }
        var stepEnd = wished / STEP * STEP;
        return stepEnd > rest.from() ? stepEnd : wished;
    }

    private boolean has(Span span) {
        return available == null || available.contains(span);
    }
}
