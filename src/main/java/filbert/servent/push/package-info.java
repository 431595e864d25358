/** Pushes, both ways. Arrows: imports {@code routing}. Implements 3-transfer, section 3.9. */
@NullMarked
package filbert.servent.push;

import org.jspecify.annotations.NullMarked;
