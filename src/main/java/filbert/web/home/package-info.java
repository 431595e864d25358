/** The first page: search box, what needs a hand, how things stand, what happened last. */
@NullMarked
package filbert.web.home;

import org.jspecify.annotations.NullMarked;
