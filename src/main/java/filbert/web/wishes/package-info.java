/** Wishes: the list, one with what it found, and the form. Start with {@link filbert.web.wishes.WishesController}. */
@NullMarked
package filbert.web.wishes;

import org.jspecify.annotations.NullMarked;
