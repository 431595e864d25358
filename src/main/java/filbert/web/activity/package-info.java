/** What happened in the house. */
@NullMarked
package filbert.web.activity;

import org.jspecify.annotations.NullMarked;
