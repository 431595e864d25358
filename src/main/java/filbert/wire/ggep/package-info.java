/** Extension blocks: {@link filbert.wire.ggep.Ggep}. Implements 1-connect, section 7. */
@NullMarked
package filbert.wire.ggep;

import org.jspecify.annotations.NullMarked;
