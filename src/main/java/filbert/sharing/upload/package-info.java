/** Serving files over HTTP on the Gnutella port: by hash, by index, THEX; slots and refusals. Implements 3-transfer, sections 3.2 to 3.5 and 3.12. */
@NullMarked
package filbert.sharing.upload;

import org.jspecify.annotations.NullMarked;
