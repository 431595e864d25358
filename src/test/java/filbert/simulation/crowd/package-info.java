/**
 * Networks of hundreds to a hundred thousand real servents in one virtual time, and what searching costs there. {@link filbert.simulation.crowd.Crowd}
 * is the network, {@link filbert.simulation.crowd.Published} what is known of the real one, {@link filbert.simulation.crowd.Flooding} what dynamic
 * querying is compared with. Used by tests and by {@code SimulationBench}; docs/simulation.md has the results.
 */
@NullMarked
package filbert.simulation.crowd;

import org.jspecify.annotations.NullMarked;
