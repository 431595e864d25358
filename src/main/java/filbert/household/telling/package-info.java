/** Telling people what concerns them. Whoever has something to tell calls {@link filbert.household.telling.Telling}. */
@NullMarked
package filbert.household.telling;

import org.jspecify.annotations.NullMarked;
