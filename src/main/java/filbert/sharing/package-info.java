/** Files in motion: {@code hashing}, {@code library}, {@code upload}, {@code download}. May import {@code servent}'s public ports, never the reverse. */
@NullMarked
package filbert.sharing;

import org.jspecify.annotations.NullMarked;
