package filbert.household;

import java.util.Optional;

/** What one person may fetch; empty: as everybody of that role. Otherwise as in {@link Limits}. */
public record OwnLimits(Optional<Integer> active, Optional<Integer> weekMebibytes, Optional<Integer> kibibytes) {
    public static final OwnLimits NONE = new OwnLimits(Optional.empty(), Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException with a message key below {@code limits.problem.} */
    public OwnLimits {
        check(active, Limits.MOST_ACTIVE, "active");
        check(weekMebibytes, Limits.MOST_MEBIBYTES, "week");
        check(kibibytes, Limits.MOST_KIBIBYTES, "rate");
    }

    private static void check(Optional<Integer> value, int most, String problem) {
        if (value.filter(number -> number < 0 || number > most).isPresent()) {
            throw new IllegalArgumentException("limits.problem." + problem);
        }
    }

    Limits over(Limits roles) {
        return new Limits(active.orElse(roles.active()), weekMebibytes.orElse(roles.weekMebibytes()), kibibytes.orElse(roles.kibibytes()));
    }
}
