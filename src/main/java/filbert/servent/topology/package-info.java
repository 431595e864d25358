/**
 * Who our neighbours are: roles, slots, whom to call and whom to refuse, and the pings and pongs by which servents find each other. Start with
 * {@link filbert.servent.topology.Topology}; {@link filbert.servent.topology.Self} is what the rest of the servent may know about its own place.
 * Arrows: imports {@code reception}, {@code handshake}, {@code connection}, {@code bootstrap} and {@code guard}. Implements 1-connect,
 * sections 3.4 to 3.9, 6, 8 and 9.
 */
@NullMarked
package filbert.servent.topology;

import org.jspecify.annotations.NullMarked;
