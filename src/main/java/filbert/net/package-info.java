/**
 * Ports to the world: time ({@link filbert.net.Timeline}, {@link filbert.net.Owner}), stream connections
 * ({@link filbert.net.Dialer}, {@link filbert.net.Listener}, {@link filbert.net.Link}), {@link filbert.net.Datagrams}, and what counts
 * as an address ({@link filbert.net.AddressScope}). Implemented over real sockets by {@code net.netty} and over pipes in virtual time by
 * the simulation in the tests. Knows no protocol.
 */
@NullMarked
package filbert.net;

import org.jspecify.annotations.NullMarked;
