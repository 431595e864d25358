/**
 * Hits that go by datagram instead of back along the way of the query. {@link filbert.servent.outofband.Offers} is the answering side,
 * {@link filbert.servent.outofband.Claims} the asking side. Arrows: imports {@code search}, {@code datagram}, {@code guard}, {@code topology},
 * {@code wire}. Implements 2-search, section 7.
 */
@NullMarked
package filbert.servent.outofband;

import org.jspecify.annotations.NullMarked;
