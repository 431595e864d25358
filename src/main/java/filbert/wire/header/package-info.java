/**
 * Blocks of header lines, as the handshake and HTTP between servents use them: {@link filbert.wire.header.HeaderBlock}. Implements 1-connect,
 * sections 3.2 and 3.3, and 3-transfer, section 3.2.
 */
@NullMarked
package filbert.wire.header;

import org.jspecify.annotations.NullMarked;
