/**
 * Asking the router of the house to let strangers in: small clients for PCP (RFC 6887), NAT-PMP (RFC 6886) and UPnP Internet Gateway Devices 1
 * and 2 (UPnP Device Architecture 1.1; WANIPConnection:1 and :2). Start with {@link filbert.net.gateway.PortMapper}, which tries them in that
 * order, renews what was granted and takes it back at the end. Codecs are pure and apart from sockets; everything that waits runs on threads
 * that may block, never on the owner. Only the default gateway itself is asked, and only its own address is followed.
 */
@NullMarked
package filbert.net.gateway;

import org.jspecify.annotations.NullMarked;
