/** Moving house: what other programs left of files, found and taken over. */
@NullMarked
package filbert.web.adopt;

import org.jspecify.annotations.NullMarked;
