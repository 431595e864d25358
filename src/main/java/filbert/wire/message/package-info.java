/**
 * The messages of Gnutella 0.6 as records, and the pure functions between them and bytes. Start with
 * {@link filbert.wire.message.Message} and {@link filbert.wire.message.MessageCodec}. Implements docs/PROTOCOL.md, 1-connect sections 1, 5,
 * 6, 10 and 2-search sections 1, 3, 4.
 */
@NullMarked
package filbert.wire.message;

import org.jspecify.annotations.NullMarked;
