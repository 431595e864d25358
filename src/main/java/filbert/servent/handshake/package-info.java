/** The three header blocks that begin a Gnutella connection, as a value that steps on. Implements 1-connect, section 3. */
@NullMarked
package filbert.servent.handshake;

import org.jspecify.annotations.NullMarked;
