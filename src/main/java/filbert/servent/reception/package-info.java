/**
 * The first bytes of a connection: who answers? Start with {@link filbert.servent.reception.Reception}. Handshakes go through
 * {@link filbert.servent.reception.Door}, {@link filbert.servent.reception.Visitors} takes what is not the overlay's. Arrows: imports
 * {@code guard}. Implements 1-connect, section 2, and 3-transfer, 3.1.
 */
@NullMarked
package filbert.servent.reception;

import org.jspecify.annotations.NullMarked;
