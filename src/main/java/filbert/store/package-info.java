/**
 * H2, or PostgreSQL, behind the ports that the inside declares. {@link filbert.store.Database} opens, backs up and closes; one small class implements
 * each port. Standard SQL only, one writer at a time, also among the machines of a house; {@code Dialect} holds what differs. Imports the ports of {@code servent}, {@code sharing} and {@code household}.
 */
@NullMarked
package filbert.store;

import org.jspecify.annotations.NullMarked;
