/** The packages' scripts, without packages. */
@NullMarked
package filbert.dist;

import org.jspecify.annotations.NullMarked;
