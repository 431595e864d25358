/**
 * Can others call us? Start with {@link filbert.servent.reachability.Proofs}, what is known; {@link filbert.servent.reachability.Inquirer} asks
 * neighbours to call, {@link filbert.servent.reachability.CallBacks} calls those who ask us. Arrows: imports {@code connection}, {@code datagram}
 * and {@code guard}; imported by {@code topology}. Implements 1-connect, sections 9 and 10.2.
 */
@NullMarked
package filbert.servent.reachability;

import org.jspecify.annotations.NullMarked;
