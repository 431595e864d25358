/**
 * The local network over real sockets: multicast datagrams (1-connect, 8.3) and multicast DNS, by the library JmDNS. Start with
 * {@link filbert.net.lan.LanInterfaces}, which chooses the network interfaces. Behind {@link filbert.net.LocalNetwork}; knows no protocol but the names of
 * the group and of the service.
 */
@NullMarked
package filbert.net.lan;

import org.jspecify.annotations.NullMarked;
