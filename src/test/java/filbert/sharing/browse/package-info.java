@NullMarked
package filbert.sharing.browse;

import org.jspecify.annotations.NullMarked;
