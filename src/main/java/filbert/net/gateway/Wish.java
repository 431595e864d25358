package filbert.net.gateway;

import java.time.Duration;

/**
 * A port to be opened.
 *
 * @param port ours
 * @param outside the one wanted on the router; what is granted may be another
 * @param lease how long; routers may grant less
 */
record Wish(Transport transport, int port, int outside, Duration lease) {}
