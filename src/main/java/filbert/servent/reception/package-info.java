/**
 * The first bytes of a connection and the first byte of a datagram: who answers? {@link filbert.servent.reception.Visitors} takes what is
 * not the overlay's. Implements 1-connect, section 2, and 3-transfer, 3.1.
 */
@NullMarked
package filbert.servent.reception;

import org.jspecify.annotations.NullMarked;
