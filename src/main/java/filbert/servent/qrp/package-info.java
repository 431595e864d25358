/**
 * Query routing: which words a neighbour can answer, told in a table of hashed words so that it need not be asked for others. Start with
 * {@link filbert.servent.qrp.RoutingTable}; {@link filbert.servent.qrp.TableBuilder} makes ours, {@link filbert.servent.qrp.TablePatches}
 * sends it, {@link filbert.servent.qrp.TableReceiver} takes in a neighbour's, {@link filbert.servent.qrp.LeafTables} asks those of all
 * leaves at once. Arrows: imports {@code wire} only. Implements 2-search, section 4.
 */
@NullMarked
package filbert.servent.qrp;

import org.jspecify.annotations.NullMarked;
