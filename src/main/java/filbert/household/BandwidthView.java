package filbert.household;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much of the line Filbert may use now, and uses.
 *
 * @param chosen who decides: {@code clock}, or what somebody switched to: {@code none} (no limits), {@code normal}, {@code slow} or {@code night}
 * @param profile the one in force: one of these words, but not {@code clock}
 * @param until when that ends: the switch, or the clock's hour; null when it stays
 * @param limits in force
 * @param up bytes per second, over the last few seconds
 * @param down likewise
 */
public record BandwidthView(String chosen, String profile, @Nullable Instant until, Profile.Limits limits, long up, long down) {
    public boolean slow() {
        return profile.equals("slow");
    }

    public boolean switched() {
        return !chosen.equals("clock");
    }
}
