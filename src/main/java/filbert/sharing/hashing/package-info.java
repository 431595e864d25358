/** SHA-1 and tiger tree in one read; THEX rows. Implements 3-transfer, section 3.3. */
@NullMarked
package filbert.sharing.hashing;

import org.jspecify.annotations.NullMarked;
