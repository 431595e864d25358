/**
 * What of the results of a search somebody wants to see, in which order and in which groups. {@link filbert.household.results.HouseholdResults} is the way
 * in, {@link filbert.household.results.Selection} says what is wanted, {@link filbert.household.results.Sieve} does it once for all who look.
 */
@NullMarked
package filbert.household.results;

import org.jspecify.annotations.NullMarked;
