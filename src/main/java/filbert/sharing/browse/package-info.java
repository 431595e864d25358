/**
 * Asks a host for the list of all it shares (3-transfer, 3.10). Start with {@link filbert.sharing.browse.Browsing}; a {@code Visit} is one
 * connection, {@code BodyReader} undoes its wrappings. Knows the servent's pushes and the ports in {@code net}.
 */
@NullMarked
package filbert.sharing.browse;

import org.jspecify.annotations.NullMarked;
