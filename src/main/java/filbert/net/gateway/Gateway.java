package filbert.net.gateway;

import java.net.InetAddress;

/**
 * The router everything for the outside goes to.
 *
 * @param local our own address on the way there
 * @param device the network device it is reached by, such as {@code eth0}
 */
public record Gateway(InetAddress address, InetAddress local, String device) {}
