/**
 * One established connection: framing, compression, the send queue, keep-alive, Bye. Start with {@link filbert.servent.connection.Neighbour}
 * and {@link filbert.servent.connection.Connection}, which is one; what a neighbour says goes to {@link filbert.servent.connection.Traffic}. Arrows: imports {@code handshake} and {@code guard}. Implements 1-connect, sections
 * 1, 4 and 5.
 */
@NullMarked
package filbert.servent.connection;

import org.jspecify.annotations.NullMarked;
