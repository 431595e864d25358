/** What people see when something went wrong: an ordinary page in words, never a trace. */
@NullMarked
package filbert.web.errors;

import org.jspecify.annotations.NullMarked;
