/** Who fetches what from us. */
@NullMarked
package filbert.web.uploads;

import org.jspecify.annotations.NullMarked;
