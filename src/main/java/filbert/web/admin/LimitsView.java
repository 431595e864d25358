package filbert.web.admin;

import filbert.household.HouseholdLimits;
import filbert.household.OwnLimits;
import filbert.web.Figures;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one person may fetch, as a form shows it.
 *
 * @param active what is set for this person alone, or empty; so with the others
 * @param used of this week
 * @param fetches may anything be fetched? A guest's quota is the limit of the week
 * @param activeNow what is in force, 0 for none; so with the others
 */
record LimitsView(String active, String weekMebibytes, String kibibytes, String used, int activeNow, int weekNow, int rateNow, boolean fetches) {
    static LimitsView of(HouseholdLimits.View view) {
        var own = view.own();
        var now = view.limits();
        return new LimitsView(
                text(own.active()),
                text(own.weekMebibytes()),
                text(own.kibibytes()),
                Figures.size(view.used()),
                now.active(),
                now.weekMebibytes(),
                now.kibibytes(),
                view.fetches());
    }

    private static String text(Optional<Integer> number) {
        return number.map(String::valueOf).orElse("");
    }

    /** As sent: blank is as the role says. */
    record Form(@Nullable String active, @Nullable String weekMebibytes, @Nullable String kibibytes) {
        /** @throws IllegalArgumentException with a message key below {@code limits.problem.} */
        OwnLimits limits() {
            return new OwnLimits(number(active, "active"), number(weekMebibytes, "week"), number(kibibytes, "rate"));
        }

        private static Optional<Integer> number(@Nullable String text, String problem) {
            if (text == null || text.isBlank()) {
                return Optional.empty();
            }
            try {
                return Optional.of(Integer.parseInt(text.strip()));
            } catch (NumberFormatException _) {
                throw new IllegalArgumentException("limits.problem." + problem);
            }
        }
    }
}
