/** What somebody searched for. */
@NullMarked
package filbert.web.history;

import org.jspecify.annotations.NullMarked;
