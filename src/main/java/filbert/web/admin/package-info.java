/** What only owners see and do: the people of the house and, beside them, whatever else keeps it going. */
@NullMarked
package filbert.web.admin;

import org.jspecify.annotations.NullMarked;
