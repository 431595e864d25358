package filbert.web.downloads;

import filbert.household.HouseholdLimits;
import filbert.web.Figures;
import filbert.web.Moment;
import java.time.Instant;
import java.time.ZoneId;

/**
 * What this person may fetch, in words.
 *
 * @param week is there a limit for the week?
 * @param used and {@code of} of the week
 * @param exhausted has all of it been fetched?
 * @param active downloads at the same time; 0 without a limit
 * @param rate of all together; empty without a limit
 */
record Allowed(boolean week, String used, String of, Moment resets, boolean exhausted, int active, String rate) {
    static Allowed of(HouseholdLimits.View view, Instant now, ZoneId zone) {
        var limits = view.limits();
        return new Allowed(
                view.weekBytes() > 0,
                Figures.size(view.used()),
                Figures.size(view.weekBytes()),
                Moment.of(view.resets(), now, zone),
                view.weekBytes() > 0 && view.used() >= view.weekBytes(),
                limits.active(),
                limits.kibibytes() > 0 ? Figures.rate((long) limits.kibibytes() << 10) : "");
    }

    /** Is there anything to say? */
    boolean any() {
        return week || active > 0 || !rate.isEmpty();
    }
}
