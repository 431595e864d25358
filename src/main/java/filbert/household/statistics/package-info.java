/** Figures over time: what passed, how many were there, what failed and why, and what of the library was asked for. Start with {@link filbert.household.statistics.HouseholdStatistics}. */
@NullMarked
package filbert.household.statistics;

import org.jspecify.annotations.NullMarked;
