/**
 * Remembers offenders and counts what strangers may do how often. Small bounded memories, each its own class, asked by {@code reception},
 * {@code connection} and {@code topology}. Arrows: imports none of its neighbours. Implements 1-connect, sections 2.3 and 12.
 */
@NullMarked
package filbert.servent.guard;

import org.jspecify.annotations.NullMarked;
