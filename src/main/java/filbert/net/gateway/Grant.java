package filbert.net.gateway;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * A port the router has opened.
 *
 * @param outside on the router
 * @param address of the router as the outside sees it, if it said so
 * @param lease zero: until the router is told otherwise
 * @param restarted the router has forgotten what it granted before
 */
public record Grant(Transport transport, int port, int outside, Optional<InetAddress> address, Duration lease, boolean restarted) {}
