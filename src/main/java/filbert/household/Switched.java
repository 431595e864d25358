package filbert.household;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody switched to instead of the clock's profile.
 *
 * @param profile null: no limits at all
 * @param until null: until somebody switches again
 */
record Switched(@Nullable Profile profile, @Nullable Instant until) {
    static final String NO_LIMITS = "none";

    String word() {
        return profile == null ? NO_LIMITS : profile.word();
    }

    boolean isOver(Instant now) {
        return until != null && !now.isBefore(until);
    }

    /** For the keepsakes. */
    String text() {
        return until == null ? word() : word() + " " + until;
    }

    /** @return empty for what is none, however it came about */
    static Optional<Switched> parse(String text) {
        var parts = text.split(" ");
        var profile = Profile.of(parts[0]);
        if (profile.isEmpty() && !parts[0].equals(NO_LIMITS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Switched(profile.orElse(null), parts.length > 1 ? Instant.parse(parts[1]) : null));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
