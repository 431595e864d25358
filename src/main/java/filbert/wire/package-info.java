/**
 * What travels: records and pure codecs, no sockets, no clock, no Spring. Messages in {@link filbert.wire.message}, their extension
 * blocks in {@link filbert.wire.ggep}, header lines in {@link filbert.wire.header}.
 */
@NullMarked
package filbert.wire;

import org.jspecify.annotations.NullMarked;
