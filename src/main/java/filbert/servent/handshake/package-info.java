/**
 * The three header blocks that begin a Gnutella connection, as values that step on: {@link filbert.servent.handshake.IncomingHandshake} and
 * {@link filbert.servent.handshake.OutgoingHandshake}. {@link filbert.servent.handshake.HandshakeLink} carries the blocks over a link,
 * {@link filbert.servent.handshake.Admission} decides. Arrows: imports none of its neighbours. Implements 1-connect, section 3.
 */
@NullMarked
package filbert.servent.handshake;

import org.jspecify.annotations.NullMarked;
