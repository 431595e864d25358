/** H2 behind the ports that the inside declares. Standard SQL only; one writer. Imports the ports of {@code servent}, {@code sharing} and {@code household}. */
@NullMarked
package filbert.store;

import org.jspecify.annotations.NullMarked;
