@NullMarked
package filbert;

import org.jspecify.annotations.NullMarked;
