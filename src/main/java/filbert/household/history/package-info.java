/** What somebody searched for: their own memory, that nobody else looks into. {@link filbert.household.history.HouseholdHistory} is the way in. */
@NullMarked
package filbert.household.history;

import org.jspecify.annotations.NullMarked;
