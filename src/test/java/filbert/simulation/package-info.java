/** A network in virtual time: {@link filbert.simulation.VirtualNetwork}. Minutes there take milliseconds here, and a seed repeats them. */
@NullMarked
package filbert.simulation;

import org.jspecify.annotations.NullMarked;
