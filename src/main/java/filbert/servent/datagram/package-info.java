/**
 * What comes and goes by datagram beyond pings and pongs, which {@code topology} keeps to itself. Start with
 * {@link filbert.servent.datagram.UdpTraffic}. Arrows: imports {@code wire} and {@code net}; imported by {@code topology}, which receives and
 * sends, and by those who talk that way. Implements 1-connect, section 11.
 */
@NullMarked
package filbert.servent.datagram;

import org.jspecify.annotations.NullMarked;
