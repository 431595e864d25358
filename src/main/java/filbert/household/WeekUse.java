package filbert.household;

import java.time.LocalDate;

/**
 * What a person fetched in one week.
 *
 * @param began a Monday, in the house
 */
public record WeekUse(LocalDate began, long bytes) {
    /**
     * As it counts in the week that begins then. A clock that was set back gives nothing anew, and one that had been far ahead locks nobody out for longer
     * than a week.
     */
    WeekUse in(LocalDate week) {
        return new WeekUse(week, began.isBefore(week) ? 0 : bytes);
    }

    WeekUse plus(long more) {
        return new WeekUse(began, bytes + more);
    }
}
