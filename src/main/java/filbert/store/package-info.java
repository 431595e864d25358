/**
 * H2 behind the ports that the inside declares. {@link filbert.store.Database} opens, backs up and closes; one small class implements each port.
 * Standard SQL only, one writer at a time. Imports the ports of {@code servent}, {@code sharing} and {@code household}.
 */
@NullMarked
package filbert.store;

import org.jspecify.annotations.NullMarked;
