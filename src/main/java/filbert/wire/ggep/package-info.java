/**
 * Extension blocks: {@link filbert.wire.ggep.Ggep} and the {@link filbert.wire.ggep.GgepCodec} between it and bytes. Implements 1-connect,
 * section 7.
 */
@NullMarked
package filbert.wire.ggep;

import org.jspecify.annotations.NullMarked;
