package filbert.household;

import filbert.sharing.download.KeptPart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How long, and how much of, what came of removed downloads is kept. What is too old goes. Where too much is kept the oldest go first, but none that was left
 * less than {@value #LEAST_DAYS} days ago: then more is kept for a while.
 *
 * @param days 0 until somebody deletes it
 * @param gibibytes of everybody together; 0 however much it is
 */
public record KeptCeiling(int days, int gibibytes) {
    public static final KeptCeiling NONE = new KeptCeiling(0, 0);

    /** Nothing is deleted earlier, whatever room it takes. */
    public static final int LEAST_DAYS = 7; // ours

    private static final long GIBIBYTE = 1L << 30;

    /** Those that have to go, the oldest first. */
    List<KeptPart> over(List<KeptPart> all, Instant now) {
        var going = new ArrayList<KeptPart>();
        var left = all.stream().mapToLong(KeptPart::written).sum();
        for (var part : all.stream().sorted(Comparator.comparing(KeptPart::since)).toList()) {
            var tooMuch = gibibytes > 0 && left > gibibytes * GIBIBYTE && isOlder(part, LEAST_DAYS, now);
            if ((days > 0 && isOlder(part, days, now)) || tooMuch) {
                going.add(part);
                left -= part.written();
            }
        }
        return going;
    }

    private static boolean isOlder(KeptPart part, int days, Instant now) {
        return Duration.between(part.since(), now).compareTo(Duration.ofDays(days)) > 0;
    }

    /** Whole days until this one is too old, the last one included; none are left of one that goes with the next round. */
    public long daysLeft(KeptPart part, Instant now) {
        return Math.max(0, days - Duration.between(part.since(), now).toDays());
    }
}
