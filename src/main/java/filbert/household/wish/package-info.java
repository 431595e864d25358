/**
 * Wishes: searches that go on for days. {@link filbert.household.wish.HouseholdWishes} is what people may do with them;
 * {@link filbert.household.wish.WishRounds} asks again in their name, within the rules for repeats (2-search, section 10), keeps what is new, downloads what a
 * rule of the wish allows, and tells its person.
 */
@NullMarked
package filbert.household.wish;

import org.jspecify.annotations.NullMarked;
