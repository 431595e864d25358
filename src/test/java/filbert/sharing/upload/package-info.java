@NullMarked
package filbert.sharing.upload;

import org.jspecify.annotations.NullMarked;
